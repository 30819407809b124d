"""The mails that Wagtail writes to staff, about comments and moderation.

Wagtail hands them to the mail server inside the request that saves a page: a silent server holds up the editor, and a
dead one answers her comment with an error page. Here a worker hands them over. They are no rows of the outbox: nobody
decides on them again, and what they tell stands in the admin too.
"""

from collections.abc import Iterable
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage, EmailMultiAlternatives, get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.utils import timezone
from django_tasks import task

from volunteers.domain import delivery

PAUSES = [timedelta(minutes=1), timedelta(minutes=15), timedelta(hours=2), timedelta(hours=12)]


class StaffMailBackend(BaseEmailBackend):
    """Keeps for the worker what is marked as Wagtail marks its notifications; the rest goes to the server at once.

    The rest are the links by which a password is set anew: they are to be read nowhere but in the mail.
    """

    def send_messages(self, email_messages: Iterable[EmailMessage]) -> int:
        messages = list(email_messages)
        kept = [message for message in messages if _is_notification(message)]
        for message in kept:
            hand_over.enqueue(mail=_parts_of(message))
        others = [message for message in messages if message not in kept]
        server = get_connection(settings.DELIVERY_BACKEND, fail_silently=self.fail_silently)
        return len(kept) + (server.send_messages(others) or 0 if others else 0)


def _is_notification(message: EmailMessage) -> bool:
    return message.extra_headers.get("Auto-Submitted") == "auto-generated" and not message.attachments


def _parts_of(message: EmailMessage) -> dict[str, Any]:
    names = ("subject", "body", "from_email", "to", "cc", "bcc", "reply_to")
    alternatives = [list(alternative) for alternative in getattr(message, "alternatives", [])]
    return {name: getattr(message, name) for name in names} | {
        "alternatives": alternatives,
        "headers": message.extra_headers,
    }


@task()
def hand_over(mail: dict[str, Any], attempt: int = 0) -> None:
    """Raises what delivery raises where another attempt could double the mail, or is of no use any more."""
    try:
        connection = delivery.open_connection()
        try:
            delivery.hand_over(connection, EmailMultiAlternatives(**mail))
        finally:
            delivery.close(connection)
    except (delivery.Unreachable, delivery.NotTaken) as error:
        if getattr(error, "is_final", False) or attempt >= len(PAUSES):
            raise
        hand_over.using(run_after=timezone.now() + PAUSES[attempt]).enqueue(mail=mail, attempt=attempt + 1)
