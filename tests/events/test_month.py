"""The events as the leaf of a calendar: which day each stands on, and how far the leaves can be turned."""

import datetime

import pytest
import time_machine
from bs4 import BeautifulSoup

from tests.events import factories
from tests.events.factories import DAY, HOUR, local
from tests.home import factories as pages

pytestmark = pytest.mark.django_db

NOW = local(2026, 11, 24, 12, 0)
URL = "/kk/events/"


@pytest.fixture
def index():
    with time_machine.travel(NOW, tick=False):
        yield factories.make_event_index(pages.make_home())


def leaf(client, month="", url=URL, **query):
    response = client.get(url, {"view": "month", **({"month": month} if month else {}), **query})
    assert response.status_code == 200
    return BeautifulSoup(response.content, "html.parser").main


def held_on(soup):
    """The titles on each day that has any, in order, by date; those of other months too."""
    return {
        day.time["datetime"]: [link.text for link in day.select(".day__event a")]
        for day in soup.select(".day")
        if day.select(".day__event")
    }


def ways(soup):
    return {link["rel"][0] if link.get("rel") else "today": link["href"] for link in soup.select(".month__ways a")}


def test_a_leaf_is_a_table_of_weeks_from_monday_on(client, index):
    soup = leaf(client)

    heads = soup.select("thead th[scope=col]")
    assert [head.select_one("[aria-hidden]").text for head in heads] == ["Дс", "Сс", "Ср", "Бс", "Жм", "Сб", "Жс"]
    assert [head.select_one(".visually-hidden").text for head in heads][::6] == ["Дүйсенбі", "Жексенбі"]
    assert soup.h2.text == "2026 жылғы қараша"
    assert soup.caption.text == "Күндер бойынша іс-шаралар: 2026 жылғы қараша"
    rows = [[day.time["datetime"] for day in row.select("td")] for row in soup.select("tbody tr")]
    assert (rows[0][0], rows[0][-1], rows[-1][0], rows[-1][-1]) == (
        "2026-10-26",
        "2026-11-01",
        "2026-11-30",
        "2026-12-06",
    )
    assert {len(row) for row in rows} == {7}


@pytest.mark.parametrize(
    ("month", "weeks", "days", "outside"),
    [
        ("2026-02", 4, 28, 7 * 4 - 28 + 7),  # It begins on a Sunday, and takes five rows after all.
        ("2027-02", 4, 28, 0),  # Monday the first to Sunday the 28th.
        ("2028-02", 5, 29, 6),
        ("2027-05", 6, 31, 11),
    ],
)
def test_a_leaf_has_all_days_of_its_month_and_fills_up_its_weeks(client, index, month, weeks, days, outside):
    factories.make_event(index, starts_at=local(2026, 1, 5, 10, 0))
    factories.make_event(index, starts_at=local(2028, 3, 1, 10, 0))

    soup = leaf(client, month)

    shown = soup.select("tbody td:not(.day--outside)")
    first = datetime.date.fromisoformat(f"{month}-01")
    assert [day.time["datetime"] for day in shown] == [str(first + number * DAY) for number in range(days)]
    assert len(soup.select("tbody td.day--outside")) == outside
    assert len(soup.select("tbody tr")) == (days + outside) / 7


@pytest.mark.parametrize(
    ("starts_at", "ends_at", "days"),
    [
        # An hour after midnight in Astana it is still yesterday in Greenwich.
        (local(2026, 12, 5, 1, 0), local(2026, 12, 5, 2, 0), ["2026-12-05"]),
        (local(2026, 12, 5, 22, 0), local(2026, 12, 6, 0, 0), ["2026-12-05"]),
        (local(2026, 12, 5, 22, 0), local(2026, 12, 6, 0, 1), ["2026-12-05", "2026-12-06"]),
        (local(2026, 12, 30, 10, 0), local(2027, 1, 2, 12, 0),
         ["2026-12-30", "2026-12-31", "2027-01-01", "2027-01-02"]),
        (local(2026, 11, 29, 10, 0), local(2026, 12, 1, 12, 0), ["2026-11-30", "2026-12-01"]),
    ],
)  # fmt: skip
def test_an_event_stands_on_each_of_its_days_in_astana(client, index, starts_at, ends_at, days):
    factories.make_event(index, title="Көрме", starts_at=starts_at, ends_at=ends_at)

    assert held_on(leaf(client, "2026-12")) == {day: ["Көрме"] for day in days}


