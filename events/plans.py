"""What people plan by: when and where an event is to be. Kept as JSON where what it was before must be remembered."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext, pgettext

from volunteers.domain.names import shift_time

if TYPE_CHECKING:
    from events.models import EventPage, Venue

ONLINE = "online"
MOMENTS = ("starts_at", "ends_at")


@dataclass(frozen=True)
class Plan:
    """Its attributes are named as an event's, so that what shows the time of the one shows that of the other."""

    starts_at: datetime.datetime
    ends_at: datetime.datetime
    is_all_day: bool
    attendance: str
    venue_id: int | None
    status: str

    @classmethod
    def of(cls, event: EventPage) -> Plan:
        return cls(**{name: getattr(event, name) for name in cls.__annotations__})

    @classmethod
    def from_json(cls, kept: Mapping[str, Any] | None) -> Plan | None:
        if not kept:
            return None
        return cls(**{**kept, **{name: datetime.datetime.fromisoformat(kept[name]) for name in MOMENTS}})

    def to_json(self) -> dict[str, Any]:
        moments = {name: getattr(self, name).astimezone(datetime.UTC).isoformat() for name in MOMENTS}
        return {**asdict(self), **moments}

    @property
    def days(self) -> tuple[datetime.date, datetime.date]:
        return timezone.localdate(self.starts_at), timezone.localdate(self.ends_at)

    @property
    def _when(self) -> tuple[bool, Any, Any]:
        """Of an event without times the days alone count."""
        return (True, *self.days) if self.is_all_day else (False, self.starts_at, self.ends_at)

    @property
    def _where(self) -> str | int | None:
        return ONLINE if self.attendance == ONLINE else self.venue_id

    def is_at_the_same_time_as(self, other: Plan) -> bool:
        return self._when == other._when

    def is_where(self, other: Plan) -> bool:
        return self._where == other._where

    def is_as(self, other: Plan) -> bool:
        """Whether both are to be at the same time in the same place, whatever is said of their taking place."""
        return self.is_at_the_same_time_as(other) and self.is_where(other)

    @cached_property
    def place(self) -> Venue | None:
        """The venue in the reader's language. None online, and where the venue has been deleted since."""
        from events.models import Venue

        if self.attendance == ONLINE or self.venue_id is None:
            return None
        venue = Venue.objects.filter(pk=self.venue_id).first()
        return venue.localized if venue else None

    @property
    def time_in_words(self) -> str:
        """In the language that is active, in full."""
        if not self.is_all_day:
            return shift_time(self)
        first, last = self.days
        if first == last:
            return date_format(first)
        days = {"start": date_format(first), "end": date_format(last)}
        return pgettext("period of days", "%(start)s – %(end)s") % days

    @property
    def place_in_words(self) -> str:
        """'' where it cannot be told."""
        if self.attendance == ONLINE:
            return gettext("Online")
        parts = (self.place.name, self.place.address, self.place.city) if self.place else ()
        return ", ".join(part for part in parts if part)

    @property
    def status_in_words(self) -> str:
        from events.models import EventPage

        return str(EventPage.Status(self.status).label)
