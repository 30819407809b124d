"""What the tests of the page cache share."""

from contextlib import contextmanager

from django.db import connection, transaction
from django.test import Client, TestCase
from django.test.utils import CaptureQueriesContext


@contextmanager
def committed():
    """What is done within it counts as committed afterwards, as it would without the test's own transaction."""
    connection.run_on_commit.clear()  # what earlier steps of the test have left waiting
    with TestCase.captureOnCommitCallbacks(execute=True), transaction.atomic():
        yield


def visit(url, *, client=None, **headers):
    """A visitor's answer, with `is_kept`: whether it came without a single question to the database."""
    client = client or Client()
    with CaptureQueriesContext(connection) as captured:
        response = client.get(url, **headers)
    response.is_kept = len(captured) == 0
    return response


def keep(url):
    """Has `url` made and kept, and makes sure of it."""
    first = visit(url)
    assert first.status_code == 200
    again = visit(url)
    assert again.is_kept, f"{url} is not kept"
    assert again.content == first.content
    return again
