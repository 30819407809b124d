"""A month as the leaf of a calendar: weeks from Monday on, each day with what takes place on it, in Astana."""

import calendar
import datetime
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from django.utils import timezone

if TYPE_CHECKING:
    from events.models.events import EventPage, EventQuerySet

# How many a day shows at once: with more of them the other days of its week would be mostly empty paper.
AT_ONCE = 4


class Day(NamedTuple):
    date: datetime.date
    events: list["EventPage"]
    is_today: bool
    is_outside: bool  # of the week in which the month begins or ends, and of another month

    @property
    def shown(self) -> list["EventPage"]:
        return self.events if self._is_quiet else self.events[:AT_ONCE]

    @property
    def more(self) -> list["EventPage"]:
        return [] if self._is_quiet else self.events[AT_ONCE:]

    @property
    def _is_quiet(self) -> bool:
        # To fold away a single one would save nothing.
        return len(self.events) <= AT_ONCE + 1


@dataclass(frozen=True)
class Month:
    first_day: datetime.date
    weeks: list[list[Day]]
    previous: datetime.date | None
    next: datetime.date | None

    @classmethod
    def of(
        cls, first_day: datetime.date, events: "EventQuerySet", *, span: tuple[datetime.date, datetime.date]
    ) -> "Month":
        """With the events in it; the months before and after only as far as `span` reaches."""
        weeks = calendar.Calendar(calendar.MONDAY).monthdatescalendar(first_day.year, first_day.month)
        found = [(event.first_day, event.last_day, event) for event in events.within(weeks[0][0], weeks[-1][-1])]

        def day_of(date: datetime.date) -> Day:
            held = [event for first, last, event in found if first <= date <= last]
            return Day(date, held, is_today=date == today, is_outside=date.month != first_day.month)

        today = timezone.localdate()
        previous = (first_day - datetime.timedelta(days=1)).replace(day=1)
        following = (first_day.replace(day=28) + datetime.timedelta(days=4)).replace(day=1)
        return cls(
            first_day,
            [[day_of(date) for date in week] for week in weeks],
            previous if previous >= span[0].replace(day=1) else None,
            following if following <= span[1] else None,
        )

    @property
    def is_empty(self) -> bool:
        return not any(day.events for week in self.weeks for day in week if not day.is_outside)

    @property
    def is_this(self) -> bool:
        return self.first_day == timezone.localdate().replace(day=1)
