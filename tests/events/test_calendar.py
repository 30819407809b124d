"""Calendars: read back by the package that programs are built with, and held to what the standard demands."""

import datetime
from urllib.parse import urlsplit

import icalendar
import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import PageViewRestriction

from tests.events import factories
from tests.events.factories import DAY, local
from tests.home import factories as pages

pytestmark = pytest.mark.django_db

NOW = local(2026, 11, 24, 12, 0)
URL = "/kk/calendar/events.ics"


@pytest.fixture
def index():
    return factories.make_event_index(pages.make_home())


@pytest.fixture
def today():
    with time_machine.travel(NOW, tick=False) as travel:
        yield travel


def calendar(client, url=URL):
    return icalendar.Calendar.from_ical(client.get(url).content)


def entries(client, url=URL):
    return calendar(client, url).walk("VEVENT")


def summaries(client, url=URL):
    return [str(entry["summary"]) for entry in entries(client, url)]


def times(event, client):
    """As they stand in the file: a zone that the package would read for us shows nothing."""
    content = client.get(f"/kk/calendar/event/{event.translation_key}.ics").content.decode()
    return [line for line in content.split("\r\n") if line.startswith(("DTSTART", "DTEND"))]


def test_an_entry_has_what_the_standard_demands(client, index, today):
    event = factories.make_event(
        index,
        title="Кітап; мерекесі, «Үлгі»",
        summary="Бірінші күн\nЕкінші күн",
        starts_at=local(2026, 12, 5, 10, 0),
        ends_at=local(2026, 12, 5, 12, 30),
        scale="national",
    )

    [entry] = entries(client)

    assert entry["uid"] == f"{event.translation_key}.kk@localhost"
    assert entry.decoded("dtstart") == local(2026, 12, 5, 10, 0)
    assert entry.decoded("dtend") == local(2026, 12, 5, 12, 30)
    assert str(entry["summary"]) == "Кітап; мерекесі, «Үлгі»"
    assert str(entry["description"]) == f"Бірінші күн\nЕкінші күн\n\nhttp://localhost:8000{event.url}"
    assert str(entry["location"]) == "Кітапхана, Бейбітшілік көшесі, 1, Астана"
    assert entry["url"] == f"http://localhost:8000{event.url}"
    assert [str(name) for name in entry["categories"].cats] == [event.get_scale_display()]
    assert (entry["status"], entry["sequence"]) == ("CONFIRMED", 0)
    assert entry.decoded("last-modified") == entry.decoded("dtstamp") == event.last_published_at.replace(microsecond=0)


def test_a_calendar_says_what_it_is_and_when_to_come_again(client, index, today):
    pages.make_organisation(short_name="Орталық; мұражай")

    found = calendar(client)

    assert {name: str(found[name]) for name in ("version", "method", "calscale", "prodid")} == {
        "version": "2.0",
        "method": "PUBLISH",
        "calscale": "GREGORIAN",
        "prodid": "-//Erikti//Events//KK",
    }
    assert str(found["name"]).endswith(" · Орталық\\; мұражай")  # as it was sent
    content = client.get(URL).content.decode()
    assert "REFRESH-INTERVAL;VALUE=DURATION:PT3H\r\n" in content
    assert "X-PUBLISHED-TTL:PT3H\r\n" in content
    assert " · Орталық\\; мұражай\r\n" in content.partition("X-WR-CALNAME:")[2]


