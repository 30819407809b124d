"""What an event's page means for the opportunities that it embeds."""

from functools import partial
from typing import Any

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction
from django.dispatch import receiver
from wagtail.signals import page_published, page_unpublished

from events import changes
from events.models import EventPage, Holding, LessonPage
from home.signals import neutral_values_changed
from home.synchronisation import source_of
from home.tasks import index_for_search
from volunteers.domain import opportunities


@receiver(page_published, sender=EventPage)
def act_on_publishing(sender: type[EventPage], instance: EventPage, **kwargs: Any) -> None:
    if not instance.live:  # Only scheduled: its time will come.
        return
    concerned = changes.opportunities_of(instance)
    instance.opportunities.set(instance.embedded_opportunities())
    # Translations and aliases follow the source's status, and embed the same opportunities: once is enough.
    if instance.alias_of_id is None and source_of(instance) in (instance, None):
        revision = kwargs.get("revision")
        cancel_or_reinstate(instance, by=revision.user if revision else None)
        changes.settle(instance, revision=revision, opportunities=concerned)


@receiver([page_published, page_unpublished, neutral_values_changed], sender=LessonPage)
def index_the_holdings_of_a_lesson(sender: type[LessonPage], instance: LessonPage, **kwargs: Any) -> None:
    """They are found where a lesson shows them, in its language."""
    keys = {block.value.translation_key for block in instance.holdings if block.value}
    for pk in Holding.objects.filter(translation_key__in=keys, locale=instance.locale).values_list("pk", flat=True):
        transaction.on_commit(partial(index_for_search.enqueue, Holding._meta.label, pk), robust=True)


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
