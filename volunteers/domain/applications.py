"""Everything that can happen to an application. One function owns each move.

Each runs in one transaction and in this order: lock the opportunity, lock the application, check again what was
checked before the lock, write, log, put the mail into the outbox. Nothing of it happens if any of it fails.
"""

from __future__ import annotations

import datetime
import logging
import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from volunteers import rules
from volunteers.domain import opportunities, outbox, sendings, steps
from volunteers.domain.errors import (
    MoveNotAllowed,
    Refusal,
    Refused,
    ShiftsOverlap,
    TooLate,
)
from volunteers.models import Application, Consent, LogEntry, Message, Opportunity, Shift
from volunteers.states import HOPES_FOR_PLACE, DeclineReason, Move, State, is_allowed

if TYPE_CHECKING:
    from django.contrib.auth.models import User

    from volunteers.models import ApplicationFile, ConsentText

logger = logging.getLogger(__name__)

DECISION_MAILS = {
    State.ACCEPTED: Message.Kind.ACCEPTED,
    State.WAITLISTED: Message.Kind.WAITLISTED,
    State.DECLINED: Message.Kind.DECLINED,
}
FIRST_MAILS = {**DECISION_MAILS, State.SUBMITTED: Message.Kind.RECEIVED}


@dataclass(frozen=True)
class Submission:
    """What came of sending a form. `number` is for the receipt, which must look the same in every case."""

    number: str
    application: Application | None
    repeated: bool = False


def submit(
    *,
    opportunity: Opportunity,
    language: str,
    details: dict[str, Any],
    shifts: Sequence[Shift],
    answers: dict[str, Any],
    asked: dict[str, str],
    uploads: Sequence[ApplicationFile],
    consent_text: ConsentText,
    submission_key: uuid.UUID,
    page_title: str = "",
    page_url: str = "",
    flag: str = "",
) -> Submission:
    """Take an application: write it with its consent, give it its first state, log it, and write the receipt mail.

    Moderated, it waits for staff. Automatic, it is accepted for every wished shift that has a place left. Where no
    place is left it goes onto the waiting list, if there is one. The same form sent again is the same application, as
    long as that is live; another form from a mailbox whose application is live changes nothing and tells only that
    mailbox.

    Raises Refused with every reason when the opportunity does not take it.
    """
    email = rules.normalise_email(details["email"])
    try:
        with transaction.atomic():
            return _submit(
                locked=opportunities.lock(opportunity.pk),
                shifts=shifts,
                uploads=uploads,
                consent_text=consent_text,
                fields={
                    **details,
                    "email": email,
                    "language": language,
                    "answers": answers,
                    "asked": asked,
                    "submission_key": submission_key,
                    "page_title": page_title[:255],
                    "page_url": page_url[:500],
                    "flag": flag,
                },
            )
    except IntegrityError:
        # Out of reach while every writer takes the lock; the constraints stand for the day when one does not.
        repeated = sendings.application_of(opportunity=opportunity, email=email, submission_key=submission_key)
        if repeated is None:
            raise
        return Submission(repeated.number, repeated, repeated=True)


def _submit(
    *,
    locked: Opportunity,
    shifts: Sequence[Shift],
    uploads: Sequence[ApplicationFile],
    consent_text: ConsentText,
    fields: dict[str, Any],
) -> Submission:
    same_mailbox = Application.objects.filter(opportunity=locked, email=fields["email"])
    key, repeated = sendings.key_and_application(same_mailbox, fields["submission_key"])
    if repeated:
        return Submission(repeated.number, repeated, repeated=True)
    if refusals := opportunities.why_cannot_apply(locked, birth_date=fields["birth_date"]):
        raise Refused(refusals)
    places = locked.places()
    wished = _wished(locked, places, shifts)
    if live := same_mailbox.live().first():
        sendings.tell_already_applied(live)
        return Submission(sendings.stand_in_number(fields["submission_key"], fields["email"]), None)

    state, held = _first_state(locked, places, wished)
    application = Application.objects.create(opportunity=locked, state=state, **{**fields, "submission_key": key})
    application.wished_shifts.set(wished)
    for upload in uploads:
        upload.application = application
        upload.save(update_fields=["application"])
    Consent.objects.create(
        application=application,
        version=consent_text.version,
        language=consent_text.locale.language_code,
        label=consent_text.label,
        text=consent_text.text,
        by_guardian=application.has_guardian,
    )
    steps.log(application, Move.SUBMIT, "", state, actor=LogEntry.Actor.APPLICANT)
    if state == State.ACCEPTED:
        steps.hold(application, held)
        application.decided_at = application.submitted_at
        application.save(update_fields=["decided_at"])
    outbox.queue(application=application, kind=FIRST_MAILS[state])
    return Submission(application.number, application)


