"""A published event is moved, put off, called off or held after all: who has to be told, and telling them.

Readers, calendars and feeds see whatever is published. Those who have applied are written to when an editor says so.
What they know of an event stands in its `told_plan`: what differs from it and is published is what they have yet to be
told, however it came to be published. So nobody is told twice, and what came back to where it was is not told at all.
"""

from __future__ import annotations

import datetime
from collections.abc import Collection
from dataclasses import asdict, dataclass, replace
from functools import cached_property

from django.conf import settings
from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction
from django.utils import timezone
from django.utils.translation import override
from wagtail.log_actions import log
from wagtail.models import Revision, TaskState

from events.models import ChangeNotice, Decision, EventPage
from events.plans import Plan
from home.synchronisation import source_of
from volunteers.domain import news, planning
from volunteers.domain.letters import Occasion
from volunteers.models import Application, Message, Opportunity
from volunteers.states import LIVE

Kind = Message.Kind
Status = EventPage.Status
TOLD = "events.tell"


@dataclass(frozen=True)
class Change:
    kind: Kind
    before: Plan
    after: Plan

    @property
    def later_by(self) -> datetime.timedelta:
        return planning.clock_difference(self.before.starts_at, self.after.starts_at)

    @cached_property
    def is_in_time(self) -> bool:
        return not self.before.is_at_the_same_time_as(self.after)

    @cached_property
    def is_in_place(self) -> bool:
        return not self.before.is_where(self.after)


def change_to(page: EventPage) -> Change | None:
    """What those who have applied would have to be told if `page` is published as it is; None for nothing.

    Of an event that was over by what they know, nothing: that is a correction of what has been. Nor of an alias: its
    source tells.
    """
    if page.alias_of_id is not None:
        return None
    before, after = Plan.from_json(page.told_plan), Plan.of(page)
    if before is None or before.ends_at <= timezone.now() or source_of(page) not in (page, None):
        return None
    kind = _kind_of(before, after)
    return Change(kind, before, after) if kind else None


def _kind_of(before: Plan, after: Plan) -> Kind | None:
    if after.status != before.status:
        return {
            Status.CANCELLED: Kind.EVENT_CANCELLED,
            Status.POSTPONED: Kind.EVENT_POSTPONED,
            Status.SCHEDULED: Kind.EVENT_REINSTATED,
        }[Status(after.status)]
    # Of what is off or has no date as yet, another date is no news.
    return Kind.EVENT_MOVED if after.status == Status.SCHEDULED and not after.is_as(before) else None


def opportunities_of(page: EventPage) -> list[Opportunity]:
    """Those that its public version embeds, and those that this one does: a form taken away had applicants too."""
    found = {opportunity.pk: opportunity for opportunity in [*page.opportunities.all(), *page.embedded_opportunities()]}
    return list(found.values())


def shifts_can_follow(change: Change, opportunities: Collection[Opportunity]) -> bool:
    """Whether shifts stand where the event stood, so that they would have to be moved with it."""
    if change.after.status != Status.SCHEDULED or not change.later_by:
        return False
    first, last = change.before.days
    begins = [timezone.localdate(shift.starts_at) for each in opportunities for shift in each.shifts.all()]
    return any(first <= day <= last for day in begins)


@transaction.atomic
def publish(*, revision: Revision, decision: Decision, by: AbstractBaseUser) -> int | None:
    """Publish the revision, or have it published at its time, and tell those who have applied as decided here.

    Returns how many were written to; None where nobody was: the revision waits for its time, or is no news any more.
    """
    notice = _decide(revision, decision, by)
    revision.publish(user=by)
    notice.refresh_from_db()
    return notice.mailed_to


@transaction.atomic
def approve(*, task_state: TaskState, decision: Decision, comment: str, by: AbstractBaseUser) -> int | None:
    """Approve of what waits for moderation, and so publish it; returns as `publish` does."""
    notice = _decide(task_state.workflow_state.content_object.get_latest_revision(), decision, by)
    task_state.task.specific.on_action(task_state, by, "approve", comment=comment)
    notice.refresh_from_db()
    return notice.mailed_to


def _decide(revision: Revision, decision: Decision, by: AbstractBaseUser) -> ChangeNotice:
    taken = {**asdict(decision), "decided_by": by, "decided_at": timezone.now()}
    return ChangeNotice.objects.update_or_create(revision=revision, defaults=taken)[0]


def settle(page: EventPage, *, revision: Revision | None, opportunities: Collection[Opportunity]) -> None:
    """Call when `page`, the source, has been published. Does what was decided for the revision.

    Where nothing was, and somebody has applied, the change stays untold: `untold` finds it.
    """
    with transaction.atomic():
        locked = EventPage.objects.select_for_update().get(pk=page.pk)
        if locked.told_plan is None:
            _remember(locked)
            return
        change = change_to(locked)
        if change is None:
            return
        notice = ChangeNotice.objects.filter(revision=revision).select_related("decided_by").first()
        if notice is None and news.concerned(opportunities):
            return
        decision = notice.decision if notice else Decision()
        number = _tell(locked, change, opportunities, decision, by=notice.decided_by if notice else None)
        if notice:
            notice.mailed_to = number
            notice.save(update_fields=["mailed_to"])


@transaction.atomic
def tell(*, page: EventPage, decision: Decision, by: AbstractBaseUser) -> int:
    """Of what was published undecided. Returns how many were written to; 0 where somebody else has just seen to it."""
    locked = EventPage.objects.select_for_update().get(pk=page.pk)
    change = change_to(locked)
    return _tell(locked, change, opportunities_of(locked), decision, by=by) if change else 0


def _tell(
    page: EventPage,
    change: Change,
    opportunities: Collection[Opportunity],
    decision: Decision,
    *,
    by: AbstractBaseUser | None,
) -> int:
    if decision.moves_shifts:
        for opportunity in opportunities:
            planning.move(opportunity=opportunity, later_by=change.later_by, by=by)
    number = 0
    if decision.is_mailed:
        number = news.tell(
            opportunities=opportunities, kind=change.kind, occasions=_occasions(change), words=decision.words
        )
    _remember(page)
    log(instance=page, action=TOLD, user=by, data={"kind": change.kind, "number": number})
    return number


def _remember(page: EventPage) -> None:
    # By the queryset: nothing that is shown has changed, and saving would count as a change.
    EventPage.objects.filter(pk=page.pk).update(told_plan=Plan.of(page).to_json())


def _occasions(change: Change) -> dict[str, Occasion]:
    """By language, in the site's time zone, whoever acts and wherever."""
    found = {}
    for language, _name in settings.LANGUAGES:
        with override(language), timezone.override(None):
            # Copies: a plan remembers its place in the language in which it was asked first.
            before, after = replace(change.before), replace(change.after)
            found[language] = Occasion(
                time=after.time_in_words,
                place=after.place_in_words,
                former_time=before.time_in_words if change.is_in_time else "",
                former_place=before.place_in_words if change.is_in_place else "",
            )
    return found


def untold() -> list[EventPage]:
    """Published events that have changed and of which an editor has yet to decide whether to write to anybody."""
    live = Application.objects.filter(state__in=LIVE).values("opportunity")
    pages = EventPage.objects.live().filter(told_plan__isnull=False, sequence__gt=0)
    pages = pages.filter(pk__in=EventPage.objects.filter(opportunities__in=live).values("pk")).order_by("starts_at")
    return [page for page in pages if change_to(page)]
