"""The outbox: every mail to an applicant is a row before it is a mail."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from volunteers.models.applications import Application


class MessageQuerySet(models.QuerySet):
    def due(self) -> MessageQuerySet:
        return self.filter(state=Message.State.QUEUED, send_after__lte=timezone.now())


class Message(models.Model):
    """A mail in the words in which it goes out, and how far it has come."""

    class Kind(models.TextChoices):
        RECEIVED = "received", _("Received")
        ALREADY_APPLIED = "already_applied", _("Already applied")
        ACCEPTED = "accepted", _("Accepted")
        WAITLISTED = "waitlisted", _("Put on the waiting list")
        DECLINED = "declined", _("Declined")
        WITHDRAWN = "withdrawn", _("Withdrawn")
        EXPIRED = "expired", _("Expired")
        CORRECTED = "corrected", _("Corrected")

    class State(models.TextChoices):
        QUEUED = "queued", _("Waiting to be sent")
        SENDING = "sending", _("Being sent")
        SENT = "sent", _("Sent")
        FAILED = "failed", _("Given up")
        # The worker died with the mail in its hands. Sending again might send twice, so a person decides.
        UNCLEAR = "unclear", _("Perhaps sent")
        SUPERSEDED = "superseded", _("Not sent: no longer true")

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
    attempts = models.PositiveSmallIntegerField(_("attempts"), default=0)
    send_after = models.DateTimeField(_("not before"), default=timezone.now)
    claimed_at = models.DateTimeField(null=True, blank=True)
    last_error = models.TextField(_("last error"), blank=True)
    created_at = models.DateTimeField(_("written"), default=timezone.now)
    sent_at = models.DateTimeField(_("sent"), null=True, blank=True)
    resent_from = models.ForeignKey("self", on_delete=models.SET_NULL, null=True, blank=True, related_name="resent_as")

    objects = MessageQuerySet.as_manager()

    class Meta:
        verbose_name = _("message")
        verbose_name_plural = _("messages")
        ordering = ["-created_at", "-pk"]
        indexes = [models.Index(fields=["state", "send_after"], name="outbox_due")]
        constraints = [
            models.CheckConstraint(
                condition=Q(state="sent", sent_at__isnull=False) | ~Q(state="sent") & Q(sent_at__isnull=True),
                name="sent_message_has_its_time",
            )
        ]

    def __str__(self) -> str:
        return f"{self.recipient}: {self.subject}"
