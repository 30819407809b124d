"""Events in files: times by the library's clock, choices and venues by what people call them."""

import pytest
from django.utils import translation

from events.models import EventPage
from home.exchange import plan as plans
from home.exchange.columns import ChoiceColumn, folded, in_all_languages
from home.exchange.files import read
from home.exchange.kinds import kind_named
from home.exchange.lines import Outcome
from tests.events import factories
from tests.events.factories import local
from tests.home import factories as pages
from tests.home.exchange.files import content_of, csv_of, named, rows_of
from tests.volunteers.staff import browser_of, make_member

pytestmark = pytest.mark.django_db
EXPORT = "/admin/exchange/export/?kind=events&language="
GOOD = {"title": "Көрме", "starts_at": "2027-03-01 10:00", "ends_at": "2027-03-01 12:00", "venue": "Кітапхана"}


@pytest.fixture(autouse=True)
def _in_english():
    with translation.override("en"):
        yield


@pytest.fixture
def index():
    return factories.make_event_index(pages.make_home())


@pytest.fixture
def editor():
    return make_member("Editors")


@pytest.fixture
def venue(index):
    return factories.make_venue(name="Кітапхана", city="Астана")


def drawn_up(index, user, file):
    kind = kind_named("events")
    return plans.draw_up(kind, index, read(file, kind.is_heading), user)


def planned(index, user, **cells):
    """The one line of a file with one good event, but for `cells`, by key."""
    row = {**GOOD, **cells}
    return drawn_up(index, user, csv_of(list(row), list(row.values()))).lines[0]


def mistakes(line):
    return [(mistake.heading, mistake.message) for mistake in line.mistakes]


def test_an_event_comes_with_all_its_facts(index, editor, venue):
    line = planned(
        index,
        editor,
        starts_at="01.03.2027 10:00",
        ends_at="01/03/2027 18:30",
        venue="кітапхана ",
        status="Перенесено",
        scale="Халықаралық",
        languages="ru; Қазақша",
        organiser="Мұражай",
        summary="Қысқа",
        body="Мәтін",
    )
    assert mistakes(line) == []
    event = line.page
    assert (event.starts_at, event.ends_at) == (local(2027, 3, 1, 10), local(2027, 3, 1, 18, 30))
    assert (event.status, event.scale, event.languages) == ("postponed", "international", ["kk", "ru"])
    assert (event.venue, event.organiser, event.attendance) == (venue, "Мұражай", "in_person")
    assert event.body[0].value.source == "<p>Мәтін</p>"


@pytest.mark.parametrize(
    ("cells", "said"),
    [
        ({"ends_at": "2027-03-01 10:00"}, ("Ends", "The event must end after it starts.")),
        ({"starts_at": "2027-03-01"}, ("Starts", "Give the time too, or mark the event as all day.")),
        ({"starts_at": "ертең"}, ("Starts", "Day and time, such as 31/12/2027 18:30.")),
        ({"starts_at": ""}, ("Starts", "This field is required.")),
        ({"is_all_day": "бәлкім"}, ("All day", "One of: yes, no.")),
        ({"scale": "Ғаламдық"}, ("Scale", "One of: International, National, City.")),
        (
            {"languages": "kk, эльфийский"},
            ("Languages of the event", "With commas between them: Қазақша, Русский, English."),
        ),
        ({"venue": "Мұражай"}, ("Venue", "There is no venue of this name: Мұражай.")),
        ({"venue": ""}, ("Venue", "An event in person needs a venue.")),
        ({"attendance": "онлайн"}, ("Address online", "An online event needs its address.")),
        ({"online_url": "http://"}, ("Address online", "Enter a valid URL.")),
    ],
    ids=lambda each: "",
)
def test_a_mistake_is_said_beside_its_column(index, editor, venue, cells, said):
    assert mistakes(planned(index, editor, **cells)) == [said]


@pytest.mark.parametrize("word", ["yes", "ИӘ", "да", "ИСТИНА", "True", "1"])
def test_a_day_is_enough_for_what_lasts_all_day(index, editor, venue, word):
    line = planned(index, editor, is_all_day=word, starts_at="01.03.2027", ends_at="2027-03-01")
    assert mistakes(line) == []
    assert (line.page.is_all_day, line.page.over_at) == (True, local(2027, 3, 2))


def test_of_venues_with_one_name_the_city_tells(index, editor, venue):
    other = factories.make_venue(name="Кітапхана", city="Алматы")
    assert mistakes(planned(index, editor)) == [
        ("Venue", "Several venues bear this name. Which one? Кітапхана, Алматы; Кітапхана, Астана")
    ]
    assert planned(index, editor, venue="Кітапхана, Алматы").page.venue == other


def test_a_venue_is_known_by_its_name_in_any_language(index, editor, venue):
    pages.translated(venue, "ru")
    assert planned(index, editor, venue="[ru] Кітапхана").page.venue == venue


def test_what_is_exported_changes_nothing_when_it_comes_back(index, editor, venue):
    client = browser_of(editor)
    other = factories.make_venue(name="Кітапхана", city="Алматы")
    factories.make_event(index, venue=venue, languages=["kk", "en"], scale="national")  # with microseconds
    event = factories.make_event(
        index, venue=other, is_all_day=True, starts_at=local(2027, 3, 1, 9), ends_at=local(2027, 3, 2, 17)
    )
    factories.make_event(index, attendance="online", online_url="https://example.kz/live", status="cancelled")
    pages.translated(venue, "ru")
    pages.translated(index, "ru")
    pages.translated(event, "ru")

    for file_format in ("xlsx", "csv"):
        content = content_of(client.get(f"{EXPORT}&export={file_format}"))
        plan = drawn_up(index, editor, named(content, "events"))
        assert [(line.outcome, line.changes, line.mistakes) for line in plan.lines] == [(Outcome.UNCHANGED, [], [])] * 4


def test_a_moved_event_is_a_change_by_the_librarys_clock(index, editor, venue):
    event = factories.make_event(index, venue=venue, starts_at=local(2027, 3, 1, 10))
    plan = drawn_up(index, editor, csv_of(["number", "starts_at"], [event.pk, "2027-03-01 11:00"]))
    assert [tuple(change) for change in plan.lines[0].changes] == [
        ("Starts", "1 March 2027, 10:00", "1 March 2027, 11:00", "")
    ]


def test_the_export_shows_days_for_what_lasts_all_day(index, editor):
    factories.make_event(index, is_all_day=True, starts_at=local(2027, 3, 1, 9), ends_at=local(2027, 3, 1, 18))
    heading, row = rows_of(browser_of(editor).get(f"{EXPORT}kk&export=xlsx"))
    shown = dict(zip(heading, row, strict=True))
    assert (str(shown["Starts"]), shown["All day"], shown["Venue"]) == ("2027-03-01", "yes", "Кітапхана")


def test_an_imported_event_is_written_as_it_was_planned(index, editor, venue):
    kind = kind_named("events")
    sheet = read(csv_of(list(GOOD), list(GOOD.values())), kind.is_heading)
    shown = plans.draw_up(kind, index, sheet, editor).fingerprint
    plans.carry_out(kind, index, sheet, editor, shown=shown, file_name="events.csv")
    event = EventPage.objects.get()
    assert (event.live, event.venue, event.over_at) == (False, venue, local(2027, 3, 1, 12))


def test_no_word_means_two_choices():
    for column in kind_named("events").columns:
        if isinstance(column, ChoiceColumn):
            words = [
                {key, *map(folded, in_all_languages(lambda label=label: label))} for key, label in column.field.choices
            ]
            assert sum(map(len, words)) == len(set().union(*words))
