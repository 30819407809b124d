"""What an event's page means for the opportunities that it embeds."""

from typing import Any

from django.contrib.auth.models import AbstractBaseUser
from django.dispatch import receiver
from wagtail.signals import page_published

from events.models import EventPage
from home.signals import neutral_values_changed
from home.synchronisation import source_of
from volunteers.domain import opportunities


@receiver(page_published, sender=EventPage)
def act_on_publishing(sender: type[EventPage], instance: EventPage, **kwargs: Any) -> None:
    if not instance.live:  # Only scheduled: its time will come.
        return
    instance.opportunities.set(instance.embedded_opportunities())
    # The translations follow the source's status, and embed the same opportunities: once is enough.
    if source_of(instance) in (instance, None):
        revision = kwargs.get("revision")
        cancel_or_reinstate(instance, by=revision.user if revision else None)


@receiver(neutral_values_changed, sender=EventPage)
def follow_embedded_opportunities(sender: type[EventPage], instance: EventPage, **kwargs: Any) -> None:
    if instance.live:
        instance.opportunities.set(instance.embedded_opportunities())


def cancel_or_reinstate(page: EventPage, *, by: AbstractBaseUser | None) -> None:
    """Cancels what a cancelled event embeds; for any other brings back what its cancellation took away."""
    if page.status == EventPage.Status.CANCELLED:
        for opportunity in page.opportunities.filter(cancelled_at__isnull=True):
            opportunities.cancel(opportunity=opportunity, by=by)
            page.cancelled_opportunities.add(opportunity)
        return
    for opportunity in page.cancelled_opportunities.filter(cancelled_at__isnull=False):
        opportunities.reinstate(opportunity=opportunity, by=by)
    page.cancelled_opportunities.clear()
