"""The three views of the events: how one comes from each to the others, and what they cost."""

import pytest
import time_machine
from bs4 import BeautifulSoup
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.events import factories
from tests.events.factories import HOUR, local
from tests.home import factories as pages

pytestmark = pytest.mark.django_db

NOW = local(2026, 11, 24, 12, 0)
URL = "/kk/events/"


@pytest.fixture
def index():
    with time_machine.travel(NOW, tick=False):
        index = factories.make_event_index(pages.make_home())
        factories.make_event(index, starts_at=local(2026, 12, 5, 10, 0))
        factories.make_event(index, starts_at=local(2026, 10, 5, 10, 0))
        yield index


def tabs(client, query=""):
    soup = BeautifulSoup(client.get(f"{URL}{query}").content, "html.parser")
    links = soup.select(".tabs a")
    assert [link.text for link in links] == ["Алдағы", "Күнтізбе", "Орындар", "Өткен"]
    [current] = [number for number, link in enumerate(links) if link.get("aria-current") == "page"]
    return current, [link["href"].removeprefix(URL) for link in links]


@pytest.mark.parametrize(
    ("query", "current", "addresses"),
    [
        ("", 0, ["", "?view=month", "?view=places", "?when=past"]),
        ("?view=month", 1, ["", "?view=month", "?view=places", "?when=past"]),
        ("?view=places", 2, ["", "?view=month", "?view=places", "?when=past"]),
        ("?when=past", 3, ["", "?view=month", "?view=places", "?when=past"]),
        ("?view=month&when=past", 1, ["", "?view=month", "?view=places", "?when=past"]),
        ("?view=galaxy", 0, ["", "?view=month", "?view=places", "?when=past"]),
        ("?view=galaxy&when=past", 3, ["", "?view=month", "?view=places", "?when=past"]),
        # What is asked for goes along; a month only to where one month is shown.
        ("?scale=city&month=2026-12", 0,
         ["?scale=city", "?view=month&month=2026-12&scale=city", "?view=places&scale=city", "?when=past&scale=city"]),
        ("?view=places&volunteers=on", 2,
         ["?volunteers=on", "?view=month&volunteers=on", "?view=places&volunteers=on", "?when=past&volunteers=on"]),
        ("?when=past&month=2026-10", 3, ["", "?view=month&month=2026-10", "?view=places", "?when=past"]),
        # What has not been understood does not.
        ("?scale=galactic&month=2026-99&volunteers=", 0, ["", "?view=month", "?view=places", "?when=past"]),
    ],
)  # fmt: skip
def test_filters_go_along_from_view_to_view(client, index, query, current, addresses):
    assert tabs(client, query) == (current, addresses)


@pytest.mark.parametrize("view", ["month", "places"])
def test_what_volunteers_are_wanted_for_is_asked_for_in_every_view(client, index, view):
    soup = BeautifulSoup(client.get(URL, {"view": view, "volunteers": "on"}).content, "html.parser")

    assert soup.select(".day__event, .event-line") == []
    assert soup.select_one(".filter-bar [name=volunteers]").has_attr("checked")
    assert soup.select_one(".filter-bar [name=view]")["value"] == view


@pytest.mark.parametrize("query", ["?view=month&month=2026-12", "?view=places"])
def test_a_view_asks_as_often_for_30_events_as_for_3(client, index, query):
    def add(count):
        for number in range(count):
            event = factories.event(starts_at=local(2026, 12, 1 + number, 10, 0) + number * HOUR)
            event.locale = index.locale
            index.refresh_from_db()
            index.add_child(instance=event)

    def cost():
        client.get(f"{URL}{query}")  # What is looked up once a process is looked up here.
        with CaptureQueriesContext(connection) as captured:
            content = client.get(f"{URL}{query}").content.decode()
        return len(captured), content.count("event-") + content.count("day__event")

    add(3)
    few, shown = cost()
    add(27)
    many, more_shown = cost()

    assert (many, more_shown > shown) == (few, True)
    assert few <= 12
