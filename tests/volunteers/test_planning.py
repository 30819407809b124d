"""Opportunities that are made like another, and moved with their event."""

import datetime

import pytest
from django.utils import timezone
from wagtail.models import ModelLogEntry

from tests.events.factories import local
from tests.volunteers.factories import DAY, make_application, make_opportunity, make_reviewer
from volunteers.domain import applications, opportunities, planning
from volunteers.models import Opportunity

pytestmark = pytest.mark.django_db


def test_a_copy_has_the_shifts_and_the_rules_and_none_of_what_came_after():
    opportunity = make_opportunity(places=(3, 5), mode="automatic", minimum_age=16, closes_at=timezone.now() + DAY)
    make_application(opportunity)
    opportunities.cancel(opportunity=opportunity, by=None)
    editor = make_reviewer()

    copied = planning.create(
        code="nauryz-2027",
        name="Наурыз",
        opens_at=timezone.now(),
        closes_at=None,
        form=opportunity.form,
        shifts=planning.moved_shifts(opportunity, 364 * DAY),
        by=editor,
        like=opportunity,
    )

    copied = Opportunity.objects.get(pk=copied.pk)
    assert (copied.code, copied.name, copied.mode, copied.minimum_age) == ("nauryz-2027", "Наурыз", "automatic", 16)
    assert (copied.form, copied.cancelled_at, copied.applications.count()) == (opportunity.form, None, 0)
    assert [(shift.role, shift.starts_at, shift.places) for shift in copied.shifts.all()] == [
        (shift.role, planning.moved(shift.starts_at, 364 * DAY), shift.places) for shift in opportunity.shifts.all()
    ]
    assert ModelLogEntry.objects.for_instance(copied).get(action="wagtail.create").user == editor


def test_moving_keeps_the_time_of_day_over_the_change_of_zone():
    """On 1 March 2024 the clocks in Astana went from +06 to +05."""
    before = local(2024, 2, 20, 9)

    after = planning.moved(before, 20 * DAY)

    assert after == local(2024, 3, 11, 9)
    # Within one zone Python counts by the clock.
    elapsed = after.astimezone(datetime.UTC) - before.astimezone(datetime.UTC)
    assert elapsed == 20 * DAY + datetime.timedelta(hours=1)
    assert planning.clock_difference(before, after) == 20 * DAY


def test_a_code_that_is_taken_gets_a_number():
    make_opportunity(code="nauryz")
    make_opportunity(code="nauryz-2")

    assert [planning.free_code(wish) for wish in ("nauryz", "qazan", "")] == ["nauryz-3", "qazan", "opportunity"]
    assert len(planning.free_code("a" * 90)) == 44


def test_moving_takes_the_people_along():
    opportunity = make_opportunity(closes_at=timezone.now() + 5 * DAY)
    application = make_application(opportunity)
    applications.accept(application=application, by=make_reviewer())
    shift = opportunity.shifts.get()

    planning.move(opportunity=opportunity, later_by=7 * DAY, by=None)

    moved = opportunity.shifts.get()
    assert (moved.pk, moved.starts_at) == (shift.pk, planning.moved(shift.starts_at, 7 * DAY))
    assert [participation.application for participation in moved.participations.all()] == [application]
    assert Opportunity.objects.get().closes_at == planning.moved(opportunity.closes_at, 7 * DAY)


def test_moving_back_never_closes_before_it_opened():
    opportunity = make_opportunity(closes_at=timezone.now() + DAY)

    planning.move(opportunity=opportunity, later_by=-5 * DAY, by=None)

    assert Opportunity.objects.get().closes_at == opportunity.closes_at
