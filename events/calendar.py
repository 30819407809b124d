"""Events as iCalendar (RFC 5545, with the names and intervals of RFC 7986).

Moments are written in UTC. With a zone by its name programs go by their own table of zones, and one that is older than
1 March 2024 would put every event an hour off; a moment in UTC is the same for all, and each shows it by its own clock.
A whole day belongs to no zone, and is written as the date in Astana.
"""

import datetime
from collections.abc import Iterable

import icalendar
from django.conf import settings
from django.utils import timezone
from django.utils.translation import get_language, gettext_lazy, pgettext
from django.utils.translation import gettext as _

from events.models import EventPage
from home.addresses import absolute
from home.feeds import changed_at, domain, without_controls

# When programs should come again: often enough that who plans a morning hears of what was called off at night.
INTERVAL = datetime.timedelta(hours=3)
# For how long an event stays after it is over: where somebody has been does not vanish at once.
KEPT = datetime.timedelta(days=183)

STATUSES = {
    EventPage.Status.SCHEDULED: "CONFIRMED",
    EventPage.Status.POSTPONED: "TENTATIVE",
    EventPage.Status.CANCELLED: "CANCELLED",
}
SCALES = {
    EventPage.Scale.INTERNATIONAL: gettext_lazy("International events"),
    EventPage.Scale.NATIONAL: gettext_lazy("National events"),
    EventPage.Scale.CITY: gettext_lazy("City events"),
}


def calendar_of(events: Iterable[EventPage], *, name: str) -> bytes:
    """The events, in the order given, as a calendar in the reader's language. Fill their places beforehand."""
    calendar = icalendar.Calendar()
    calendar.add("prodid", f"-//Erikti//Events//{get_language().upper()}")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "PUBLISH")
    # Each said twice: as the standard has it, and as the programs had it before.
    for title in ("name", "x-wr-calname"):
        calendar.add(title, icalendar.vText(without_controls(name)))
    calendar.add("x-wr-timezone", settings.TIME_ZONE)
    calendar.add("refresh-interval", INTERVAL, parameters={"VALUE": "DURATION"})
    calendar.add("x-published-ttl", icalendar.vDuration(INTERVAL))
    for event in events:
        calendar.add_component(_component(event))
    return calendar.to_ical()


def _component(event: EventPage) -> icalendar.Event:
    component = icalendar.Event()
    # A language each: who follows two of them has two calendars, and many a program takes a name only once.
    component.add("uid", f"{event.translation_key}.{get_language()}@{domain()}")
    component.add("sequence", event.sequence)
    # Both are the moment of the last change and neither that of the asking: the same content makes the same calendar.
    for name in ("dtstamp", "last-modified"):
        component.add(name, _changed_at(event))
    starts, ends = _period(event)
    component.add("dtstart", starts)
    component.add("dtend", ends)
    component.add("summary", _summary(event))
    component.add("description", without_controls("\n\n".join(_paragraphs(event))))
    component.add("location", _location(event))
    component.add("url", absolute(event.get_url()))
    component.add("categories", [str(event.get_scale_display())])
    component.add("status", STATUSES[event.status])
    if event.attendance == EventPage.Attendance.ONLINE:
        component.add("conference", event.online_url, parameters={"VALUE": "URI"})
    return component


def _changed_at(event: EventPage) -> datetime.datetime:
    moments = [changed_at(event)]
    if event.place and event.place.last_published_at:
        moments.append(event.place.last_published_at)
    return max(moments).astimezone(datetime.UTC)


def _period(event: EventPage) -> tuple[datetime.date, datetime.date]:
    """Days, the last one being the day after, for an event without times; else moments."""
    if event.is_all_day:
        return timezone.localdate(event.starts_at), timezone.localdate(event.over_at)
    return event.starts_at.astimezone(datetime.UTC), event.ends_at.astimezone(datetime.UTC)


def _summary(event: EventPage) -> str:
    """The title; with the status in words too, since many a program shows nothing of STATUS."""
    title = without_controls(event.title)
    if event.status == EventPage.Status.CANCELLED:
        return pgettext("event in a calendar", "Cancelled: %(title)s") % {"title": title}
    if event.status == EventPage.Status.POSTPONED:
        return pgettext("event in a calendar", "Postponed: %(title)s") % {"title": title}
    return title


def _paragraphs(event: EventPage) -> list[str]:
    online_url = event.online_url if event.attendance == EventPage.Attendance.ONLINE else ""
    return [part for part in (_former(event), event.summary, online_url, absolute(event.get_url())) if part]


def _former(event: EventPage) -> str:
    """Most programs move it without a word."""
    if event.former is None:
        return ""
    parts = {"label": event.state_label, "time": event.former.time_in_words, "place": event.former.place_in_words}
    return _("%(label)s. It was to be: %(time)s, %(place)s") % parts


def _location(event: EventPage) -> str:
    if event.attendance == EventPage.Attendance.ONLINE:
        return _("Online")
    place = event.place
    parts = (place.name, place.address, place.city) if place else ()
    return without_controls(", ".join(part for part in parts if part))
