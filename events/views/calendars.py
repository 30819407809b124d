"""Calendars to subscribe to. Each is the same for everybody who reads the same language."""

import datetime
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.cache import patch_cache_control
from django.utils.http import content_disposition_header
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import conditional_page, require_safe

from events.calendar import KEPT, SCALES, calendar_of
from events.models import EventPage
from events.models.events import with_places
from home.feeds import FRESH, live_pages, publisher


@require_safe
@conditional_page
def calendar_feed(request: HttpRequest, scale: str = "") -> HttpResponse:
    """All events to come and those of the last half year, cancelled ones too; of one scale, or of all."""
    if scale and scale not in SCALES:
        raise Http404
    # From midnight on, so that the calendar is the same all day.
    since = timezone.make_aware(datetime.datetime.combine(timezone.localdate() - KEPT, datetime.time.min))
    events = live_pages(EventPage).filter(over_at__gte=since).select_related("venue").order_by("starts_at", "pk")
    if scale:
        events = events.filter(scale=scale)
    heading = SCALES[scale] if scale else _("Events")
    return _answer(list(events), name=f"{heading} · {publisher()}", file=f"{scale or 'events'}-{get_language()}")


@require_safe
@conditional_page
def event_calendar(request: HttpRequest, key: UUID) -> HttpResponse:
    event = get_object_or_404(live_pages(EventPage).select_related("venue"), translation_key=key)
    return _answer([event], name=event.title, file=event.slug)


def _answer(events: list[EventPage], *, name: str, file: str) -> HttpResponse:
    response = HttpResponse(
        calendar_of(with_places(events), name=name),
        content_type="text/calendar; charset=utf-8",
        headers={
            # Inline: a phone then offers to add it, where a file to keep would only be put away.
            "Content-Disposition": content_disposition_header(False, f"{file}.ics"),
            "X-Robots-Tag": "noindex",
        },
    )
    patch_cache_control(response, public=True, max_age=FRESH)
    return response
