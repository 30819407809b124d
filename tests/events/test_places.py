"""Upcoming events by place: what stands where, and in which order."""

import pytest
import time_machine
from bs4 import BeautifulSoup

from tests.events import factories
from tests.events.factories import DAY, local
from tests.home import factories as pages

pytestmark = pytest.mark.django_db

NOW = local(2026, 11, 24, 12, 0)
URL = "/kk/events/"


@pytest.fixture
def index():
    with time_machine.travel(NOW, tick=False):
        yield factories.make_event_index(pages.make_home())


def listed(client, url=URL, **query):
    response = client.get(url, {"view": "places", **query})
    assert response.status_code == 200
    return BeautifulSoup(response.content, "html.parser").main


def by_place(soup):
    """(city, place, titles), as they come."""
    return [
        (city.h3.text, place.h4.text if place.h4 else "", [link.text for link in place.select(".event-line a")])
        for city in soup.select(".city")
        for place in city.select(".place")
    ]


def test_places_come_by_city_and_by_the_kazakh_alphabet_and_online_last(client, index):
    venues = [
        factories.make_venue(name=name, city=city)
        for name, city in (("Қызыл зал", "Астана"), ("Зал", "Өскемен"), ("Мұражай", "Астана"), ("Ғимарат", "Алматы"))
    ]
    factories.make_event(index, title="Желіде", attendance="online", online_url="https://example.kz/live")
    for venue in venues:
        factories.make_event(index, title=f"{venue.name}да", venue=venue)

    assert by_place(listed(client)) == [
        ("Алматы", "Ғимарат", ["Ғимаратда"]),
        ("Астана", "Қызыл зал", ["Қызыл залда"]),
        ("Астана", "Мұражай", ["Мұражайда"]),
        ("Өскемен", "Зал", ["Залда"]),
        ("Онлайн", "", ["Желіде"]),
    ]


def test_a_place_has_its_address_and_its_upcoming_events_soonest_first(client, index):
    venue = factories.make_venue(address="Сарыарқа даңғылы, 5")
    for title, days in (("Кейін", 9), ("Ертең", 1), ("Кеше", -1)):
        factories.make_event(index, title=title, venue=venue, starts_at=NOW + days * DAY)

    soup = listed(client)

    assert by_place(soup) == [("Астана", "Кітапхана", ["Ертең", "Кейін"])]
    assert soup.select_one(".place__address").text == "Сарыарқа даңғылы, 5"


def test_an_event_that_is_off_says_so(client, index):
    factories.make_event(index, title="Болмайды", status="cancelled")
    factories.make_event(index, title="Болады")

    said = {line.a.text: [pill.text for pill in line.select(".pill")] for line in listed(client).select(".event-line")}

    assert said == {"Болмайды": ["Өткізілмейді"], "Болады": []}


def test_each_of_several_places_is_led_to(client, index):
    for name in ("Үш", "Бір", "Екі"):
        factories.make_event(index, venue=factories.make_venue(name=name))
    factories.make_event(index, attendance="online", online_url="https://example.kz/live")

    soup = listed(client)

    links = soup.select(".place-index a")
    assert [link.text for link in links] == ["Бір", "Екі", "Үш", "Онлайн"]
    targets = [soup.find(id=link["href"].removeprefix("#")) for link in links]
    assert [(target.h4 or target.h3).text for target in targets] == ["Бір", "Екі", "Үш", "Онлайн"]


@pytest.mark.parametrize("count", [1, 2])
def test_few_places_need_no_index(client, index, count):
    for number in range(count):
        factories.make_event(index, venue=factories.make_venue(name=f"Орын {number}"))

    assert listed(client).select(".place-index") == []


def test_places_are_told_in_the_readers_language(client, index):
    pages.translated(index.get_parent().specific, "ru")
    pages.translated(index, "ru")
    venue, untranslated = factories.make_venue(), factories.make_venue(name="Мұражай")
    events = [factories.make_event(index, title=place.name, venue=place) for place in (venue, untranslated)]
    pages.translated(venue, "ru")
    for event in events:
        pages.submit(untranslated, "ru")
        pages.translated(event, "ru")

    assert by_place(listed(client, "/ru/events-ru/")) == [
        ("Астана", "Мұражай", ["[ru] Мұражай"]),
        ("[ru] Астана", "[ru] Кітапхана", ["[ru] Кітапхана"]),
    ]


def test_filters_narrow_the_places(client, index):
    for scale, month in (("city", 11), ("national", 11), ("city", 12)):
        factories.make_event(
            index,
            title=f"{scale} {month}",
            scale=scale,
            venue=factories.make_venue(name=f"{scale} {month}"),
            starts_at=local(2026, month, 28, 10, 0),
        )

    soup = listed(client, scale="city", month="2026-11")

    assert [names for _city, _place, names in by_place(soup)] == [["city 11"]]
    assert soup.select_one(".filter-bar__actions a")["href"] == f"{URL}?view=places"


def test_nothing_found_is_said(client, index):
    soup = listed(client)

    assert by_place(soup) == []
    assert soup.select_one(".empty__title").text == "Ештеңе табылмады"
