"""The outbox: mail is written as rows in the transaction that it tells of, and sent by the worker afterwards.

A sending goes: claim the row, connect, mark it as handed over, hand it over, record what came of it. Claim and mark are
committed each on its own, before the next step. So of whatever breaks off it is known whether the server can have the
mail: before the mark it cannot, and it is sent again; after it perhaps, and a person decides. See docs/adr.
"""

from __future__ import annotations

import datetime
import logging
from collections.abc import Collection
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.db.models import Case, Value, When
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django_tasks import task

from volunteers.domain import delivery, letters
from volunteers.domain.errors import DomainError
from volunteers.models import Application, Message

if TYPE_CHECKING:
    from django.contrib.auth.models import User

logger = logging.getLogger(__name__)

Kind, State = Message.Kind, Message.State

DECISIONS = frozenset({Kind.ACCEPTED, Kind.WAITLISTED, Kind.DECLINED, Kind.CORRECTED})
NEWS = frozenset({Kind.EVENT_MOVED, Kind.EVENT_POSTPONED, Kind.EVENT_CANCELLED, Kind.EVENT_REINSTATED})
# The applicant has read it, or may have.
GONE_OUT = frozenset({State.SENDING, State.SENT, State.UNCLEAR})
ON_ITS_WAY = frozenset({State.QUEUED, State.SENDING})

# After each failed attempt. The first ones ride out a restart and a greylist (which asks for five to fifteen minutes),
# the last ones a weekend: a server that stops on Friday evening is seen to on Monday. Later than that a decision may
# have lost its meaning, and staff had better telephone.
PAUSES = (
    datetime.timedelta(minutes=1),
    datetime.timedelta(minutes=5),
    datetime.timedelta(minutes=15),
    datetime.timedelta(hours=1),
    datetime.timedelta(hours=4),
    datetime.timedelta(hours=12),
    datetime.timedelta(hours=24),
    datetime.timedelta(hours=24),
)
# Connecting and logging in take seconds. Should a worker be slower than this, the mark stops it.
CLAIM_LASTS = datetime.timedelta(minutes=5)
# Longer than all of SMTP's steps with their time limits together: who is silent for so long is dead.
HAND_OVER_LASTS = datetime.timedelta(minutes=15)
# A run ends before the clock's next ones pile up behind it; what is left over is theirs.
BATCH = 50


class CannotResend(DomainError):
    """The message is on its way already, or was never meant to arrive."""


def queue(
    *,
    application: Application,
    kind: Message.Kind,
    message: str = "",
    reason: str = "",
    delay: datetime.timedelta = datetime.timedelta(0),
    is_correction: bool = False,
    occasion: letters.Occasion | None = None,
) -> Message:
    """Write a mail to the applicant, in her language and as things stand now, to be sent after `delay`.

    Belongs into the transaction of what it tells: rolled back with it, and handed to the worker once it is committed.
    """
    letter = letters.write(
        application=application,
        kind=kind,
        message=message,
        reason=reason,
        is_correction=is_correction,
        occasion=occasion,
    )
    row = Message.objects.create(
        application=application,
        kind=kind,
        language=application.language,
        recipient=application.email,
        subject=letter.subject,
        body_text=letter.text,
        body_html=letter.html,
        is_correction=is_correction,
        send_after=timezone.now() + delay,
    )
    if not delay:
        _send_soon(row)
    return row


def supersede(*, application: Application, kinds: Collection[Message.Kind]) -> list[Message.Kind]:
    """Stop what waits and is no longer true. Returns the kinds that now will not go out.

    One that is just being sent can no longer be stopped, but it is marked: should that attempt fail, it is the last.
    """
    rows = application.messages.filter(kind__in=kinds)
    stopped = []
    for row in rows.filter(state=State.QUEUED).order_by("created_at", "pk"):
        now = timezone.now()
        if rows.filter(pk=row.pk, state=State.QUEUED).update(state=State.SUPERSEDED, superseded_at=now):
            stopped.append(Kind(row.kind))
    rows.filter(state=State.SENDING).update(superseded_at=timezone.now())
    return stopped


@transaction.atomic
def resend(*, message: Message, by: User) -> Message:
    """Send the same words once more, as a mail of its own, to the address that the applicant has now.

    Raises CannotResend while it, or an earlier resending of it, is still on its way, and for one that was stopped
    because it was no longer true.
    """
    original = Message.objects.select_for_update().select_related("application").get(pk=message.pk)
    if original.state in ON_ITS_WAY or original.resent_as.filter(state__in=ON_ITS_WAY).exists():
        raise CannotResend(_("This message is on its way already."))
    if original.state == State.SUPERSEDED:
        raise CannotResend(_("This message was stopped because it is no longer true."))
    copy = Message.objects.create(
        application=original.application,
        kind=original.kind,
        language=original.language,
        recipient=original.application.email,
        subject=original.subject,
        body_text=original.body_text,
        body_html=original.body_html,
        is_correction=original.is_correction,
        resent_from=original,
        resent_by=by,
    )
    _send_soon(copy)
    return copy


