"""Who may apply, when, and how it is said."""

import datetime

import pytest
import time_machine
from django.db import IntegrityError, transaction
from django.utils import timezone, translation

from tests.volunteers.factories import DAY, HOUR, make_application, make_opportunity, make_reviewer
from volunteers.domain import applications, opportunities
from volunteers.models import Opportunity, Shift

pytestmark = pytest.mark.django_db
MOMENT = datetime.timedelta(microseconds=1)


def codes(opportunity, **options) -> list[str]:
    return [refusal.code for refusal in opportunities.why_cannot_apply(opportunity, **options)]


def test_it_opens_and_closes_to_the_moment():
    now = timezone.now()
    opportunity = make_opportunity(opens_at=now + DAY, closes_at=now + 2 * DAY)
    assert codes(opportunity, at=now + DAY - MOMENT) == ["not_yet_open"]
    assert codes(opportunity, at=now + DAY) == []
    assert codes(opportunity, at=now + 2 * DAY - MOMENT) == []
    assert codes(opportunity, at=now + 2 * DAY) == ["closed"]


def test_without_a_closing_time_it_closes_when_its_last_shift_ends():
    opportunity = make_opportunity(places=(3, 3))
    assert codes(opportunity, at=opportunity.ends_at - MOMENT) == []
    assert codes(opportunity, at=opportunity.ends_at) == ["closed"]


def test_without_shifts_it_stays_open():
    opportunity = make_opportunity(places=(), kind=Opportunity.Kind.GENERAL)
    assert codes(opportunity, at=timezone.now() + 400 * DAY) == []


def test_full_is_a_refusal_only_without_a_waiting_list():
    opportunity = make_opportunity(places=(1,))
    applications.accept(application=make_application(opportunity), by=make_reviewer())
    assert codes(opportunity) == []
    opportunity.has_waiting_list = False
    assert codes(opportunity) == ["full"]


@pytest.mark.parametrize(("days_short", "refusals"), [(0, []), (1, ["too_young"])])
def test_the_minimum_age_counts_on_the_first_day(days_short, refusals):
    opportunity = make_opportunity(minimum_age=14)
    first_day = timezone.localdate(opportunity.begins_at)
    with time_machine.travel(opportunity.begins_at - DAY):
        birth_date = first_day.replace(year=first_day.year - 14) + datetime.timedelta(days=days_short)
        assert codes(opportunity, birth_date=birth_date) == refusals


def test_every_reason_is_told_at_once():
    opportunity = make_opportunity(minimum_age=18, closes_at=timezone.now() - HOUR)
    opportunities.cancel(opportunity=opportunity, by=None)
    child = timezone.localdate() - 3650 * DAY
    assert codes(opportunity, birth_date=child) == ["cancelled", "closed", "too_young"]


def test_cancelling_and_reinstating_are_each_done_once():
    opportunity = make_opportunity()
    opportunities.cancel(opportunity=opportunity, by=None)
    cancelled_at = Opportunity.objects.get(pk=opportunity.pk).cancelled_at
    opportunities.cancel(opportunity=opportunity, by=None)
    assert Opportunity.objects.get(pk=opportunity.pk).cancelled_at == cancelled_at
    opportunities.reinstate(opportunity=opportunity, by=None)
    assert codes(opportunity) == []


def test_a_refusal_speaks_the_readers_language_and_her_dates():
    opens_at = datetime.datetime(2026, 12, 31, 19, 30, tzinfo=datetime.UTC)  # Already the new year in Almaty.
    opportunity = make_opportunity(opens_at=opens_at, begins_in=400 * DAY)
    [refusal] = opportunities.why_cannot_apply(opportunity, at=opens_at - HOUR)
    with translation.override("kk"):
        assert "2027 жылғы 1 қаңтар, 00:30" in str(refusal.message)
    with translation.override("ru"):
        assert "1 января 2027" in str(refusal.message)


def test_open_opportunities_are_those_that_take_applications():
    now = timezone.now()
    open_one = make_opportunity()
    make_opportunity(opens_at=now + DAY)
    make_opportunity(opens_at=now - 2 * DAY, closes_at=now - DAY)
    opportunities.cancel(opportunity=make_opportunity(), by=None)
    assert list(Opportunity.objects.open()) == [open_one]


@pytest.mark.parametrize("has_waiting_list", [True, False])
@pytest.mark.parametrize("places", [(), (1,), (1, 1)])
@pytest.mark.parametrize("days", [0, 10.5, 20])
def test_the_list_of_those_taking_applications_agrees_with_what_an_applicant_is_told(has_waiting_list, places, days):
    opportunity = make_opportunity(places=places, has_waiting_list=has_waiting_list)
    if places:
        first = list(opportunity.shifts.all())[:1]
        applications.accept(application=make_application(opportunity, shifts=first), by=make_reviewer())
    at = timezone.now() + days * DAY
    with time_machine.travel(at, tick=False):
        listed = Opportunity.objects.taking_applications().filter(pk=opportunity.pk).exists()
        assert listed == (codes(Opportunity.objects.get(pk=opportunity.pk)) == [])


@pytest.mark.parametrize(
    "broken",
    [
        lambda: make_opportunity(opens_at=timezone.now(), closes_at=timezone.now() - DAY),
        lambda: Shift.objects.update(ends_at=timezone.now() - 9 * DAY),
        lambda: Shift.objects.update(places=0),
    ],
)
def test_the_database_refuses_impossible_times_and_places(broken):
    make_opportunity()
    with pytest.raises(IntegrityError), transaction.atomic():
        broken()


def test_places_are_counted_once_for_all_languages():
    opportunity = make_opportunity(places=(3,))
    reviewer = make_reviewer()
    for language in ("kk", "ru", "en"):
        applications.accept(application=make_application(opportunity, language=language), by=reviewer)
    [shift] = opportunity.places()
    assert (shift.held, shift.places_left) == (3, 0)
