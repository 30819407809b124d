"""The addresses by which calendars are subscribed to."""

from typing import NamedTuple

from django.urls import reverse
from django.utils.translation import gettext as _

from events.calendar import SCALES
from events.models import EventPage
from home.addresses import absolute


class Subscription(NamedTuple):
    name: str
    url: str

    @property
    def webcal(self) -> str:
        """The same for a visitor's own device, which opens it in the program that keeps her calendar."""
        return f"webcal://{self.url.partition('://')[2]}"


def to_all() -> list[Subscription]:
    """All events, then those of each scale, in the reader's language."""
    by_scale = [
        Subscription(str(name), absolute(reverse("events:calendar_feed_by_scale", args=[scale])))
        for scale, name in SCALES.items()
    ]
    return [Subscription(_("All events"), absolute(reverse("events:calendar_feed"))), *by_scale]


def to_one(event: EventPage) -> Subscription:
    return Subscription(event.title, absolute(reverse("events:event_calendar", args=[event.translation_key])))