@task()
def send_message(message_pk: int) -> None:
    """Stands here and not among the other tasks because the outbox itself hands it out."""
    send(message_pk)


def _send_soon(row: Message) -> None:
    # Robust: should the queue of tasks fail, the application has still been committed, and the clock finds the row.
    # A lambda and no partial: Django names what failed by its __qualname__, which a partial lacks.
    transaction.on_commit(lambda: send_message.enqueue(row.pk), robust=True)


def send(message_pk: int) -> bool:
    """Send one row, if it is due and nobody else is sending it. False when the mail server is out of reach.

    Never within a transaction: a claim that is not committed keeps nobody off.
    """
    claimed = _claim(message_pk)
    if claimed is None:
        return True
    try:
        mail = delivery.compose(claimed)
    except ValueError as error:
        _give_up(claimed, delivery.describe(error))
        return True
    try:
        connection = delivery.open_connection()
    except delivery.Unreachable as error:
        _put_back(claimed, str(error))
        return False
    try:
        if _mark_handed_over(claimed):
            delivery.hand_over(connection, mail)
            _record_sent(claimed)
    except delivery.NotTaken as error:
        if error.is_final:
            _give_up(claimed, str(error))
        else:
            _put_back(claimed, str(error))
    except delivery.PerhapsTaken as error:
        _leave_unclear(claimed, str(error))
    finally:
        delivery.close(connection)
    return True


def send_due() -> None:
    """Send what is due, oldest first, after taking back what dead workers left.

    Ends early when the mail server is out of reach: the others would only wait for the same nothing, one by one.
    """
    recover()
    due = Message.objects.due().order_by("send_after", "pk").values_list("pk", flat=True)
    for message_pk in list(due[:BATCH]):
        try:
            if not send(message_pk):
                break
        except Exception:
            # Whatever it was, it is this row's; its claim runs out, and the others are not kept waiting.
            logger.exception("Message %s could not be sent", message_pk)


def recover() -> None:
    """Take back the claims of workers that died: to be sent again where the mail was not yet offered, else unclear."""
    now = timezone.now()
    for row in Message.objects.filter(state=State.SENDING, claimed_at__lt=now - CLAIM_LASTS):
        if row.handed_over_at is None:
            _put_back(row, "The worker stopped before it offered the mail to the server.", handed_over_at=None)
        elif row.handed_over_at < now - HAND_OVER_LASTS:
            _leave_unclear(row, "The worker stopped while the server had the mail.")


def _claim(message_pk: int) -> Message | None:
    row = Message.objects.due().filter(pk=message_pk).first()
    if row is None:
        return None
    claim = {"state": State.SENDING, "claimed_at": timezone.now(), "attempts": row.attempts + 1}
    with transaction.atomic(durable=True):
        if not Message.objects.due().filter(pk=row.pk, attempts=row.attempts).update(**claim):
            return None
    row.attempts += 1
    return row


def _mark_handed_over(row: Message) -> bool:
    """False when the claim was taken back meanwhile: then somebody else sends it."""
    with transaction.atomic(durable=True):
        return _update(row, handed_over_at=timezone.now())


def _record_sent(row: Message) -> None:
    # What a slow worker knows for certain is worth more than what others have concluded from its silence.
    ours = Message.objects.filter(pk=row.pk, attempts=row.attempts, state__in=[State.SENDING, State.UNCLEAR])
    ours.update(state=State.SENT, sent_at=timezone.now(), last_error="")


def _put_back(row: Message, error: str, **only_if: Any) -> None:
    """Wait for the next attempt; after the last one give up."""
    if row.attempts > len(PAUSES):
        _give_up(row, error, **only_if)
        return
    pause = PAUSES[row.attempts - 1]
    state = _unless_superseded(State.QUEUED)
    fields = {"state": state, "claimed_at": None, "handed_over_at": None, "send_after": timezone.now() + pause}
    if _update(row, only_if, **fields, last_error=error):
        # The server's words name the recipient: they stand in the row, for staff, and not in a log.
        logger.warning("Message %s not sent at attempt %s, next in %s", row.pk, row.attempts, pause)


def _give_up(row: Message, error: str, **only_if: Any) -> None:
    if _update(row, only_if, state=_unless_superseded(State.FAILED), last_error=error):
        logger.error("Message %s given up at attempt %s", row.pk, row.attempts)


def _leave_unclear(row: Message, error: str) -> None:
    if _update(row, state=State.UNCLEAR, last_error=error):
        logger.error("Message %s was perhaps sent", row.pk)


def _unless_superseded(state: Message.State) -> Case:
    return Case(When(superseded_at__isnull=False, then=Value(State.SUPERSEDED)), default=Value(state))


def _update(row: Message, only_if: dict[str, Any] | None = None, **fields: Any) -> bool:
    """Write to the row as long as the claim that we know is still the one that holds it."""
    claim = Message.objects.filter(pk=row.pk, attempts=row.attempts, state=State.SENDING)
    return bool(claim.filter(**(only_if or {})).update(**fields))
