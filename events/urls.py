"""Calendars and the feed, below no page: editors rename pages, and those who have subscribed would never hear of it."""

from django.urls import path
from django.views.decorators.http import conditional_page, require_safe

from events.feeds import EventFeed
from events.views import calendars

app_name = "events"

urlpatterns = [
    path("calendar/events.ics", calendars.calendar_feed, name="calendar_feed"),
    path("calendar/<slug:scale>.ics", calendars.calendar_feed, name="calendar_feed_by_scale"),
    path("calendar/event/<uuid:key>.ics", calendars.event_calendar, name="event_calendar"),
    path("feeds/events.xml", require_safe(conditional_page(EventFeed())), name="event_feed"),
]
