"""Dates as each language writes them."""

import datetime

import pytest
from django import forms
from django.contrib.humanize.templatetags.humanize import intcomma
from django.utils import timezone, translation
from django.utils.formats import date_format, get_format, number_format
from wagtail.admin.localization import get_js_translation_strings
from wagtail.admin.templatetags.wagtailadmin_tags import timesince_simple
from wagtail.admin.widgets import AdminDateInput, AdminDateTimeInput

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


@pytest.mark.parametrize(("language", "number"), [("kk", "12\xa0345"), ("ru", "12\xa0345"), ("en", "12,345")])
def test_long_numbers_are_grouped_where_wagtail_groups_them(language, number):
    with translation.override(language):
        assert intcomma(12345) == number


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_a_field_holds_a_date_as_it_is_written_and_reads_it_again(language):
    with translation.override(language):
        widgets = AdminDateInput(), AdminDateTimeInput()
        shown = [widget.format_value(MOMENT) for widget in widgets]

        assert shown == ["23.11.2026", "23.11.2026 09:05"]
        assert forms.DateField().to_python(shown[0]) == MOMENT.date()
        assert timezone.make_naive(forms.DateTimeField().to_python(shown[1])) == MOMENT


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_the_calendar_of_a_field_begins_with_monday(language):
    with translation.override(language):
        assert AdminDateInput().get_config()["dayOfWeekStart"] == 1


def test_the_months_and_days_of_a_fields_calendar_are_kazakh():
    """Alone over a calendar a month bears a capital; Wagtail's script turns the week about for itself."""
    with translation.override("kk"):
        words = get_js_translation_strings()

    assert words["MONTHS"] == [
        *("Қаңтар", "Ақпан", "Наурыз", "Сәуір", "Мамыр", "Маусым"),
        *("Шілде", "Тамыз", "Қыркүйек", "Қазан", "Қараша", "Желтоқсан"),
    ]
    assert words["WEEKDAYS_SHORT"] == ["Жс", "Дс", "Сс", "Ср", "Бс", "Жм", "Сб"]


@pytest.mark.parametrize(("language", "said"), [("kk", "3 сағат бұрын"), ("ru", "3 часа назад"), ("en", "3 hours ago")])
def test_how_long_ago_is_told(language, said):
    with translation.override(language):
        assert timesince_simple(timezone.now() - datetime.timedelta(hours=3, minutes=5)).replace("\xa0", " ") == said
