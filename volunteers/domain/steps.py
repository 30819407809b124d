"""The steps that the moves of an application share. Each runs inside the transaction of a move."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from typing import TYPE_CHECKING

from django.conf import settings
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from volunteers import rules
from volunteers.domain import opportunities, outbox
from volunteers.domain.errors import (
    AppliedAgain,
    MoveNotAllowed,
    NoPlacesLeft,
    NoShiftChosen,
    ShiftsOverlap,
    SomebodyWasFaster,
)
from volunteers.models import Application, LogEntry, Message, Participation, Shift
from volunteers.states import TRANSITIONS, Move, State, is_allowed

if TYPE_CHECKING:
    from django.contrib.auth.models import User


def lock(application: Application, move: Move | None = None, seen_version: int | None = None) -> Application:
    """The application as it is now, locked after its opportunity: always in this order, so that none wait in a ring."""
    opportunity = opportunities.lock(application.opportunity_id)
    locked = Application.objects.select_for_update().get(pk=application.pk)
    locked.opportunity = opportunity
    if seen_version is not None and locked.version != seen_version:
        raise _faster(locked)
    if move is not None:
        require(locked, move)
    return locked


def _faster(application: Application) -> SomebodyWasFaster:
    last = application.log.select_related("by").order_by("at", "pk").last()
    who = last.by.get_full_name() or last.by.get_username() if last and last.by else _("Somebody")
    text = _("{who} was faster: this application is now “{state}”. Nothing was changed.")
    return SomebodyWasFaster(format_lazy(text, who=who, state=State(application.state).label))


def require(application: Application, move: Move) -> None:
    if not is_allowed(move, application.state):
        text = _("This cannot be done to an application that is “{state}”.")
        raise MoveNotAllowed(format_lazy(text, state=State(application.state).label))


def require_not_cancelled(application: Application) -> None:
    if application.opportunity.cancelled_at:
        raise MoveNotAllowed(_("The opportunity has been cancelled."))


def carry_out(
    application: Application,
    move: Move,
    *,
    by: User | None = None,
    actor: LogEntry.Actor | None = None,
    reason: str = "",
    message: str = "",
) -> Application:
    """Write the new state and its log row. The application is locked and its move allowed."""
    before, after = application.state, TRANSITIONS[move][1]
    application.state = after
    application.version += 1
    application.save(update_fields=["state", "version", "reviewer", "decided_at"])
    actor = actor or (LogEntry.Actor.STAFF if by else LogEntry.Actor.SYSTEM)
    log(application, move, before, after, actor=actor, by=by, reason=reason, message=message)
    return application


def log(
    application: Application,
    move: Move,
    before: str,
    after: State,
    *,
    actor: LogEntry.Actor,
    by: User | None = None,
    reason: str = "",
    message: str = "",
) -> None:
    LogEntry.objects.create(
        application=application,
        move=move,
        from_state=before,
        to_state=after,
        actor=actor,
        by=by,
        reason=reason,
        message=message,
    )


def chosen_shifts(application: Application, shifts: Sequence[Shift] | None) -> list[Shift]:
    """`shifts`, or those wished for, read anew with their places; all of this opportunity, free and apart in time."""
    wanted = {shift.pk for shift in (application.wished_shifts.all() if shifts is None else shifts)}
    places = application.opportunity.places()
    chosen = [shift for shift in places if shift.pk in wanted]
    if places and not chosen:
        raise NoShiftChosen(_("Choose at least one shift."))
    if full := [shift for shift in chosen if not shift.places_left]:
        raise NoPlacesLeft(full)
    if clashes := rules.overlapping(chosen):
        raise ShiftsOverlap(clashes[0])
    return chosen


def hold(application: Application, shifts: Sequence[Shift]) -> None:
    for shift in shifts:  # One by one: rows made in bulk tell nobody of themselves.
        Participation.objects.create(application=application, shift=shift)


def was_wrongly_told(application: Application) -> bool:
    """Whether the last decision that reached the applicant has been undone, and nothing has told her so yet."""
    told = (
        application.messages.filter(kind__in=outbox.DECISIONS, state__in=outbox.GONE_OUT)
        .order_by("created_at", "pk")
        .last()
    )
    if told is None or told.kind == Message.Kind.CORRECTED:
        return False
    return application.log.filter(move=Move.UNDO, at__gte=told.created_at).exists()


def require_no_other_live(application: Application) -> None:
    others = Application.objects.filter(opportunity=application.opportunity, email=application.email).live()
    if other := others.exclude(pk=application.pk).first():
        text = _("This person has applied again meanwhile: {number}. Decide on that application.")
        raise AppliedAgain(format_lazy(text, number=other.number))


def decision_delay() -> datetime.timedelta:
    return datetime.timedelta(seconds=settings.DECISION_MAIL_DELAY)
