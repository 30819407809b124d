"""When an event is upcoming, how it is listed and filtered, and what it does to its opportunities."""

import datetime

import pytest
import time_machine
from django.core.exceptions import ValidationError

from events.models import EventPage
from tests.events import factories
from tests.events.factories import DAY, HOUR, local
from tests.home import factories as pages

pytestmark = pytest.mark.django_db

NOW = local(2026, 11, 24, 12, 0)
SECOND = datetime.timedelta(seconds=1)


@pytest.fixture
def home():
    return pages.make_home()


@pytest.fixture
def index(home):
    return factories.make_event_index(home)


def titles(events):
    return [event.title for event in events]


def both_lists(at):
    with time_machine.travel(at, tick=False):
        return titles(EventPage.objects.upcoming()), titles(EventPage.objects.past())


def test_an_event_is_upcoming_until_it_ends(index):
    ends_at = NOW + 3 * HOUR
    factories.make_event(index, title="Дәріс", starts_at=NOW, ends_at=ends_at)

    assert both_lists(NOW - HOUR) == (["Дәріс"], [])
    assert both_lists(NOW + HOUR) == (["Дәріс"], [])
    assert both_lists(ends_at - SECOND) == (["Дәріс"], [])
    assert both_lists(ends_at) == ([], ["Дәріс"])


def test_an_event_over_midnight_and_new_year_is_upcoming_until_it_ends(index):
    factories.make_event(index, title="Жаңа жыл", starts_at=local(2026, 12, 31, 22, 0), ends_at=local(2027, 1, 1, 2, 0))

    assert both_lists(local(2026, 12, 31, 23, 59)) == (["Жаңа жыл"], [])
    assert both_lists(local(2027, 1, 1, 1, 59)) == (["Жаңа жыл"], [])
    assert both_lists(local(2027, 1, 1, 2, 0)) == ([], ["Жаңа жыл"])


def test_an_all_day_event_lasts_to_the_end_of_the_local_day(index):
    factories.make_event(
        index,
        title="Ашық есік",
        is_all_day=True,
        starts_at=local(2026, 12, 31, 9, 0),
        ends_at=local(2026, 12, 31, 9, 0),
    )

    # Midnight in Astana is 19:00 of the day before in Greenwich.
    assert both_lists(datetime.datetime(2026, 12, 31, 18, 59, 59, tzinfo=datetime.UTC)) == (["Ашық есік"], [])
    assert both_lists(datetime.datetime(2026, 12, 31, 19, 0, tzinfo=datetime.UTC)) == ([], ["Ашық есік"])


def test_an_all_day_event_of_the_years_at_plus_six_ends_at_its_own_midnight(index):
    event = factories.make_event(
        index, is_all_day=True, starts_at=local(2024, 2, 29, 9, 0), ends_at=local(2024, 2, 29, 9, 0)
    )

    assert event.over_at == datetime.datetime(2024, 2, 29, 18, 0, tzinfo=datetime.UTC) + HOUR


def test_no_event_is_both_or_neither(index):
    for hours in range(-6, 7, 2):
        factories.make_event(index, starts_at=NOW + hours * HOUR, ends_at=NOW + hours * HOUR + 2 * HOUR)

    for minutes in range(-600, 600, 30):
        at = NOW + datetime.timedelta(minutes=minutes)
        upcoming, past = both_lists(at)
        assert (len(upcoming) + len(past), set(upcoming) & set(past)) == (7, set())


def test_upcoming_come_soonest_first_and_past_latest_first(index):
    for days in (3, 1, 2):
        factories.make_event(index, title=f"+{days}", starts_at=NOW + days * DAY)
        factories.make_event(index, title=f"-{days}", starts_at=NOW - days * DAY)

    assert both_lists(NOW) == (["+1", "+2", "+3"], ["-1", "-2", "-3"])


def refusal(**fields):
    with pytest.raises(ValidationError) as refused:
        factories.event(**fields).clean()
    return list(refused.value.message_dict)


def test_an_event_ends_after_it_starts():
    pages.make_home()
    assert refusal(starts_at=NOW, ends_at=NOW) == ["ends_at"]
    assert refusal(starts_at=NOW, ends_at=NOW - DAY, is_all_day=True) == ["ends_at"]
    factories.event(starts_at=NOW, ends_at=NOW - HOUR, is_all_day=True).clean()


def test_an_online_event_needs_its_address_and_one_in_person_its_venue():
    pages.make_home()
    assert refusal(attendance="online") == ["online_url"]
    assert refusal(attendance="in_person", venue=None) == ["venue"]
    factories.event(attendance="online", online_url="https://example.kz/").clean()


def test_all_mistakes_are_told_at_once():
    pages.make_home()
    assert refusal(starts_at=NOW, ends_at=NOW, venue=None) == ["ends_at", "venue"]


