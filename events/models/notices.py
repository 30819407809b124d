from collections.abc import Mapping
from dataclasses import dataclass, field

from django.conf import settings
from django.db import models
from django.utils import timezone


@dataclass(frozen=True)
class Decision:
    """What is to be done for those who have applied. Where nobody has decided anything, nothing."""

    is_mailed: bool = False
    moves_shifts: bool = False
    words: Mapping[str, str] = field(default_factory=dict)  # Of her who decides, for the mail in each language.


class ChangeNotice(models.Model):
    """What an editor has decided to tell those who have applied, for when a revision of an event goes live.

    That may be next week, and by nobody's hand. A revision without one tells nobody: an editor is asked afterwards.
    """

    revision = models.OneToOneField("wagtailcore.Revision", on_delete=models.CASCADE, related_name="+")
    is_mailed = models.BooleanField()
    moves_shifts = models.BooleanField()
    words = models.JSONField(default=dict, blank=True, help_text="Of the editor's own, for the mail in each language.")
    mailed_to = models.PositiveIntegerField(null=True, help_text="How many were written to; none before it was live.")
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    decided_at = models.DateTimeField(default=timezone.now)

    def __str__(self) -> str:
        return f"{self.revision_id}: {self.is_mailed}"

    @property
    def decision(self) -> Decision:
        return Decision(is_mailed=self.is_mailed, moves_shifts=self.moves_shifts, words=self.words)
