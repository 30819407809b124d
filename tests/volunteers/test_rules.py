import datetime
from dataclasses import dataclass

import pytest

from volunteers import rules

DATE = datetime.date


@pytest.mark.parametrize(
    ("born", "day", "age"),
    [
        (DATE(2008, 11, 24), DATE(2026, 11, 23), 17),
        (DATE(2008, 11, 24), DATE(2026, 11, 24), 18),
        (DATE(2008, 2, 29), DATE(2026, 2, 28), 17),
        (DATE(2008, 2, 29), DATE(2026, 3, 1), 18),
        (DATE(2008, 2, 29), DATE(2028, 2, 29), 20),
        (DATE(2008, 12, 31), DATE(2027, 1, 1), 18),
    ],
)
def test_age_on(born, day, age):
    assert rules.age_on(born, day) == age


@pytest.mark.parametrize("day", [DATE(2026, 11, 24), DATE(2028, 2, 29), DATE(2027, 3, 1), DATE(2027, 1, 1)])
def test_latest_birth_date_agrees_with_age_on(day):
    last = rules.latest_birth_date(18, day)
    assert rules.age_on(last, day) == 18
    assert rules.age_on(last + datetime.timedelta(days=1), day) == 17


@dataclass
class Span:
    starts_at: datetime.datetime
    ends_at: datetime.datetime


def span(start, end):
    return Span(datetime.datetime(2026, 1, 1, start), datetime.datetime(2026, 1, 1, end))  # noqa: DTZ001 - a day's hours


@pytest.mark.parametrize(
    ("spans", "clashes"),
    [
        ([], 0),
        ([(9, 11), (11, 13)], 0),
        ([(9, 12), (11, 13)], 1),
        ([(9, 18), (10, 11), (12, 13)], 2),
        ([(9, 10), (9, 10)], 1),
    ],
)
def test_overlapping(spans, clashes):
    assert len(rules.overlapping([span(*hours) for hours in spans])) == clashes


def test_one_mailbox_has_one_spelling():
    assert rules.normalise_email("  Aisulu@Example.KZ ") == "aisulu@example.kz"


@pytest.mark.parametrize(("email", "masked"), [("aisulu@example.kz", "a•••@example.kz"), ("", "•••@")])
def test_masked_email(email, masked):
    assert rules.masked_email(email) == masked


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("0", 0),
        ("17", 17),
        ("9" * 18, 10**18 - 1),
        ("9" * 19, None),
        ("9" * 5000, None),
        ("-1", None),
        ("٣", None),
        ("", None),
    ],
)
def test_whole_number_is_one_that_a_database_can_hold(text, number):
    assert rules.whole_number(text) == number
