from django import template
from wagtail.models import Locale

from events import subscriptions
from events.models import EventPage, LessonPage
from events.models.events import with_places
from events.subscriptions import Subscription

register = template.Library()


@register.simple_tag
def upcoming_events(count: int) -> list[EventPage]:
    """The soonest in the reader's language, those called off left to the list of events."""
    events = EventPage.objects.live().filter(locale=Locale.get_active()).exclude(status=EventPage.Status.CANCELLED)
    events = events.upcoming().defer_streamfields().select_related("venue").with_wish_for_volunteers()
    return with_places(list(events[:count]))


@register.simple_tag
def latest_lessons(count: int) -> list[LessonPage]:
    """The newest in the reader's language, their covers yet to be prepared."""
    lessons = LessonPage.objects.live().filter(locale=Locale.get_active()).newest_first()
    return list(lessons.as_cards()[:count])


@register.simple_tag
def calendar_subscriptions() -> list[Subscription]:
    return subscriptions.to_all()


@register.simple_tag
def calendar_subscription(event: EventPage) -> Subscription:
    return subscriptions.to_one(event)