@pytest.mark.parametrize(
    ("starts_at", "ends_at", "written"),
    [
        # Astana was six hours before Greenwich up to the last second of February 2024, and is five since.
        (local(2024, 2, 29, 10, 0), local(2024, 2, 29, 12, 0), ["20240229T040000Z", "20240229T060000Z"]),
        (local(2024, 3, 1, 10, 0), local(2024, 3, 1, 12, 0), ["20240301T050000Z", "20240301T070000Z"]),
        (local(2024, 2, 29, 22, 0), local(2024, 3, 1, 2, 0), ["20240229T160000Z", "20240229T210000Z"]),
        (local(2026, 12, 31, 23, 0), local(2027, 1, 1, 1, 0), ["20261231T180000Z", "20261231T200000Z"]),
        (local(2028, 2, 28, 9, 0), local(2028, 3, 1, 18, 0), ["20280228T040000Z", "20280301T130000Z"]),
    ],
)
def test_moments_are_in_utc(client, index, starts_at, ends_at, written):
    event = factories.make_event(index, starts_at=starts_at, ends_at=ends_at)

    assert times(event, client) == [f"DTSTART:{written[0]}", f"DTEND:{written[1]}"]


@pytest.mark.parametrize(
    ("first", "last", "written"),
    [
        # The day after the last one ends it. At midnight in Astana it is still yesterday in Greenwich.
        ((2026, 11, 24), (2026, 11, 24), ["20261124", "20261125"]),
        ((2026, 12, 30), (2026, 12, 31), ["20261230", "20270101"]),
        ((2024, 2, 29), (2024, 2, 29), ["20240229", "20240301"]),
        ((2024, 2, 28), (2024, 3, 1), ["20240228", "20240302"]),
    ],
)
def test_whole_days_are_dates_in_astana(client, index, first, last, written):
    event = factories.make_event(index, is_all_day=True, starts_at=local(*first, 0, 0), ends_at=local(*last, 0, 0))

    assert times(event, client) == [f"DTSTART;VALUE=DATE:{written[0]}", f"DTEND;VALUE=DATE:{written[1]}"]


def test_lines_are_folded_between_letters(client, index, today):
    factories.make_event(index, title="Ұзақ атау " * 20, summary="Әңгіме, " * 30)

    content = client.get(URL).content

    assert max(len(line) for line in content.split(b"\r\n")) <= 75
    assert b"\n" not in content.replace(b"\r\n", b"")
    for line in content.split(b"\r\n"):
        line.decode()
    assert summaries(client) == [("Ұзақ атау " * 20)]


def test_words_in_the_readers_language(client, index, today):
    pages.translated(index.get_parent().specific, "ru")
    pages.translated(index, "ru")
    venue = factories.make_venue()
    event = factories.make_event(index, title="Дәріс", venue=venue)
    pages.translated(venue, "ru")
    russian = pages.translated(event, "ru")

    [entry] = entries(client, "/ru/calendar/events.ics")

    assert entry["uid"] == f"{event.translation_key}.ru@localhost"
    assert str(entry["summary"]) == "[ru] Дәріс"
    assert str(entry["location"]) == "[ru] Кітапхана, [ru] Бейбітшілік көшесі, 1, [ru] Астана"
    assert entry["url"] == f"http://localhost:8000{russian.url}"
    assert summaries(client, "/en/calendar/events.ics") == []


def test_a_venue_renamed_makes_the_entry_younger(client, index, today):
    event = factories.make_event(index)
    today.shift(DAY)
    pages.publish(event.venue)

    assert entries(client)[0].decoded("last-modified") == NOW + DAY


def test_an_online_event_says_where_it_is_met(client, index, today):
    factories.make_event(index, attendance="online", online_url="https://example.kz/live;a=1,2")

    [entry] = entries(client)

    assert str(entry["conference"]) == "https://example.kz/live;a=1,2"
    assert "https://example.kz/live;a=1,2" in str(entry["description"])
    assert str(entry["location"]) not in ("", "None")


@pytest.mark.parametrize(
    ("status", "written"), [("scheduled", "CONFIRMED"), ("postponed", "TENTATIVE"), ("cancelled", "CANCELLED")]
)
def test_a_status_stands_in_its_field_and_in_words(client, index, today, status, written):
    event = factories.make_event(index, title="Дәріс")
    event.status = status
    pages.publish(event)

    [entry] = entries(client)

    assert entry["status"] == written
    assert (str(entry["summary"]) == "Дәріс") is (status == "scheduled")
    assert str(entry["summary"]).endswith("Дәріс")


