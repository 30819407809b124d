"""Made-up months, places and subscriptions. They look like those of the events, which this package does not know."""

import calendar
import itertools
from types import SimpleNamespace

from django.utils import timezone

from home.styleguide import examples
from home.styleguide.examples import say

_serials = itertools.count(1)  # Many copies stand on one page, each with its own anchors.


def month(language: str, *, is_empty: bool = False) -> SimpleNamespace:
    """That of the example event, which has one day with all that there can be, and one with far too much."""
    today = timezone.localdate(examples.STARTS)
    many = [examples.event(language, title=f"{say('event', language)} {number}") for number in range(1, 10)]
    held = {
        today: [
            examples.event(language, is_past=True),
            examples.event(language, status="cancelled"),
            examples.event(language, title=say("event_long", language), is_all_day=True),
        ],
        today.replace(day=18): many,
    }

    def day(date):
        events = [] if is_empty else held.get(date, [])
        return SimpleNamespace(
            date=date,
            events=events,
            shown=events[:4],
            more=events[4:],
            is_today=date == today,
            is_outside=date.month != today.month,
        )

    weeks = calendar.Calendar().monthdatescalendar(today.year, today.month)
    return SimpleNamespace(
        first_day=today.replace(day=1),
        weeks=[[day(date) for date in week] for week in weeks],
        previous=None if is_empty else today.replace(month=today.month - 1, day=1),
        next=today.replace(year=today.year + 1, month=1, day=1),
        is_empty=is_empty,
        is_this=is_empty,
    )


def places(language: str) -> SimpleNamespace:
    def place(*events: SimpleNamespace) -> SimpleNamespace:
        venue = SimpleNamespace(pk=next(_serials), name=say("venue", language), address=say("address", language))
        return SimpleNamespace(venue=venue, events=events)

    held = [
        place(examples.event(language), examples.event(language, status="postponed")),
        place(examples.event(language, title=say("event_long", language))),
        place(examples.event(language, status="cancelled")),
    ]
    return SimpleNamespace(cities=[SimpleNamespace(name=say("city", language), places=held)], online=[], count=3)


def subscription(language: str) -> SimpleNamespace:
    address = f"example.org/{language}/calendar/events.ics"
    return SimpleNamespace(name=say("event", language), url=f"https://{address}", webcal=f"webcal://{address}")