def _wished(opportunity: Opportunity, places: Sequence[Shift], shifts: Sequence[Shift]) -> list[Shift]:
    """`shifts` as they stand in `places`, read under the lock. Raises Refused for one that was deleted meanwhile."""
    if any(shift.opportunity_id != opportunity.pk for shift in shifts):
        raise ValueError("a shift of another opportunity")
    wished = [shift for shift in places if shift in shifts]
    if len(wished) < len(shifts):
        raise Refused([Refusal("shift_gone", _("A shift that you chose is no longer offered. Please choose again."))])
    return wished


def _first_state(
    opportunity: Opportunity, places: Sequence[Shift], wished: Sequence[Shift]
) -> tuple[State, list[Shift]]:
    """The state of a new application, and the shifts in which it holds a place. The opportunity is locked."""
    if opportunity.mode == Opportunity.Mode.MODERATED:
        full = bool(places) and not any(opportunities.free_shifts(places))
        return (State.WAITLISTED if full else State.SUBMITTED), []
    if not places:
        return State.ACCEPTED, []
    free = list(opportunities.free_shifts(wished))
    if clashes := rules.overlapping(free):
        raise ShiftsOverlap(clashes[0])
    if free:
        return State.ACCEPTED, free
    if opportunity.has_waiting_list:
        return State.WAITLISTED, []
    raise Refused([Refusal("full", _("All places in the shifts that you chose are taken."))])


@transaction.atomic
def start_review(*, application: Application, by: User, seen_version: int | None = None) -> Application:
    """Tell the other reviewers that `by` has it before her. No mail."""
    application = steps.lock(application, Move.START_REVIEW, seen_version)
    application.reviewer = by
    return steps.carry_out(application, Move.START_REVIEW, by=by)


@transaction.atomic
def accept(
    *,
    application: Application,
    by: User,
    shifts: Sequence[Shift] | None = None,
    message: str = "",
    seen_version: int | None = None,
) -> Application:
    """Accept it and hold a place in each of `shifts` (default: those wished for). Mails "accepted".

    Raises NoPlacesLeft when any of them is full, ShiftsOverlap, or NoShiftChosen; then nothing has changed.
    """
    application = steps.lock(application, Move.ACCEPT, seen_version)
    steps.require_not_cancelled(application)
    chosen = steps.chosen_shifts(application, shifts)
    steps.hold(application, chosen)
    return _decide(application, Move.ACCEPT, by=by, message=message)


@transaction.atomic
def waitlist(*, application: Application, by: User, message: str = "", seen_version: int | None = None) -> Application:
    """Put it on the waiting list. Mails "waitlisted"."""
    application = steps.lock(application, Move.WAITLIST, seen_version)
    steps.require_not_cancelled(application)
    return _decide(application, Move.WAITLIST, by=by, message=message)


@transaction.atomic
def decline(
    *,
    application: Application,
    by: User,
    reason: str = DeclineReason.OTHER,
    message: str = "",
    seen_version: int | None = None,
) -> Application:
    """Decline it. Mails "declined" with the reason in the applicant's language, and `message` as it is."""
    application = steps.lock(application, Move.DECLINE, seen_version)
    return _decide(application, Move.DECLINE, by=by, message=message, reason=DeclineReason(reason))