def test_an_event_of_whole_days_stands_on_the_last_one_too(client, index):
    factories.make_event(
        index,
        title="Көрме",
        is_all_day=True,
        starts_at=local(2026, 12, 5, 0, 0),
        ends_at=local(2026, 12, 6, 0, 0),
    )

    soup = leaf(client, "2026-12")

    assert held_on(soup) == {"2026-12-05": ["Көрме"], "2026-12-06": ["Көрме"]}
    assert soup.select(".day__time") == []


def test_an_event_longer_than_the_leaf_fills_it(client, index):
    factories.make_event(index, title="Жыл", starts_at=local(2026, 3, 1, 9, 0), ends_at=local(2027, 8, 1, 9, 0))

    assert held_on(leaf(client, "2026-12")) == {
        str(datetime.date(2026, 11, 30) + number * DAY): ["Жыл"] for number in range(35)
    }


@pytest.mark.parametrize(
    ("starts_at", "day", "time"),
    [
        # Astana was six hours before Greenwich up to the last second of February 2024, and is five since.
        (datetime.datetime(2024, 2, 29, 17, 58, tzinfo=datetime.UTC), "2024-02-29", "23:58"),
        (datetime.datetime(2024, 2, 29, 18, 30, tzinfo=datetime.UTC), "2024-02-29", "23:30"),
        (datetime.datetime(2024, 2, 29, 19, 0, tzinfo=datetime.UTC), "2024-03-01", "00:00"),
    ],
)
def test_the_year_in_which_the_clocks_were_set_back(client, index, starts_at, day, time):
    factories.make_event(index, title="Түнгі", starts_at=starts_at, ends_at=starts_at + HOUR / 60)

    soup = leaf(client, "2024-03")

    assert held_on(soup) == {day: ["Түнгі"]}
    assert soup.select_one(".day__time").text == time


def test_events_of_a_day_come_in_order_and_the_time_stands_on_the_first(client, index):
    for title, hour in (("Кеш", 18), ("Таң", 9)):
        factories.make_event(index, title=title, starts_at=local(2026, 11, 27, hour, 0))
    factories.make_event(index, title="Түн", starts_at=local(2026, 11, 27, 22, 0), ends_at=local(2026, 11, 28, 2, 0))

    soup = leaf(client)

    assert held_on(soup) == {"2026-11-27": ["Таң", "Кеш", "Түн"], "2026-11-28": ["Түн"]}
    assert [time.text for time in soup.select(".day__time")] == ["09:00", "18:00", "22:00"]


def test_what_is_past_or_off_is_told_apart(client, index):
    factories.make_event(index, title="Өткен", starts_at=NOW - DAY)
    factories.make_event(index, title="Болмайды", starts_at=NOW + DAY, status="cancelled")
    factories.make_event(index, title="Болады", starts_at=NOW + DAY + HOUR)

    looks = {event.a.text: event for event in leaf(client).select(".day__event")}

    assert {title for title, event in looks.items() if "day__event--past" in event["class"]} == {"Өткен"}
    assert {title for title, event in looks.items() if "day__event--off" in event["class"]} == {"Болмайды"}
    assert {title: event.select_one(".day__state").text for title, event in looks.items() if event.span} == {
        "Болмайды": "Өткізілмейді"
    }


@pytest.mark.parametrize(
    ("now", "today"),
    [(local(2026, 11, 24, 0, 0), "2026-11-24"), (local(2026, 11, 24, 23, 59), "2026-11-24"),
     (local(2026, 11, 25, 0, 0), "2026-11-25"), (local(2026, 12, 31, 23, 59), "2026-12-31"),
     (local(2027, 1, 1, 0, 0), "2027-01-01")],
)  # fmt: skip
def test_today_is_marked_by_the_clock_in_astana(client, index, now, today):
    with time_machine.travel(now, tick=False):
        soup = leaf(client)

    [marked] = soup.select("[aria-current=date]")
    assert marked.time["datetime"] == today
    assert marked.select_one(".day__words").text.endswith("· Бүгін")
    assert "day--outside" not in marked["class"]


@pytest.mark.parametrize(("count", "at_once", "folded"), [(4, 4, 0), (5, 5, 0), (6, 4, 2), (30, 4, 26)])
def test_a_busy_day_folds_away_what_is_too_much(client, index, count, at_once, folded):
    for number in range(count):
        factories.make_event(index, title=f"{number:02}", starts_at=local(2026, 11, 27, 9, number))

    [day] = [day for day in leaf(client).select(".day") if day.select(".day__event")]

    hidden = day.select("details .day__event")
    assert (len(day.select(".day__event")) - len(hidden), len(hidden)) == (at_once, folded)
    assert [link.text for link in day.select(".day__event a")] == [f"{number:02}" for number in range(count)]
    assert [summary.text for summary in day.select("summary")] == ([f"Тағы: {folded}"] if folded else [])


