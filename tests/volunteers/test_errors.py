"""What the domain refuses is told in the language of whoever reads it, the names in it too."""

import datetime
from zoneinfo import ZoneInfo

import pytest
from django.utils import translation
from wagtail.models import Locale

from tests.volunteers.factories import HOUR, make_opportunity
from volunteers.domain.errors import DomainError, NoPlacesLeft, ShiftsOverlap
from volunteers.models import Shift

pytestmark = pytest.mark.django_db


@pytest.fixture
def shifts() -> list[Shift]:
    opportunity = make_opportunity(places=(1, 1))
    for language, title in (("ru", "Гид"), ("en", "Guide")):
        role = opportunity.shifts.first().role.copy_for_translation(
            Locale.objects.get_or_create(language_code=language)[0]
        )
        role.title, role.live = title, True
        role.save()
    shifts = list(opportunity.shifts.all())
    for shift in shifts:
        shift.starts_at = datetime.datetime(2027, 3, 21, 10, tzinfo=ZoneInfo("Asia/Almaty"))
        shift.ends_at = shift.starts_at + 2 * HOUR
    return shifts


@pytest.mark.parametrize("error", [NoPlacesLeft, ShiftsOverlap])
@pytest.mark.parametrize(
    ("language", "name"),
    [("kk", "Жолбасшы: 21.03.2027"), ("ru", "Гид: 21.03.2027"), ("en", "Guide: 21/03/2027")],
)
def test_shifts_are_named_in_the_reader_s_language(shifts, error, language, name):
    with translation.override("kk"):
        raised: DomainError = error(shifts)
    with translation.override(language):
        assert str(raised.message).count(f"{name}, 10:00–12:00") == 2
