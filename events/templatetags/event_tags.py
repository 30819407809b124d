from typing import Any

from django import template
from django.db.models import QuerySet
from django.utils import timezone
from wagtail.models import Locale

from events import subscriptions
from events.models import EventPage, LessonPage
from events.models.events import with_places
from events.subscriptions import Subscription
from volunteers.written_queries import written_once

register = template.Library()


@register.simple_tag
def upcoming_events(count: int) -> list[EventPage]:
    """The soonest in the reader's language, those called off left to the list of events."""
    return with_places(_upcoming_events(Locale.get_active().pk, timezone.now(), count=count))


@written_once
def _upcoming_events(locale_id: Any, at: Any, *, count: int) -> QuerySet[EventPage]:
    events = EventPage.objects.live().filter(locale=locale_id).exclude(status=EventPage.Status.CANCELLED)
    return events.upcoming(at).defer_streamfields().select_related("venue").with_wish_for_volunteers(at)[:count]


@register.simple_tag
def latest_lessons(count: int) -> list[LessonPage]:
    """The newest in the reader's language, their covers yet to be prepared."""
    return _latest_lessons(Locale.get_active().pk, count=count)


@written_once
def _latest_lessons(locale_id: Any, *, count: int) -> QuerySet[LessonPage]:
    return LessonPage.objects.live().filter(locale=locale_id).newest_first().as_cards()[:count]


@register.simple_tag
def calendar_subscriptions() -> list[Subscription]:
    return subscriptions.to_all()


@register.simple_tag
def calendar_subscription(event: EventPage) -> Subscription:
    return subscriptions.to_one(event)
