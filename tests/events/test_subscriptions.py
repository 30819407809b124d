"""What the pages offer to follow, and that each address leads to what it says."""

import pytest
import time_machine
from bs4 import BeautifulSoup

from tests.events import factories
from tests.events.factories import DAY, local
from tests.home import factories as pages

pytestmark = pytest.mark.django_db

NOW = local(2026, 11, 24, 12, 0)
HOST = "http://localhost:8000"


@pytest.fixture
def home():
    with time_machine.travel(NOW, tick=False):
        yield pages.make_home()


@pytest.fixture
def index(home):
    return factories.make_event_index(home)


def soup_of(client, url):
    return BeautifulSoup(client.get(url).content, "html.parser")


def alternates(soup):
    return [(link["type"], link["href"]) for link in soup.select("head link[rel=alternate][type]")]


@pytest.mark.parametrize("view", ["", "?view=month", "?view=places", "?when=past"])
@pytest.mark.parametrize(("code", "all_events"), [("kk", "Барлық іс-шаралар"), ("ru", "Все мероприятия")])
def test_events_are_offered_all_and_by_scale_in_the_readers_language(client, home, index, code, all_events, view):
    pages.translated(home, "ru")
    pages.translated(index, "ru")

    soup = soup_of(client, f"/{code}/{'events' if code == 'kk' else 'events-ru'}/{view}")

    rows = soup.select(".subscribe li")
    names = ["events", "international", "national", "city"]
    assert [row.a["href"] for row in rows] == [f"webcal://localhost:8000/{code}/calendar/{name}.ics" for name in names]
    assert [row.input["value"] for row in rows] == [f"{HOST}/{code}/calendar/{name}.ics" for name in names]
    assert rows[0].a.text == all_events
    assert all(row.a.text in row.input["aria-label"] and row.input.has_attr("readonly") for row in rows)
    assert [link["href"] for link in soup.select(".subscribe a[type]")] == [f"/{code}/feeds/events.xml"]


def test_programs_find_the_events_by_the_address_of_the_list(client, index):
    found = alternates(soup_of(client, "/kk/events/"))

    assert sorted(kind for kind, _address in found) == [*["application/atom+xml"] * 2, *["text/calendar"] * 4]
    assert len({address for _kind, address in found}) == len(found)
    for kind, address in found:
        response = client.get(address.removeprefix(HOST))
        assert (response.status_code, response["Content-Type"].partition(";")[0]) == (200, kind)


def test_programs_find_the_news_by_the_address_of_the_list(client, home):
    pages.make_news_index(home)

    soup = soup_of(client, "/kk/news/")

    assert ("application/atom+xml", "/kk/feeds/news.xml") in alternates(soup)
    assert [link["href"] for link in soup.select(".subscribe a")] == ["/kk/feeds/news.xml"]
    assert client.get("/kk/feeds/news.xml")["Content-Type"].startswith("application/atom+xml")


@pytest.mark.parametrize("status", ["scheduled", "postponed"])
def test_an_event_to_come_is_offered_for_the_calendar(client, index, status):
    event = factories.make_event(index, status=status)

    [add, take] = soup_of(client, event.url).select("aside a[href$='.ics']")

    path = f"localhost:8000/kk/calendar/event/{event.translation_key}.ics"
    assert (add["href"], take["href"]) == (f"webcal://{path}", f"http://{path}")
    assert take.has_attr("download")
    assert client.get(take["href"].removeprefix(HOST)).status_code == 200


@pytest.mark.parametrize(("status", "starts_at"), [("cancelled", NOW + DAY), ("scheduled", NOW - DAY)])
def test_an_event_that_is_off_or_over_is_not(client, index, status, starts_at):
    event = factories.make_event(index, status=status, starts_at=starts_at)

    assert soup_of(client, event.url).select("a[href$='.ics']") == []


def test_an_address_of_a_safe_site_is_safe_for_programs_too(client, index, settings):
    settings.WAGTAILADMIN_BASE_URL = "https://volunteers.example.kz"

    row = soup_of(client, "/kk/events/").select_one(".subscribe li")

    assert row.input["value"] == "https://volunteers.example.kz/kk/calendar/events.ics"
    assert row.a["href"] == "webcal://volunteers.example.kz/kk/calendar/events.ics"
