"""All that the page of an application shows, read once."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.utils import timezone

from volunteers import rules
from volunteers.domain import applications, outbox
from volunteers.domain.names import role_titles, shift_name
from volunteers.forms.review import DecisionForm
from volunteers.languages import SpokenLanguage
from volunteers.models import Application, Message, Shift
from volunteers.states import AWAITING_DECISION, DeclineReason, Move, is_allowed
from volunteers.views.answers import answers_of, questions_of
from volunteers.views.queue import age_of_majority


@dataclass(frozen=True)
class ShiftChoice:
    """A shift of the opportunity as this application stands to it, with its places at this moment."""

    shift: Shift
    name: str
    is_wished: bool
    is_held: bool
    is_chosen: bool

    @property
    def is_full(self) -> bool:
        return not self.shift.places_left


@dataclass(frozen=True)
class Mail:
    """What undoing would mean for the applicant: the decision's mail can be stopped, or she has it."""

    seconds_left: int | None
    has_gone_out: bool


def sensible_shifts(wished: Iterable[Shift]) -> set[int]:
    """The keys of those wished for that have a place, without any that overlaps an earlier one."""
    chosen: list[Shift] = []
    for shift in wished:
        if shift.places_left and not rules.overlapping([*chosen, shift]):
            chosen.append(shift)
    return {shift.pk for shift in chosen}


def shift_choices(application: Application, places: list[Shift], form: DecisionForm) -> list[ShiftChoice]:
    wished = {shift.pk for shift in application.wished_shifts.all()}
    held = {participation.shift_id for participation in application.participations.all()}
    if form.is_bound:
        chosen = {rules.whole_number(pk) for pk in form.data.getlist("shifts")}
    else:
        chosen = sensible_shifts(shift for shift in places if shift.pk in wished)
    titles = role_titles()
    return [
        ShiftChoice(shift, shift_name(shift, titles), shift.pk in wished, shift.pk in held, shift.pk in chosen)
        for shift in places
    ]


def mail_of_decision(application: Application) -> Mail:
    waiting = (
        application.messages.filter(kind__in=outbox.DECISIONS, state=Message.State.QUEUED)
        .order_by("-created_at")
        .first()
    )
    if waiting is None:
        gone_out = application.messages.filter(kind__in=outbox.DECISIONS, state__in=outbox.GONE_OUT)
        return Mail(None, gone_out.filter(created_at__gte=application.decided_at or application.submitted_at).exists())
    return Mail(max(0, round((waiting.send_after - timezone.now()).total_seconds())), has_gone_out=False)


def describe(application: Application, form: DecisionForm) -> dict[str, Any]:
    opportunity = application.opportunity
    questions = questions_of([opportunity.form])[opportunity.form_id]
    files = list(application.files.all())
    log = list(application.log.select_related("by"))
    reasons = dict(DeclineReason.choices)
    choices = shift_choices(application, form.places, form)
    can_undo = applications.can_undo(application)
    return {
        "application": application,
        "opportunity": opportunity,
        "is_waiting": application.state in AWAITING_DECISION,
        "is_minor": application.age < age_of_majority(),
        "shift_choices": choices,
        "answers": answers_of(application, questions, files),
        "languages_spoken": [dict(SpokenLanguage.choices).get(code, code) for code in application.languages_spoken],
        "consents": application.consents.all(),
        "others": Application.objects.filter(email=application.email)
        .exclude(pk=application.pk)
        .select_related("opportunity")
        .order_by("-submitted_at"),
        "history": [{"entry": entry, "reason": reasons.get(entry.reason, "")} for entry in reversed(log)],
        "mails": application.messages.order_by("-created_at", "-pk"),
        "notes": application.notes.select_related("written_by"),
        "form": form,
        "can_accept": is_allowed(Move.ACCEPT, application.state),
        "can_waitlist": is_allowed(Move.WAITLIST, application.state),
        "can_decline": is_allowed(Move.DECLINE, application.state),
        "can_start_review": is_allowed(Move.START_REVIEW, application.state),
        "can_withdraw": is_allowed(Move.WITHDRAW, application.state),
        "can_undo": can_undo,
        "mail": mail_of_decision(application) if can_undo else None,
        "delay": settings.DECISION_MAIL_DELAY,
    }