@pytest.mark.parametrize(("given", "kept"), [([], []), (["en", "kk"], ["kk", "en"]), (["ru", "ru"], ["ru"])])
def test_languages_are_kept_in_the_sites_order(home, given, kept):
    event = factories.event(languages=given)

    event.clean_fields(exclude=["path", "depth", "slug"])

    assert event.languages == kept


@pytest.mark.parametrize("given", [["de"], "kk", [["kk"]], {"kk": 1}])
def test_other_languages_are_refused(home, given):
    with pytest.raises(ValidationError) as refused:
        factories.event(languages=given).clean_fields(exclude=["path", "depth", "slug"])

    assert list(refused.value.message_dict) == ["languages"]


@pytest.fixture
def november(index):
    """Four events in three months, seen on 24 November 2026 at noon."""
    with time_machine.travel(NOW, tick=False):
        factories.make_event(index, title="Қараша", starts_at=local(2026, 11, 30, 10, 0), scale="city")
        factories.make_event(
            index,
            title="Айдан айға",
            starts_at=local(2026, 11, 30, 22, 0),
            ends_at=local(2026, 12, 1, 2, 0),
            scale="national",
        )
        factories.make_event(index, title="Желтоқсан", starts_at=local(2026, 12, 31, 23, 0), scale="city")
        factories.make_event(index, title="Өткен", starts_at=local(2026, 10, 5, 10, 0), scale="international")
        yield index


@pytest.mark.parametrize(
    ("query", "shown"),
    [
        ({}, ["Қараша", "Айдан айға", "Желтоқсан"]),
        ({"scale": "national"}, ["Айдан айға"]),
        ({"scale": "city"}, ["Қараша", "Желтоқсан"]),
        ({"month": "2026-11"}, ["Қараша", "Айдан айға"]),
        ({"month": "2026-12"}, ["Айдан айға", "Желтоқсан"]),
        ({"month": "2026-12", "scale": "city"}, ["Желтоқсан"]),
        ({"when": "past"}, ["Өткен"]),
        ({"when": "past", "scale": "city"}, []),
        ({"volunteers": "on"}, []),
        # What makes no sense is left out, and the rest is kept.
        ({"scale": "galactic"}, ["Қараша", "Айдан айға", "Желтоқсан"]),
        ({"month": "2026-13", "scale": "national"}, ["Айдан айға"]),
        ({"month": "soon"}, ["Қараша", "Айдан айға", "Желтоқсан"]),
        ({"month": "2026-11\x00"}, ["Қараша", "Айдан айға", "Желтоқсан"]),
        ({"when": "tomorrow"}, ["Қараша", "Айдан айға", "Желтоқсан"]),
        ({"page": "x", "unknown": "1"}, ["Қараша", "Айдан айға", "Желтоқсан"]),
    ],
)
def test_filters(client, november, query, shown):
    response = client.get("/kk/events/", query)

    assert (response.status_code, titles(response.context["events"])) == (200, shown)


@pytest.mark.parametrize(
    ("query", "hidden"),
    [({}, False), ({"when": "past"}, False), ({"scale": "nonsense"}, False), ({"scale": "city"}, True)],
)
def test_search_engines_are_spared_filtered_lists(client, november, query, hidden):
    content = client.get("/kk/events/", query).content.decode()

    assert ('<meta name="robots" content="noindex, follow">' in content) is hidden


def test_months_on_offer_are_those_with_events(client, november):
    def offered(**query):
        form = client.get("/kk/events/", query).context["filter_form"]
        return [value for value, _label in form.fields["month"].choices]

    assert offered() == ["", "2026-11", "2026-12"]
    assert offered(when="past") == ["", "2026-10"]


def test_a_month_begins_at_local_midnight(client, index):
    # 19:30 in Greenwich on 30 November is half past midnight in Astana.
    with time_machine.travel(NOW, tick=False):
        factories.make_event(
            index, title="Түнгі", starts_at=datetime.datetime(2026, 11, 30, 19, 30, tzinfo=datetime.UTC)
        )
        in_november = titles(EventPage.objects.in_month(datetime.date(2026, 11, 1)))
        in_december = titles(EventPage.objects.in_month(datetime.date(2026, 12, 1)))

    assert (in_november, in_december) == ([], ["Түнгі"])


def test_a_listing_shows_its_own_language_only(client, home, november):
    pages.translated(home, "ru")
    pages.translated(november, "ru")
    event = EventPage.objects.get(title="Қараша")
    pages.translated(event, "ru")

    assert titles(client.get("/ru/events-ru/").context["events"]) == ["[ru] Қараша"]


def test_the_home_page_shows_the_soonest_and_no_cancelled_ones(client, home, november):
    event = EventPage.objects.get(title="Қараша")
    event.status = "cancelled"
    pages.publish(event)

    content = client.get("/kk/").content.decode()

    assert [title for title in ("Қараша", "Айдан айға", "Желтоқсан", "Өткен") if f">{title}<" in content] == [
        "Айдан айға",
        "Желтоқсан",
    ]
