"""Truth and order: pages made while something changes, a cache that is away, and the cache in the database."""

import datetime
import time

import pytest
from django.core.cache import caches
from django.core.management import call_command
from django.db import OperationalError, connections
from django.http import HttpResponse
from django.test import RequestFactory

from config.page_cache import store
from config.page_cache.database import PagesDatabaseCache
from config.page_cache.entries import Entry
from config.page_cache.middleware import PageCacheMiddleware
from tests.home import factories as pages
from tests.page_cache import committed, keep, visit
from tests.volunteers import factories as volunteers
from volunteers.models import Opportunity, Participation

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _on(settings, monkeypatch):
    settings.PAGE_CACHE_SECONDS = 300
    monkeypatch.setattr(store, "_away_until", 0.0)


def ask(view, path="/kk/"):
    """What a visitor is answered when `view` makes the page."""
    return PageCacheMiddleware(view)(RequestFactory().get(path)).content.decode()


def test_page_made_from_old_data_while_it_changes_is_not_kept():
    page = pages.make_page(pages.make_home(), title="Ескі", slug="about")

    def view_overtaken_by_an_editor(request):
        read = pages.fresh(page).title
        with committed():
            page.title = "Жаңа"
            pages.publish(page)
        return HttpResponse(read)

    assert ask(view_overtaken_by_an_editor) == "Ескі"

    assert ask(lambda _request: HttpResponse(pages.fresh(page).title)) == "Жаңа"


def test_page_that_counted_places_before_they_were_taken_is_not_kept():
    opportunity = volunteers.make_opportunity(places=(2,), mode=Opportunity.Mode.AUTOMATIC)

    def places_left(_request=None):
        return HttpResponse(str(opportunity.places()[0].places_left))

    def view_overtaken_by_an_applicant(request):
        counted = places_left()
        with committed():
            volunteers.submit(opportunity)
        return counted

    assert ask(view_overtaken_by_an_applicant) == "2"

    assert ask(places_left) == "1"


def test_page_that_nothing_has_overtaken_is_kept():
    opportunity = volunteers.make_opportunity(places=(2,))

    assert ask(lambda _request: HttpResponse(str(opportunity.places()[0].places_left))) == "2"

    assert ask(lambda _request: HttpResponse("asked again")) == "2"


def test_later_count_of_the_same_page_does_not_vouch_for_the_first():
    opportunity = volunteers.make_opportunity(places=(2,), mode=Opportunity.Mode.AUTOMATIC)

    def view_that_counts_twice(request):
        first = opportunity.places()[0].places_left
        with committed():
            volunteers.submit(opportunity)
        return HttpResponse(f"{first} {opportunity.places()[0].places_left}")

    assert ask(view_that_counts_twice) == "2 1"

    assert ask(lambda _request: HttpResponse("asked again")) == "asked again"


def test_page_whose_moment_comes_while_it_is_made_is_not_kept(time_machine):
    time_machine.move_to("2026-12-01T18:59:59Z", tick=False)  # a second to midnight in Astana

    def slow_view(request):
        time_machine.move_to("2026-12-01T19:00:01Z", tick=False)
        return HttpResponse("yesterday")

    ask(slow_view)

    assert ask(lambda _request: HttpResponse("today")) == "today"


def test_cache_that_was_emptied_brings_no_old_page_back():
    pages.make_page(pages.make_home(), slug="about")
    kept = keep("/kk/about/")
    entries = {key: caches["pages"].get(key) for key in _keys()}
    with committed():
        pages.make_organisation(short_name="Жаңа атау")

    caches["pages"].clear()
    visit("/kk/")
    caches["pages"].set_many({key: value for key, value in entries.items() if isinstance(value, Entry)})

    assert visit("/kk/about/").content != kept.content


def _keys():
    return [key.split(":", 2)[2] for key in caches["pages"]._cache]


def test_lost_token_of_places_costs_the_pages_that_hold_it():
    opportunity = volunteers.make_opportunity(places=(2,))
    ask(lambda _request: HttpResponse(str(opportunity.places()[0].places_left)))
    caches["pages"].delete(f"places-{opportunity.pk}")

    assert ask(lambda _request: HttpResponse("asked again")) == "asked again"


