"""What must happen whichever way a row goes."""

from typing import Any

from django.db import transaction
from django.db.models.signals import post_delete, post_save, pre_delete
from django.dispatch import receiver

from volunteers.models import ApplicationFile, Participation
from volunteers.signals import places_changed


@receiver(post_delete, sender=ApplicationFile)
def delete_the_file_with_its_row(sender: type[ApplicationFile], instance: ApplicationFile, **kwargs: Any) -> None:
    """A row that goes with its opportunity would else leave a person's file that nobody ever finds again.

    Once it is committed: a deletion that is rolled back must not have cost the file.
    """
    name, storage = instance.file.name, instance.file.storage
    if name:
        transaction.on_commit(lambda: storage.delete(name), robust=True)


@receiver([post_save, pre_delete], sender=Participation)
def tell_that_places_change(sender: type[Participation], instance: Participation, **kwargs: Any) -> None:
    """None left after a place is taken: now it is full. None left before one is freed: it was full until now."""
    opportunity = instance.shift.opportunity
    left = sum(shift.places_left for shift in opportunity.places())
    places_changed.send(sender=type(opportunity), opportunity_id=opportunity.pk, may_be_full=left == 0)
