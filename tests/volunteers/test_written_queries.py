"""A query that is written once answers as it would if it were written each time."""

import datetime
import uuid
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection
from django.db.models import Count, Q
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.models import Locale

from tests.volunteers import factories
from volunteers.models import Opportunity, Role, Shift
from volunteers.written_queries import written_once

pytestmark = pytest.mark.django_db


@written_once
def with_code(code):
    return Opportunity.objects.filter(code=code)


@written_once
def with_codes(codes):
    return Opportunity.objects.filter(code__in=codes).order_by("code")


@written_once
def open_at(at):
    return Opportunity.objects.open(at)


def test_it_answers_for_the_values_that_it_is_asked_with():
    first, second = factories.make_opportunity(), factories.make_opportunity()

    assert (with_code(first.code), with_code(second.code), with_code("none")) == ([first], [second], [])


def test_it_answers_with_what_is_there_at_that_moment():
    assert with_code("later") == []

    later = factories.make_opportunity(code="later", name="Before")
    assert with_code("later")[0].name == "Before"

    Opportunity.objects.filter(pk=later.pk).update(name="After")
    assert with_code("later")[0].name == "After"


def test_it_is_put_together_once_for_each_number_of_values():
    wordings = []

    @written_once
    def with_any(codes, name):
        wordings.append((len(codes), name is None))
        return Opportunity.objects.filter(Q(code__in=codes) if name is None else Q(code__in=codes, name=name))

    for code in ("a", "b"):
        with_any([code], None)
        with_any([code, "c"], None)
        with_any([code], "d")

    assert wordings == [(1, True), (2, True), (1, False)]


def test_a_choice_decides_how_it_reads():
    @written_once
    def soonest(opportunity_id, *, most):
        return Shift.objects.filter(opportunity=opportunity_id).order_by("starts_at")[:most]

    opportunity = factories.make_opportunity(places=(1, 2, 3))

    asked = [[shift.places for shift in soonest(opportunity.pk, most=most)] for most in (1, 2, 1)]
    assert asked == [[1], [1, 2], [1]]


def test_a_list_may_be_of_any_length():
    rows = [factories.make_opportunity(code=code) for code in ("a", "b", "c")]

    assert with_codes(["c", "a"]) == [rows[0], rows[2]]
    assert with_codes(["a", "b", "c"]) == rows
    assert (with_codes([]), with_codes([None, "b"])) == ([], [rows[1]])


@pytest.mark.parametrize(
    ("field", "value", "other"),
    [
        ("translation_key", uuid.UUID(int=5), uuid.UUID(int=6)),
        ("live", False, True),
        ("title", "100 % _\\ 'Ә'", "100 percent"),
        ("first_published_at", datetime.datetime(2026, 11, 26, tzinfo=datetime.UTC), timezone.now()),
        ("pk", 3_000_000_000, 7),
    ],
)
def test_it_takes_values_of_all_kinds(field, value, other):
    @written_once
    def with_value(value):
        return Role.objects.filter(**{field: value})

    role = factories.make_role(**{field: value})
    factories.make_role(**{field: other})

    assert with_value(value) == [role]


def test_a_part_of_a_text_is_looked_for_as_it_stands():
    @written_once
    def beginning_with(text):
        return Role.objects.filter(title__startswith=text)

    role = factories.make_role(title="50% of_it")
    factories.make_role(title="50 of it")

    assert (beginning_with("50% of_"), beginning_with("50%_")) == ([role], [])


def test_rows_come_with_all_that_the_query_fetches():
    @written_once
    def places(opportunity_id):
        shifts = Shift.objects.filter(opportunity=opportunity_id).annotate(held=Count("participations"))
        return shifts.select_related("role__locale").defer("places").prefetch_related("participations")

    opportunity = factories.make_opportunity(places=(4, 5))
    places(opportunity.pk)

    with CaptureQueriesContext(
        connection,
    ) as queries:
        shifts = places(opportunity.pk)
        shown = [(shift.held, shift.role.locale.language_code, list(shift.participations.all())) for shift in shifts]
    assert shown == [(0, "kk", []), (0, "kk", [])]
    assert len(queries) == 2
    assert [shift.get_deferred_fields() for shift in shifts] == [{"places"}, {"places"}]


def test_a_moment_is_taken_from_the_caller():
    opportunity = factories.make_opportunity()
    now = timezone.now()

    assert open_at(now) == [opportunity]
    assert open_at(now - datetime.timedelta(days=2)) == []


@pytest.mark.django_db(transaction=True)
def test_threads_get_each_its_own_answer():
    codes = ["kk", "ru", "en"]
    for code in codes:
        Locale.objects.get_or_create(language_code=code)

    @written_once
    def in_language(code):
        return Locale.objects.filter(language_code=code)

    def ask(code):
        try:
            return {locale.language_code for _ in range(50) for locale in in_language(code)}
        finally:
            connection.close()

    with ThreadPoolExecutor(3) as pool:
        assert list(pool.map(ask, codes)) == [{code} for code in codes]
