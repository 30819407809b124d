"""What must happen whichever way a row goes."""

from typing import Any

from django.db import transaction
from django.db.models.signals import post_delete
from django.dispatch import receiver

from volunteers.models import ApplicationFile


@receiver(post_delete, sender=ApplicationFile)
def delete_the_file_with_its_row(sender: type[ApplicationFile], instance: ApplicationFile, **kwargs: Any) -> None:
    """A row that goes with its opportunity would else leave a person's file that nobody ever finds again.

    Once it is committed: a deletion that is rolled back must not have cost the file.
    """
    name, storage = instance.file.name, instance.file.storage
    if name:
        transaction.on_commit(lambda: storage.delete(name), robust=True)
