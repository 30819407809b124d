"""What the caches before the site are told."""

import json

import pytest
from wagtail.contrib.frontend_cache.backends import BaseBackend, CloudflareBackend, HTTPBackend
from wagtail.contrib.frontend_cache.utils import get_backends

from tests.config.test_settings import REQUIRED, read_settings
from tests.events import factories as events
from tests.home import factories as pages
from tests.page_cache import committed
from tests.volunteers import factories as volunteers
from volunteers.models import Opportunity

pytestmark = pytest.mark.django_db

SITE = "https://volunteers.example.kz"


class RecordingBackend(BaseBackend):
    told: set[str] = set()

    def purge(self, url):
        self.told.add(url)


@pytest.fixture(autouse=True)
def told(settings):
    settings.WAGTAILADMIN_BASE_URL = SITE
    settings.WAGTAILFRONTENDCACHE = {"recording": {"BACKEND": f"{__name__}.RecordingBackend"}}
    settings.WAGTAILFRONTENDCACHE_LANGUAGES = []
    RecordingBackend.told.clear()
    return RecordingBackend.told


@pytest.fixture
def news():
    return pages.make_news(pages.make_news_index(pages.make_home()), title="Көрме", slug="exhibition")


NEWS = {f"{SITE}/kk/news/exhibition/", f"{SITE}/kk/news/", f"{SITE}/kk/"}


@pytest.mark.parametrize("change", [pages.publish, lambda page: page.unpublish(), lambda page: page.delete()])
def test_page_and_the_lists_above_it_are_told_of(news, told, change):
    with committed():
        change(news)

    assert told == NEWS


def test_moved_page_is_told_of_at_both_addresses(news, told):
    other = pages.make_page(news.get_parent().get_parent(), slug="about")
    with committed():
        news.move(other, pos="last-child")

    assert {f"{SITE}/kk/news/exhibition/", f"{SITE}/kk/about/exhibition/", f"{SITE}/kk/about/"} <= told


def test_page_that_shows_what_has_changed_is_told_of(told):
    home = pages.make_home()
    venue = events.make_venue()
    events.make_event(events.make_event_index(home), slug="nauryz", venue=venue)
    with committed():
        venue.name = "Мұражай"
        venue.save()

    assert told == {f"{SITE}/kk/events/nauryz/"}


def test_page_with_a_form_is_told_of_when_a_place_is_taken(told):
    opportunity = volunteers.make_opportunity(mode=Opportunity.Mode.AUTOMATIC)
    form = ("application_form", {"opportunity": opportunity})
    events.make_event(events.make_event_index(pages.make_home()), slug="nauryz", body=[form])
    with committed():
        volunteers.submit(opportunity)

    assert told == {f"{SITE}/kk/events/nauryz/"}


def test_nobody_is_told_of_a_draft(news, told):
    with committed():
        news.save_revision()

    assert told == set()


def test_nobody_is_told_where_there_is_nobody(news, told, settings):
    settings.WAGTAILFRONTENDCACHE = None
    with committed():
        pages.publish(news)

    assert told == set()


@pytest.mark.parametrize(
    ("environment", "kind"),
    [
        ({"FRONTEND_CACHE_URL": "http://127.0.0.1:6081"}, HTTPBackend),
        ({"CLOUDFLARE_ZONE_ID": "zone", "CLOUDFLARE_API_TOKEN": "token"}, CloudflareBackend),
    ],
)
def test_production_takes_the_cache_before_it_from_the_environment(environment, kind):
    found = read_settings("production", "WAGTAILFRONTENDCACHE", **REQUIRED, **environment)

    backends = get_backends(json_of(found)["WAGTAILFRONTENDCACHE"])
    assert [type(backend) for backend in backends.values()] == [kind]


def test_production_has_none_of_itself():
    assert json_of(read_settings("production", "WAGTAILFRONTENDCACHE", **REQUIRED)) == {"WAGTAILFRONTENDCACHE": None}


def json_of(result):
    return json.loads(result.stdout)
