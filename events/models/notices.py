from django.conf import settings
from django.db import models
from django.utils import timezone


class ChangeNotice(models.Model):
    """What an editor has decided to tell those who have applied, for when a revision of an event goes live.

    That may be next week, and by nobody's hand. A revision without one tells nobody: an editor is asked afterwards.
    """

    revision = models.OneToOneField("wagtailcore.Revision", on_delete=models.CASCADE, related_name="+")
    is_mailed = models.BooleanField()
    message = models.TextField(blank=True)
    moves_shifts = models.BooleanField()
    mailed_to = models.PositiveIntegerField(null=True, help_text="How many were written to; none before it was live.")
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    decided_at = models.DateTimeField(default=timezone.now)

    def __str__(self) -> str:
        return f"{self.revision_id}: {self.is_mailed}"
