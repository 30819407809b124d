"""Dates as each language writes them."""

import datetime

import pytest
from django.utils import translation
from django.utils.formats import date_format, get_format, number_format

MOMENT = datetime.datetime(2026, 11, 23, 9, 5)  # noqa: DTZ001 - formatting alone


@pytest.mark.parametrize(
    ("language", "date", "moment", "short"),
    [
        ("kk", "2026 жылғы 23 қараша", "2026 жылғы 23 қараша, 09:05", "23.11.2026"),
        ("ru", "23 ноября 2026 г.", "23 ноября 2026 г. 9:05", "23.11.2026"),
        ("en", "23 November 2026", "23 November 2026, 09:05", "23/11/2026"),
    ],
)
def test_dates(language, date, moment, short):
    with translation.override(language):
        assert date_format(MOMENT, "DATE_FORMAT") == date
        assert date_format(MOMENT, "DATETIME_FORMAT") == moment
        assert date_format(MOMENT, "SHORT_DATE_FORMAT") == short
        assert get_format("FIRST_DAY_OF_WEEK") == 1


@pytest.mark.parametrize(
    ("language", "day", "month"),
    [
        ("kk", "23 қараша", "2026 жылғы қараша"),
        ("ru", "23 ноября", "Ноябрь 2026 г."),
        ("en", "23 November", "November 2026"),
    ],
)
def test_days_without_a_year_and_months_without_a_day(language, day, month):
    with translation.override(language):
        assert date_format(MOMENT, "MONTH_DAY_FORMAT") == day
        assert date_format(MOMENT, "YEAR_MONTH_FORMAT") == month


def test_kazakh_numbers_have_a_decimal_comma():
    with translation.override("kk"):
        assert number_format(1234.5, decimal_pos=1) == "1234,5"
