import datetime

from django.db.models import F
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from events.models import EventIndexPage, EventPage
from events.models.events import with_places
from home.feeds import LENGTH, PageFeed, live_pages, without_controls


class EventFeed(PageFeed):
    """What is yet to come, the latest announced first: a feed tells of news, a calendar of what comes next."""

    heading = _("Events")
    listing = EventIndexPage

    def address(self) -> str:
        return reverse("events:event_feed")

    def pages(self) -> list[EventPage]:
        announced = F("first_published_at").desc(nulls_last=True)
        events = live_pages(EventPage).upcoming().select_related("venue").order_by(announced, "-pk")
        return with_places(list(events[:LENGTH]))

    def item_description(self, event: EventPage) -> str:
        return without_controls(render_to_string("events/feed_entry.html", {"page": event}).strip())

    def item_pubdate(self, event: EventPage) -> datetime.datetime | None:
        return event.first_published_at
