from django.db import models


class LoadedPart(models.Model):
    """One part of the demo that this database has been given, for ever.

    Kept apart from the objects themselves: what a person has deleted or renamed since must not come back with the
    next start, and what a person has changed must not be mistaken for something missing.
    """

    key = models.CharField(max_length=120, unique=True)
    object_id = models.CharField(max_length=40, help_text="The primary key it was given, as text.")
    loaded_at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return self.key