def test_who_has_a_copy_is_told_that_it_is_old(client, index, today):
    event = factories.make_event(index)
    before = entries(client)[0]
    today.shift(DAY)
    event.starts_at += DAY
    event.ends_at += DAY
    pages.publish(event)

    after = entries(client)[0]

    assert after["uid"] == before["uid"]
    assert (before["sequence"], after["sequence"]) == (0, 1)
    assert after.decoded("dtstamp") > before.decoded("dtstamp")


def test_what_is_past_stays_for_half_a_year(client, index, today):
    for title, days in (("Кеше", 1), ("Көктемде", 183), ("Қыста", 185)):
        factories.make_event(index, title=title, starts_at=NOW - days * DAY)

    assert summaries(client) == ["Көктемде", "Кеше"]


def test_each_scale_has_a_calendar(client, index, today):
    for scale in ("city", "national", "international"):
        factories.make_event(index, title=scale, scale=scale, starts_at=NOW + DAY)

    assert summaries(client) == ["city", "national", "international"]
    for scale in ("city", "national", "international"):
        assert summaries(client, f"/kk/calendar/{scale}.ics") == [scale]
    assert client.get("/kk/calendar/galactic.ics").status_code == 404


def test_a_draft_and_a_private_event_are_in_no_calendar(client, index, today):
    draft, private = factories.make_event(index), factories.make_event(index)
    draft.unpublish()
    PageViewRestriction.objects.create(page=private, restriction_type=PageViewRestriction.LOGIN)

    assert entries(client) == []
    for event in (draft, private):
        assert client.get(f"/kk/calendar/event/{event.translation_key}.ics").status_code == 404


def test_an_event_keeps_its_address_when_it_is_renamed(client, index, today):
    event = factories.make_event(index)
    url = f"/kk/calendar/event/{event.translation_key}.ics"
    event.slug, event.title = "basqa", "Басқа"

    pages.publish(event)

    response = client.get(url)
    assert summaries(client, url) == ["Басқа"]
    assert response["Content-Disposition"] == 'inline; filename="basqa.ics"'


def test_headers_let_caches_hold_it_and_programs_ask_well(client, index, today):
    event = factories.make_event(index)
    first = client.get(URL)
    today.shift(datetime.timedelta(hours=2))
    again = client.get(URL, headers={"If-None-Match": first["ETag"]})
    event.unpublish()
    changed = client.get(URL, headers={"If-None-Match": first["ETag"]})

    assert first["Content-Type"] == "text/calendar; charset=utf-8"
    assert first["Content-Disposition"] == 'inline; filename="events-kk.ics"'
    assert first["Cache-Control"] == "public, max-age=900"
    assert first["X-Robots-Tag"] == "noindex"
    assert "Cookie" not in first.get("Vary", "")
    assert not first.cookies
    assert (again.status_code, again.content) == (304, b"")
    assert changed.status_code == 200
    assert client.post(URL).status_code == 405


def test_a_calendar_asks_as_often_for_30_as_for_3(client, index, today):
    def add(count):
        for _number in range(count):
            event = factories.event(locale=index.locale)
            index.refresh_from_db()
            index.add_child(instance=event)

    def cost():
        client.get(URL)
        with CaptureQueriesContext(connection) as queries:
            shown = len(entries(client))
        return len(queries), shown

    add(3)
    few, _shown = cost()
    add(27)

    assert cost() == (few, 30)
    assert few <= 6


def test_every_address_is_whole(client, index, today):
    factories.make_event(index, attendance="online", online_url="https://example.kz/live")

    for entry in entries(client):
        for name in ("url", "conference"):
            assert urlsplit(str(entry[name])).scheme in ("http", "https")
