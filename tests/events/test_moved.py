"""What readers and programs are told of an event that has been moved."""

import icalendar
import pytest
from bs4 import BeautifulSoup
from django.utils.translation import override

from tests.events import factories
from tests.events.factories import DAY, HOUR, local
from tests.home import factories as pages
from tests.structured_data import by_type

pytestmark = pytest.mark.django_db


@pytest.fixture
def index():
    return factories.make_event_index(pages.make_home())


@pytest.fixture
def event(index):
    venue = factories.make_venue(name="Кітапхана")
    return factories.make_event(index, starts_at=local(2099, 3, 5, 10), ends_at=local(2099, 3, 5, 12), venue=venue)


def moved(event, **values):
    for name, value in values.items():
        setattr(event, name, value)
    return pages.publish(event)


def test_it_says_what_is_new(event):
    venue = factories.make_venue(name="Мұражай")
    found = [event.state_label]
    for change in (
        {"ends_at": event.ends_at + HOUR},
        {"venue": venue},
        {"starts_at": event.starts_at + DAY, "ends_at": event.ends_at + DAY},
        {"attendance": "online", "online_url": "https://example.kz/live"},
        {"status": "postponed"},
    ):
        event = moved(event, **change)
        with override("kk"):
            found.append((event.state, event.state_label))

    assert found == [
        "",
        ("moved", "Жаңа уақыты"),
        ("moved", "Жаңа орны"),
        ("moved", "Жаңа күні"),
        ("moved", "Енді онлайн"),
        ("postponed", "Кейінге қалдырылды"),
    ]


def test_the_times_of_a_whole_day_are_no_news(index):
    event = factories.make_event(index, is_all_day=True, starts_at=local(2099, 3, 5, 10), ends_at=local(2099, 3, 5, 12))

    assert moved(event, ends_at=event.ends_at + HOUR).former is None


def test_the_page_and_the_lists_say_it(client, index, event):
    event = moved(event, starts_at=local(2099, 4, 1, 10), ends_at=local(2099, 4, 1, 12))

    soup = BeautifulSoup(client.get(event.url).content, "html.parser")
    listed = BeautifulSoup(client.get(index.url).content, "html.parser")

    notice = soup.select_one(".notice--warning")
    assert [time["datetime"] for time in notice.select("s time")] == [
        "2099-03-05T10:00:00+05:00",
        "2099-03-05T12:00:00+05:00",
    ]
    assert "Кітапхана" in notice.text
    assert [pill.text for pill in listed.select(".pill--moved")] == ["Жаңа күні"]


def test_once_it_is_over_it_is_no_news(event, time_machine):
    event = moved(event, starts_at=local(2099, 4, 1, 10), ends_at=local(2099, 4, 1, 12))

    time_machine.move_to(local(2099, 4, 2, 0))

    assert (pages.fresh(event).former, pages.fresh(event).state) == (None, "scheduled")


def test_all_languages_tell_of_it(event, index):
    pages.translated(index.get_parent().specific, "ru")
    pages.translated(index, "ru")
    russian = pages.translated(event, "ru")

    event = moved(event, starts_at=local(2099, 4, 1, 10), ends_at=local(2099, 4, 1, 12))
    assert pages.fresh(russian).former.starts_at == local(2099, 3, 5, 10)

    assert pages.publish_translation(event, "ru").former.starts_at == local(2099, 3, 5, 10)
    assert pages.publish(pages.fresh(russian)).former.starts_at == local(2099, 3, 5, 10)


def test_search_engines_are_told(client, event):
    event = moved(event, starts_at=local(2099, 4, 1, 10), ends_at=local(2099, 4, 1, 12))
    thing = by_type(client.get(event.url))["Event"]
    assert (thing["eventStatus"], thing["previousStartDate"]) == (
        "https://schema.org/EventRescheduled",
        "2099-03-05T10:00:00+05:00",
    )

    event = moved(event, attendance="online", online_url="https://example.kz/live")
    thing = by_type(client.get(event.url))["Event"]
    assert (thing["eventStatus"], thing.get("previousStartDate")) == ("https://schema.org/EventMovedOnline", None)


def test_calendars_and_the_feed_tell_of_it(client, event):
    event = moved(event, starts_at=local(2099, 4, 1, 10), ends_at=local(2099, 4, 1, 12))

    calendar = icalendar.Calendar.from_ical(client.get(f"/kk/calendar/event/{event.translation_key}.ics").content)
    entry = calendar.walk("VEVENT")[0]
    feed = client.get("/kk/feeds/events.xml").content.decode()

    assert (entry["sequence"], entry.decoded("dtstart")) == (1, local(2099, 4, 1, 10))
    assert entry["description"].startswith("Жаңа күні. Бұрынғысы: 2099 жылғы 5 наурыз, 10:00–12:00, Кітапхана")
    assert "Жаңа күні" in feed
    assert "10:00" in feed