@pytest.fixture(params=["raises", "swallows"])
def away(request, settings):
    backends = {
        "raises": {"BACKEND": "tests.volunteers.caches_away.FailingCache", "OPTIONS": {"error": ConnectionError}},
        "swallows": {"BACKEND": "tests.volunteers.caches_away.SilentCache"},
    }
    settings.CACHES = {**settings.CACHES, "pages": backends[request.param]}


@pytest.mark.usefixtures("away")
def test_pages_are_made_while_the_cache_is_away():
    page = pages.make_page(pages.make_home(), title="Біз туралы", slug="about")
    with committed():
        page.title = "Біз жайлы"
        pages.publish(page)

    for _visit in range(2):
        response = visit("/kk/about/")
        assert (response.status_code, response.is_kept) == (200, False)
        assert "Біз жайлы" in response.content.decode()


@pytest.mark.usefixtures("away")
def test_places_are_taken_while_the_cache_is_away():
    opportunity = volunteers.make_opportunity(mode=Opportunity.Mode.AUTOMATIC)
    with committed():
        volunteers.submit(opportunity)

    assert Participation.objects.count() == 1


def test_cache_that_is_away_is_left_alone_for_a_while(settings, monkeypatch):
    there = settings.CACHES
    settings.CACHES = {**there, "pages": {"BACKEND": "tests.volunteers.caches_away.SilentCache"}}
    assert store.find("page:x").generation is None
    settings.CACHES = there

    assert store.find("page:x") == store.AWAY
    monkeypatch.setattr(store, "_away_until", time.monotonic() - 1)
    assert store.find("page:x").generation is not None


def test_cache_that_goes_away_while_a_page_is_made_keeps_nothing(settings):
    opportunity, there = volunteers.make_opportunity(), settings.CACHES

    def view(request):
        settings.CACHES = {**there, "pages": {"BACKEND": "tests.volunteers.caches_away.SilentCache"}}
        return HttpResponse(str(len(opportunity.places())))

    assert ask(view) == "1"
    settings.CACHES = there
    assert ask(lambda _request: HttpResponse("asked again")) == "asked again"


@pytest.fixture
def in_the_database(settings):
    """As in production without Redis."""
    backend = {"BACKEND": "config.page_cache.database.PagesDatabaseCache", "LOCATION": "page_cache"}
    settings.CACHES = {**settings.CACHES, "pages": backend}
    call_command("createcachetable", "page_cache", verbosity=0)


@pytest.mark.usefixtures("in_the_database")
def test_page_kept_in_the_database_costs_one_query(django_assert_num_queries):
    page = pages.make_page(pages.make_home(), title="Біз туралы", slug="about")
    first = visit("/kk/about/")
    visit("/kk/about/")
    with django_assert_num_queries(1):
        kept = visit("/kk/about/")
    with committed():
        page.title = "Біз жайлы"
        pages.publish(page)

    assert kept.content == first.content
    assert "Біз жайлы" in visit("/kk/about/").content.decode()


@pytest.mark.usefixtures("in_the_database")
def test_question_to_the_database_is_put_again_when_its_connection_was_lost(monkeypatch):
    store.remember("name", {"a": datetime.date(2026, 12, 1)})
    ask_rows, asked = PagesDatabaseCache._rows, []

    def lost_at_first(self, *arguments):
        asked.append(arguments)
        if len(asked) == 1:
            raise OperationalError("server closed the connection unexpectedly")
        return ask_rows(self, *arguments)

    monkeypatch.setattr(PagesDatabaseCache, "_rows", lost_at_first)
    # As outside of the test's own transaction, in which no query can be put again.
    monkeypatch.setattr(connections["default"], "in_atomic_block", False)
    monkeypatch.setattr(connections["default"], "close_if_unusable_or_obsolete", lambda: None)

    assert caches["pages"].get_many(["name", "other"]) == {"name": {"a": datetime.date(2026, 12, 1)}}
    assert len(asked) == 2


@pytest.mark.django_db(transaction=True)
def test_pages_are_made_without_the_table_of_the_cache(settings):
    backend = {"BACKEND": "config.page_cache.database.PagesDatabaseCache", "LOCATION": "never_made"}
    settings.CACHES = {**settings.CACHES, "pages": backend}

    store.change(store.GENERATION)

    assert ask(lambda _request: HttpResponse(str(Participation.objects.count()))) == "0"
