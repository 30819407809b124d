"""What robots ask for: robots.txt and the map of the site."""

from urllib.robotparser import RobotFileParser
from xml.etree import ElementTree

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.models import PageViewRestriction

from home import sitemap
from tests.home import factories as pages

pytestmark = pytest.mark.django_db

BASE = "https://volunteers.example.kz"
MAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
ALTERNATE = "{http://www.w3.org/1999/xhtml}link"


@pytest.fixture(autouse=True)
def _base(settings):
    settings.WAGTAILADMIN_BASE_URL = BASE


@pytest.fixture
def home():
    return pages.make_home()


def read(client, url="/sitemap.xml"):
    """{address: its alternates by language}"""
    root = ElementTree.fromstring(client.get(url).content)  # noqa: S314 - our own
    return {
        entry.find(f"{MAP}loc").text: {link.get("hreflang"): link.get("href") for link in entry.findall(ALTERNATE)}
        for entry in root.findall(f"{MAP}url")
    }


def test_map_tells_each_page_with_all_its_languages(client, home):
    about = pages.make_page(home, slug="about")
    pages.translated(home, "ru")
    pages.translated(about, "ru")
    homes = {"kk": f"{BASE}/kk/", "ru": f"{BASE}/ru/", "x-default": f"{BASE}/"}
    abouts = {"kk": f"{BASE}/kk/about/", "ru": f"{BASE}/ru/about-ru/", "x-default": f"{BASE}/kk/about/"}

    assert read(client) == {
        f"{BASE}/kk/": homes,
        f"{BASE}/ru/": homes,
        f"{BASE}/kk/about/": abouts,
        f"{BASE}/ru/about-ru/": abouts,
    }


def test_map_tells_when_a_page_last_changed(client, home):
    root = ElementTree.fromstring(client.get("/sitemap.xml").content)  # noqa: S314 - our own

    [entry] = root.findall(f"{MAP}url")
    assert entry.find(f"{MAP}lastmod").text == f"{timezone.localdate(home.last_published_at)}"


def test_map_leaves_out_what_is_not_for_everybody(client, home):
    pages.make_page(home, slug="draft").unpublish()
    private = pages.make_page(home, slug="private")
    pages.make_page(private, slug="below")
    PageViewRestriction.objects.create(page=private, restriction_type=PageViewRestriction.LOGIN)
    shown = pages.make_page(home, slug="shown")
    shown.create_alias(parent=home, update_slug="alias")

    assert list(read(client)) == [f"{BASE}/kk/", f"{BASE}/kk/shown/"]


def test_map_comes_in_parts_when_there_are_too_many(client, home, monkeypatch):
    monkeypatch.setattr(sitemap.PageSitemap, "limit", 2)
    about = pages.make_page(home, slug="about")
    pages.translated(home, "ru")
    pages.translated(about, "ru")

    index = ElementTree.fromstring(client.get("/sitemap.xml").content)  # noqa: S314 - our own
    parts = [location.text for location in index.iter(f"{MAP}loc")]
    told = {url: alternates for part in parts for url, alternates in read(client, part.removeprefix(BASE)).items()}

    assert parts == [f"{BASE}/sitemap.xml?p=1", f"{BASE}/sitemap.xml?p=2"]
    assert len(told) == 4
    assert told[f"{BASE}/kk/about/"] == told[f"{BASE}/ru/about-ru/"]
    assert client.get("/sitemap.xml?p=3").status_code == 404


def test_map_costs_the_same_for_30_pages_as_for_3(client, home):
    def cost(count):
        for _number in range(count):
            pages.make_page(home)
        read(client)  # The first visit fills what is looked up once a process.
        with CaptureQueriesContext(connection) as queries:
            found = read(client)
        return len(queries), len(found)

    few, many = cost(3), cost(27)

    assert few == (many[0], 4)
    assert many[1] == 31
    assert few[0] == 6


def test_map_is_not_sent_twice(client, home):
    first = client.get("/sitemap.xml")
    again = client.get("/sitemap.xml", headers={"If-None-Match": first["ETag"]})

    assert (first.status_code, first["Content-Type"]) == (200, "application/xml")
    assert first["Cache-Control"] == "public, max-age=3600"
    assert again.status_code == 304


def robots(client):
    parser = RobotFileParser()
    parser.parse(client.get("/robots.txt").content.decode().splitlines())
    return parser


OPEN = ["/kk/", "/ru/about/", "/en/events/?page=2", "/kk/apply/nauryz/", "/documents/1/a.pdf", "/sitemap.xml"]
CLOSED = ["/admin/", "/styleguide/", "/kk/application/token/", "/ru/apply/received/token/", "/en/translation/1/"]


def test_robots_may_read_what_is_public_and_nothing_personal(client):
    found = robots(client)

    assert [path for path in OPEN if not found.can_fetch("Googlebot", BASE + path)] == []
    assert [path for path in CLOSED if found.can_fetch("Googlebot", BASE + path)] == []
    assert found.site_maps() == [f"{BASE}/sitemap.xml"]


def test_copy_of_the_site_asks_robots_to_stay_away(client, settings):
    settings.HIDDEN_FROM_SEARCH_ENGINES = True
    found = robots(client)

    assert [path for path in OPEN if found.can_fetch("Googlebot", BASE + path)] == []
    assert found.site_maps() is None


@pytest.mark.parametrize("path", ["/robots.txt", "/sitemap.xml"])
def test_robots_are_told_to_wait_while_the_site_is_shut(client, settings, path):
    settings.MAINTENANCE = True

    response = client.get(path)

    assert (response.status_code, response["Retry-After"]) == (503, "900")
