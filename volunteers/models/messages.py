"""The outbox: every mail to an applicant is a row before it is a mail."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from volunteers.models.applications import Application


class MessageQuerySet(models.QuerySet):
    def due(self) -> MessageQuerySet:
        return self.filter(state=Message.State.QUEUED, send_after__lte=timezone.now())

    def needing_attention(self) -> MessageQuerySet:
        """What no worker will touch again: a person decides whether to send it anew."""
        return self.filter(state__in=[Message.State.FAILED, Message.State.UNCLEAR])


class Message(models.Model):
    """A mail in the words in which it goes out, and how far it has come.

    Only the functions of `volunteers.domain.outbox` change a state. Every step of a sending is a conditional update on
    `state` and `attempts`, so that a worker that was given up for dead cannot go on with a row that is no longer its.
    """

    class Kind(models.TextChoices):
        RECEIVED = "received", pgettext_lazy("kind of message", "Received")
        ALREADY_APPLIED = "already_applied", pgettext_lazy("kind of message", "Already applied")
        ACCEPTED = "accepted", pgettext_lazy("kind of message", "Accepted")
        WAITLISTED = "waitlisted", pgettext_lazy("kind of message", "Put on the waiting list")
        DECLINED = "declined", pgettext_lazy("kind of message", "Declined")
        WITHDRAWN = "withdrawn", pgettext_lazy("kind of message", "Withdrawn")
        EXPIRED = "expired", pgettext_lazy("kind of message", "Expired")
        CORRECTED = "corrected", pgettext_lazy("kind of message", "Corrected")
        EVENT_MOVED = "event_moved", pgettext_lazy("kind of message", "Event moved")
        EVENT_POSTPONED = "event_postponed", pgettext_lazy("kind of message", "Event postponed")
        EVENT_CANCELLED = "event_cancelled", pgettext_lazy("kind of message", "Event cancelled")
        EVENT_REINSTATED = "event_reinstated", pgettext_lazy("kind of message", "Event takes place after all")

    class State(models.TextChoices):
        QUEUED = "queued", pgettext_lazy("state of a message", "Waiting to be sent")
        SENDING = "sending", pgettext_lazy("state of a message", "Being sent")
        SENT = "sent", pgettext_lazy("state of a message", "Sent")
        FAILED = "failed", pgettext_lazy("state of a message", "Given up")
        # The mail was in the server's hands when the worker or the line broke off. Sending it again might send it
        # twice, so a person decides.
        UNCLEAR = "unclear", pgettext_lazy("state of a message", "Perhaps sent")
        SUPERSEDED = "superseded", pgettext_lazy("state of a message", "Not sent: no longer true")

    application = models.ForeignKey(
        Application, on_delete=models.CASCADE, related_name="messages", verbose_name=_("application")
    )
    kind = models.CharField(_("kind"), max_length=20, choices=Kind)
    language = models.CharField(_("language"), max_length=5, choices=settings.LANGUAGES)
    recipient = models.EmailField(_("to"))
    subject = models.CharField(_("subject"), max_length=255)
    body_text = models.TextField(_("text"))
    body_html = models.TextField(_("HTML"))
    is_correction = models.BooleanField(default=False)

    state = models.CharField(_("state"), max_length=12, choices=State, default=State.QUEUED)
    # The same through all attempts, so that a mailbox that gets a message twice can know it for one.
    message_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    # Counts the claims, and never falls: the number is also a claim's own name.
    attempts = models.PositiveSmallIntegerField(_("attempts"), default=0)
    send_after = models.DateTimeField(_("not before"), default=timezone.now)
    claimed_at = models.DateTimeField(null=True, blank=True)
    # Set just before the mail is offered to the server: until then a broken-off attempt can safely be made again.
    handed_over_at = models.DateTimeField(null=True, blank=True)
    # Set on a row that was being sent when it ceased to be true: should that sending fail, it is not tried again.
    superseded_at = models.DateTimeField(null=True, blank=True)
    last_error = models.TextField(_("last error"), blank=True)
    created_at = models.DateTimeField(_("written"), default=timezone.now)
    sent_at = models.DateTimeField(pgettext_lazy("when a message was sent", "sent"), null=True, blank=True)
    resent_from = models.ForeignKey("self", on_delete=models.SET_NULL, null=True, blank=True, related_name="resent_as")
    resent_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, editable=False, related_name="+"
    )

    objects = MessageQuerySet.as_manager()

    class Meta:
        verbose_name = _("message")
        verbose_name_plural = _("messages")
        ordering = ["-created_at", "-pk"]
        indexes = [models.Index(fields=["state", "send_after"], name="outbox_due")]
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=["queued", "sending", "sent", "failed", "unclear", "superseded"]),
                name="message_state_is_known",
            ),
            models.CheckConstraint(
                condition=Q(state="sent", sent_at__isnull=False) | ~Q(state="sent") & Q(sent_at__isnull=True),
                name="sent_message_has_its_time",
            ),
            models.CheckConstraint(
                condition=~Q(state="sending") | Q(claimed_at__isnull=False), name="sending_message_is_claimed"
            ),
            models.CheckConstraint(
                condition=~Q(state="unclear") | Q(handed_over_at__isnull=False),
                name="unclear_message_was_handed_over",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.recipient}: {self.subject}"
