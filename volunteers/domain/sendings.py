"""One form may come more than once: from a second click, a lost answer, a browser's history."""

from __future__ import annotations

import datetime
import uuid

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.crypto import salted_hmac

from volunteers.domain import outbox
from volunteers.models import Application, Message, Opportunity
from volunteers.models.applications import NUMBER_ALPHABET
from volunteers.rules import normalise_email

# Whoever presses twice, or tries again after a while, is answered once; whoever comes back later, anew.
ANSWER_LASTS = datetime.timedelta(hours=1)


def application_of(*, opportunity: Opportunity, email: str, submission_key: uuid.UUID) -> Application | None:
    """The live application that this form has become, if it has come before."""
    same_mailbox = Application.objects.filter(opportunity=opportunity, email=normalise_email(email))
    return key_and_application(same_mailbox, submission_key)[1]


def key_and_application(
    same_mailbox: QuerySet[Application], submission_key: uuid.UUID
) -> tuple[uuid.UUID, Application | None]:
    """The key by which this form is known now, and the live application that has it already.

    While its application is live, a form that comes again is the same sending. Once that has ended (withdrawn,
    declined, expired), somebody who sends it again, from her browser's history, wants to apply anew. The new sending's
    key follows from the old one, so that a second click on it is known for one as well.
    """
    key = submission_key
    while application := same_mailbox.filter(submission_key=key).first():
        if application.is_live:
            return key, application
        key = uuid.uuid5(key, application.number)
    return key, None


def stand_in_number(submission_key: uuid.UUID, email: str) -> str:
    """A number for a receipt that no application stands behind.

    It is the same whenever the same form comes, as a real one is: a fresh one each time would tell whoever sends a
    form twice that this mailbox has applied already.
    """
    digest = salted_hmac("volunteers.stand_in_number", f"{submission_key} {email}", algorithm="sha256").digest()
    return f"{timezone.localdate():%y}-{''.join(NUMBER_ALPHABET[byte % len(NUMBER_ALPHABET)] for byte in digest[:6])}"


def tell_already_applied(live: Application) -> None:
    """Mail the applicant that there is one already: once, however often and by whomever forms are sent in her name."""
    since = timezone.now() - ANSWER_LASTS
    if not live.messages.filter(kind=Message.Kind.ALREADY_APPLIED, created_at__gt=since).exists():
        outbox.queue(application=live, kind=Message.Kind.ALREADY_APPLIED)
