"""What becomes of an event's plan once it has been published: moved, put off, called off."""

from typing import Any

from django.db import models
from django.utils.functional import cached_property
from django.utils.translation import pgettext

from events.plans import ONLINE, Plan


class ChangingPlan(models.Model):
    """Remembers what was announced before. That an event has been moved is told by this alone: nobody sets it."""

    # What a visitor plans by.
    PLAN = ("starts_at", "ends_at", "is_all_day", "attendance", "venue_id", "online_url", "status")
    MOVED = "moved"

    sequence = models.PositiveIntegerField(
        default=0,
        editable=False,
        help_text="How often it has been moved, called off or the like since it was published; calendars go by it.",
    )
    former_plan = models.JSONField(
        null=True, editable=False, help_text="Where and when it was to be before it was last moved."
    )
    told_plan = models.JSONField(
        null=True, editable=False, help_text="What those who have applied know of it. Kept by the source alone."
    )

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        if (
            kwargs.get("update_fields") is None
        ):  # Else a draft is being kept, or the source has handed on its own count.
            self._note_change()
        super().save(*args, **kwargs)

    def with_content_json(self, content: dict[str, Any]) -> models.Model:
        """As Wagtail does it; what was announced, and to whom, is no part of a revision."""
        page = super().with_content_json(content)
        page.former_plan, page.told_plan = self.former_plan, self.told_plan
        return page

    def _note_change(self) -> None:
        """Raises `sequence` where what subscribers have planned by is about to change, and remembers what it was."""
        model = type(self)
        published = model.objects.filter(pk=self.pk, first_published_at__isnull=False)
        before = published.values("sequence", "former_plan", "live", *self.PLAN).first()
        if before is None:
            return
        # What is published now may be a draft from before the last change.
        self.sequence = max(self.sequence, before["sequence"])
        self.former_plan = before["former_plan"]
        if any(getattr(self, name) != before[name] for name in self.PLAN):
            self.sequence += 1
        former = Plan(**{name: before[name] for name in Plan.__annotations__})
        if before["live"] and not former.is_as(Plan.of(self)):
            self.former_plan = former.to_json()

    @cached_property
    def former(self) -> Plan | None:
        """Where and when it was to be before it was moved, as long as somebody may still go by that."""
        if self.status != self.Status.SCHEDULED or self.is_past:
            return None
        former = Plan.from_json(self.former_plan)
        return None if former is None or former.is_as(Plan.of(self)) else former

    @property
    def state(self) -> str:
        """Its status, or that it has been moved."""
        return self.MOVED if self.former else self.status

    @property
    def state_label(self) -> str:
        """'' while all is as it was announced."""
        if self.former:
            return _what_is_new(self.former, Plan.of(self))
        return "" if self.status == self.Status.SCHEDULED else str(self.get_status_display())


def _what_is_new(former: Plan, now: Plan) -> str:
    if former.days != now.days:
        return pgettext("state of an event", "New date")
    if not former.is_at_the_same_time_as(now):
        return pgettext("state of an event", "New time")
    if now.attendance == ONLINE:
        return pgettext("state of an event", "Now online")
    return pgettext("state of an event", "New venue")