def test_leaves_are_turned_from_the_first_event_to_the_last_and_no_further(client, index):
    factories.make_event(index, starts_at=local(2026, 10, 31, 10, 0))
    factories.make_event(index, starts_at=local(2026, 12, 31, 23, 0), ends_at=local(2027, 1, 1, 1, 0))

    turns = {month: ways(leaf(client, month)) for month in ("2026-10", "", "2026-12", "2027-01")}

    this = "?view=month"
    assert turns == {
        "2026-10": {"next": f"{this}&month=2026-11", "today": this},
        "": {"prev": f"{this}&month=2026-10", "next": f"{this}&month=2026-12"},
        "2026-12": {"prev": f"{this}&month=2026-11", "next": f"{this}&month=2027-01", "today": this},
        "2027-01": {"prev": f"{this}&month=2026-12", "today": this},
    }


def test_what_ends_at_midnight_does_not_open_the_next_month(client, index):
    factories.make_event(index, starts_at=local(2026, 11, 30, 22, 0), ends_at=local(2026, 12, 1, 0, 0))

    assert ways(leaf(client)) == {}


def test_the_ways_say_where_they_lead(client, index):
    factories.make_event(index, starts_at=local(2027, 1, 5, 10, 0))

    [previous, following, today] = leaf(client, "2026-12").select(".month__ways a")

    assert (previous["aria-label"], following["aria-label"]) == (
        "Алдыңғы ай: 2026 жылғы қараша",
        "Келесі ай: 2027 жылғы қаңтар",
    )
    assert [link.text.strip("←→\xa0") for link in (previous, following, today)] == ["Қараша", "Қаңтар", "Бүгін"]
    assert all("nofollow" in link["rel"] for link in (previous, following))


@pytest.mark.parametrize(
    "month",
    ["2026-13", "2026-00", "2026-9", "1999-01", "9999-12", "0000-01", "soon", "2026-12\x00", "٢٠٢٦-١٢", "2026-12-01"],
)
def test_a_month_that_makes_no_sense_or_has_nothing_is_ignored(client, index, month):
    factories.make_event(index, starts_at=local(2026, 12, 5, 10, 0))

    assert leaf(client, month).h2.text == "2026 жылғы қараша"


def test_a_month_without_events_says_so(client, index):
    factories.make_event(index, title="Келесі айда", starts_at=local(2026, 12, 1, 10, 0))

    soup = leaf(client)

    assert held_on(soup) == {"2026-12-01": ["Келесі айда"]}
    assert "Бұл айда ештеңе өтпейді." in soup.text
    assert "Бұл айда ештеңе өтпейді." not in leaf(client, "2026-12").text


def test_filters_narrow_a_leaf_and_stay_while_it_is_turned(client, index):
    for title, scale in (("Қалада", "city"), ("Елде", "national")):
        factories.make_event(index, title=title, scale=scale, starts_at=local(2026, 12, 5, 10, 0))

    soup = leaf(client, "2026-12", scale="city")

    assert held_on(soup) == {"2026-12-05": ["Қалада"]}
    assert ways(soup)["prev"] == "?view=month&scale=city&month=2026-11"
    hidden = {field["name"]: field["value"] for field in soup.select(".filter-bar input[type=hidden]")}
    assert hidden == {"view": "month", "month": "2026-12"}
    clear = soup.select_one(".filter-bar__actions a")
    assert clear["href"] == f"{URL}?view=month&month=2026-12"


def test_search_engines_are_spared_the_leaves(client, index):
    content = client.get(URL, {"view": "month"}).content.decode()

    assert '<meta name="robots" content="noindex, follow">' in content


def test_a_leaf_shows_its_own_language_only(client, index):
    pages.translated(index.get_parent().specific, "ru")
    pages.translated(index, "ru")
    event = factories.make_event(index, title="Дәріс", starts_at=local(2026, 11, 27, 10, 0))
    factories.make_event(index, title="Аударылмаған", starts_at=local(2026, 11, 27, 11, 0))
    pages.translated(event, "ru")

    soup = leaf(client, url="/ru/events-ru/")

    assert held_on(soup) == {"2026-11-27": ["[ru] Дәріс"]}
    assert soup.h2.text == "Ноябрь 2026 г."
    day = next(day for day in soup.select(".day") if day.select(".day__event"))
    assert day.select_one(".day__words").text == "Пятница, 27 ноября"