@transaction.atomic
def undo(*, application: Application, by: User, seen_version: int | None = None) -> Application:
    """Take back a decision: free its places and put it back into review.

    A decision mail that has not gone out never will. If one has, a correction follows, held back for as long as a
    decision mail is: a new decision within that time carries the correction itself, and the person hears once.
    Raises TooLate when the opportunity has begun, AppliedAgain when the person has another live application.
    """
    application = steps.lock(application, Move.UNDO, seen_version)
    if application.opportunity.has_begun():
        raise TooLate(_("It has begun, so the decision can no longer be undone."))
    steps.require_no_other_live(application)
    application.participations.all().delete()
    application.decided_at = None
    application.reviewer = by
    was_wrongly_told = steps.was_wrongly_told(application)
    application = steps.carry_out(application, Move.UNDO, by=by)
    stopped = outbox.supersede(application=application, kinds=outbox.DECISIONS)
    if was_wrongly_told or (not stopped and steps.was_wrongly_told(application)):
        outbox.queue(application=application, kind=Message.Kind.CORRECTED, delay=steps.decision_delay())
    elif not application.messages.exclude(state=Message.State.SUPERSEDED).exists():
        # It had been accepted at once, and that mail was to be its receipt.
        outbox.queue(application=application, kind=Message.Kind.RECEIVED)
    return application


def can_undo(application: Application) -> bool:
    """Whether a decision stands that can still be taken back."""
    return is_allowed(Move.UNDO, application.state) and not application.opportunity.has_begun()


def moves_for(application: Application) -> list[Move]:
    """What staff can do with it now, in the order of the buttons."""
    staff_moves = (Move.START_REVIEW, Move.ACCEPT, Move.WAITLIST, Move.DECLINE)
    moves = [move for move in staff_moves if is_allowed(move, application.state)]
    return [*moves, Move.UNDO] if can_undo(application) else moves


@transaction.atomic
def confirm(*, application: Application) -> Application:
    """The applicant says that she will come. Confirming twice changes nothing. Raises TooLate after the beginning."""
    application = steps.lock(application)
    if application.state == State.CONFIRMED:
        return application
    steps.require(application, Move.CONFIRM)
    steps.require_not_cancelled(application)
    if application.opportunity.has_begun():
        raise TooLate(_("It has begun already."))
    return steps.carry_out(application, Move.CONFIRM, actor=LogEntry.Actor.APPLICANT)


@transaction.atomic
def withdraw(*, application: Application, by: User | None = None) -> Application:
    """The applicant (or staff for her, `by`) takes it back: its places are free, "withdrawn" is mailed.

    Decision mails and news that wait are stopped. Withdrawing twice changes nothing.
    """
    application = steps.lock(application)
    if application.state == State.WITHDRAWN:
        return application
    steps.require(application, Move.WITHDRAW)
    application.participations.all().delete()
    application = steps.carry_out(
        application, Move.WITHDRAW, by=by, actor=LogEntry.Actor.STAFF if by else LogEntry.Actor.APPLICANT
    )
    outbox.supersede(application=application, kinds=outbox.DECISIONS | outbox.NEWS)
    outbox.queue(application=application, kind=Message.Kind.WITHDRAWN)
    return application


def expire_overdue(at: datetime.datetime | None = None) -> int:
    """Expire what nobody decided before the opportunity ended. Mails "expired". Returns how many there were.

    One transaction each, so that a hundred do not keep an opportunity locked; whatever was decided meanwhile stays,
    and one that fails does not keep the others.
    """
    at = at or timezone.now()
    overdue = (
        Application.objects.filter(state__in=HOPES_FOR_PLACE, opportunity__shifts__isnull=False)
        .exclude(opportunity__shifts__ends_at__gt=at)
        .distinct()
    )
    expired = 0
    for application in overdue:
        try:
            with transaction.atomic():
                locked = steps.lock(application, Move.EXPIRE)
                if not locked.opportunity.is_over(at):  # Staff have put it off meanwhile.
                    continue
                steps.carry_out(locked, Move.EXPIRE)
                outbox.supersede(application=locked, kinds=outbox.DECISIONS)
                outbox.queue(application=locked, kind=Message.Kind.EXPIRED)
                expired += 1
        except MoveNotAllowed:
            continue
        except Exception:
            logger.exception("Application %s could not be expired", application.pk)
    return expired


def _decide(application: Application, move: Move, *, by: User, message: str, reason: str = "") -> Application:
    """Write a decision and its mail. A correction still held back is merged into the mail."""
    application.reviewer = by
    application.decided_at = timezone.now()
    application = steps.carry_out(application, move, by=by, reason=reason, message=message)
    outbox.supersede(application=application, kinds=outbox.DECISIONS)
    outbox.queue(
        application=application,
        kind=DECISION_MAILS[State(application.state)],
        message=message,
        reason=reason,
        delay=steps.decision_delay(),
        is_correction=steps.was_wrongly_told(application),
    )
    return application
