"""Every kind of public page asks the database few questions, and as many of ten times the content."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from home.models import CreditedImage
from tests.bench.content import multiply
from tests.browser.pages import LANGUAGES, found

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demo"), pytest.mark.xdist_group("demo")]

MOST = 12


@pytest.fixture
def costs(monkeypatch):
    """A function that counts the queries of every page, by language and kind, once its pictures are there."""
    paths = {(language, kind): path for language, kinds in found().items() for kind, path in kinds.items()}
    paths |= {(language, "404"): f"/{language}/no-such-page/" for language in LANGUAGES}

    def cost(path: str) -> int:
        with CaptureQueriesContext(connection) as queries:
            Client().get(path)
        return len(queries)

    def costs() -> dict[tuple[str, str], int]:
        for path in paths.values():
            cost(path)
        with monkeypatch.context() as context:
            context.setattr(CreditedImage, "generate_rendition_file", _no_picture)
            return {page: cost(path) for page, path in paths.items()}

    return costs


def _no_picture(image, *args, **kwargs):
    raise AssertionError(f"{image} was drawn again for a page that had shown it")


def test_a_page_costs_few_queries_and_no_more_for_ten_times_the_content(costs):
    before = costs()
    multiply(10)
    after = costs()

    assert {page: cost for page, cost in before.items() if cost > MOST} == {}
    assert after == before
