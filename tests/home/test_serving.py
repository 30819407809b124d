"""Pages are found and shown by fewer questions than Wagtail's own; what is found and who may see it stays the same."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import Locale, PageViewRestriction

from home.once import once, remember, remembering
from tests.home import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def home():
    return factories.make_home()


def restrict(page):
    PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)


def test_an_answer_is_remembered_only_while_a_page_is_made():
    answers = iter(range(10))

    def find():
        return next(answers)

    assert (once("a", find), once("a", find)) == (0, 1)
    with remembering():
        assert (once("a", find), once("a", find), once("b", find)) == (2, 2, 3)
        remember("c", 42)
        assert once("c", find) == 42
    assert once("a", find) == 4


def test_a_page_deep_in_the_tree_is_found_by_its_address(client, home):
    above = factories.make_page(home, slug="above")
    below = factories.make_page(above, slug="below", title="Төменде")
    factories.make_page(home, slug="below", title="Басқа")

    assert "Төменде" in client.get("/kk/above/below/").content.decode()
    assert client.get("/kk/above/below/").context["page"] == below
    assert client.get("/kk/nowhere/below/").status_code == 404


def test_a_draft_is_not_found(client, home):
    factories.make_page(home, slug="draft").unpublish()

    assert client.get("/kk/draft/").status_code == 404


@pytest.mark.parametrize("level", [0, 1])
def test_a_restricted_page_and_what_lies_below_it_ask_for_a_login(client, home, level):
    above = factories.make_page(home, slug="above")
    below = factories.make_page(above, slug="below")
    restrict([above, below][level])

    assert client.get("/kk/above/below/").status_code == 302
    assert client.get("/kk/above/").status_code == (302 if level == 0 else 200)


def test_an_alias_is_restricted_where_its_source_is(client, home):
    source = factories.make_page(home, slug="source")
    source.create_alias(parent=home, update_slug="alias")
    assert client.get("/kk/alias/").status_code == 200

    restrict(source)

    assert client.get("/kk/alias/").status_code == 302


def test_the_readers_language_is_asked_for_once_a_page():
    factories.make_home()
    with CaptureQueriesContext(connection) as queries, remembering():
        assert Locale.get_active() == Locale.get_active()

    assert len(queries) == 1
