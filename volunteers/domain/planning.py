"""Opportunities made with an event, like last year's, and moved with it."""

from __future__ import annotations

import datetime
import logging
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone
from wagtail.log_actions import log

from volunteers.domain import opportunities
from volunteers.models import ApplicationForm, Opportunity, Role, Shift

if TYPE_CHECKING:
    from django.contrib.auth.models import User

logger = logging.getLogger(__name__)

# What a copy has from its model. Not its code, not its dates, and not that it was called off.
KEPT = ("kind", "mode", "has_waiting_list", "minimum_age")


@dataclass(frozen=True)
class PlannedShift:
    role: Role
    starts_at: datetime.datetime
    ends_at: datetime.datetime
    places: int


def moved(at: datetime.datetime, later_by: datetime.timedelta) -> datetime.datetime:
    """`later_by` on the clock in Astana: nine in the morning stays nine, whatever the clocks have been put to since."""
    wall = timezone.make_naive(at, timezone.get_default_timezone())
    return timezone.make_aware(wall + later_by, timezone.get_default_timezone())


def clock_difference(before: datetime.datetime, after: datetime.datetime) -> datetime.timedelta:
    """How much later `after` is on the clock in Astana: what `moved` takes."""
    zone = timezone.get_default_timezone()
    return timezone.make_naive(after, zone) - timezone.make_naive(before, zone)


def free_code(wish: str) -> str:
    """`wish`, shortened to fit and with a number where it is taken."""
    stem = wish[:44].strip("-") or "opportunity"
    taken = set(Opportunity.objects.filter(code__startswith=stem).values_list("code", flat=True))
    number = 2
    code = stem
    while code in taken:
        code = f"{stem}-{number}"
        number += 1
    return code


@transaction.atomic
def create(
    *,
    code: str,
    name: str,
    opens_at: datetime.datetime,
    closes_at: datetime.datetime | None,
    form: ApplicationForm,
    shifts: Sequence[PlannedShift],
    by: User,
    like: Opportunity | None = None,
) -> Opportunity:
    """A new opportunity with its shifts, logged. What is not given is as in `like`, else as for any event.

    Nobody has applied for it, whoever has applied for `like`.
    """
    opportunity = Opportunity(code=code, name=name, opens_at=opens_at, closes_at=closes_at, form=form)
    for field in KEPT if like else ():
        setattr(opportunity, field, getattr(like, field))
    opportunity.save()
    for planned in shifts:
        Shift.objects.create(
            opportunity=opportunity,
            role=planned.role,
            starts_at=planned.starts_at,
            ends_at=planned.ends_at,
            places=planned.places,
        )
    log(instance=opportunity, action="wagtail.create", user=by, content_changed=True)
    return opportunity


def moved_shifts(opportunity: Opportunity, later_by: datetime.timedelta) -> list[PlannedShift]:
    """Its shifts with their roles and places, for one like it."""
    return [
        PlannedShift(shift.role, moved(shift.starts_at, later_by), moved(shift.ends_at, later_by), shift.places)
        for shift in opportunity.shifts.select_related("role").order_by("starts_at", "ends_at", "pk")
    ]


@transaction.atomic
def move(*, opportunity: Opportunity, later_by: datetime.timedelta, by: User | None) -> None:
    """Its shifts, with everybody who holds a place in them, and the end of applications, `later_by`.

    Applications stay as they are, and nobody is written to: that is told with what it was moved for.
    """
    locked = opportunities.lock(opportunity.pk)
    for shift in locked.shifts.all():
        shift.starts_at, shift.ends_at = moved(shift.starts_at, later_by), moved(shift.ends_at, later_by)
        shift.save(update_fields=["starts_at", "ends_at"])
    if locked.closes_at and (closes_at := moved(locked.closes_at, later_by)) > locked.opens_at:
        locked.closes_at = closes_at
        locked.save(update_fields=["closes_at"])
    logger.info("Opportunity %s moved by %s, by %s", locked.code, later_by, by)
