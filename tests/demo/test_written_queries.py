"""What is written once asks on every page what it would ask if it had been written for that page."""

import datetime

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.browser.pages import found
from volunteers.written_queries import written

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demo"), pytest.mark.xdist_group("demo")]

YEAR = datetime.timedelta(days=365)


def asked_by(path: str) -> list[str]:
    """The queries of a page with their values."""
    with CaptureQueriesContext(connection) as queries:
        assert Client().get(path).status_code == 200
    return [query["sql"] for query in queries]


def test_no_query_keeps_the_language_or_the_time_in_which_it_was_written():
    pages = found()
    paths = [path for language in ("ru", "en") for path in pages[language].values()]
    for path in paths:
        asked_by(path)  # Its pictures are made.

    written.cache_clear()
    with time_machine.travel(datetime.datetime.now(datetime.UTC) - YEAR, tick=False):
        for path in pages["kk"].values():
            asked_by(path)
    with time_machine.travel(datetime.datetime.now(datetime.UTC), tick=False):
        as_written_before = {path: asked_by(path) for path in paths}
        as_written_now = {}
        for path in paths:
            written.cache_clear()
            as_written_now[path] = asked_by(path)

    assert as_written_before == as_written_now
