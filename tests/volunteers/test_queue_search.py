"""Finding an application by what a person on the telephone says."""

import pytest

from tests.volunteers.factories import GUARDIAN, make_application
from volunteers.models import Application
from volunteers.rules import search_terms, searchable

pytestmark = pytest.mark.django_db


def test_searchable_folds_case_letters_and_marks():
    assert searchable("  ӘБДІ-Қадыр\u00a0«Ұлы» (Ёлкин)") == "абдикадыр улы елкин"
    assert searchable("Aq.Bota@Example.KZ") == "aq.bota@example.kz"


def test_search_terms_takes_a_telephone_number_however_it_is_written():
    assert search_terms("8 (701) 000-00-01") == [("87010000001", "77010000001")]
    assert search_terms("+7 701 000 00 01") == [("77010000001",)]
    assert search_terms("701") == [("701",)]
    assert search_terms("\x00 '") == []


@pytest.fixture
def people():
    return {
        "kk": make_application(surname="Өтеғұлова", first_name="Іңкәр", email="inkar@example.kz", phone="+77015550101"),
        "ru": make_application(
            surname="Алёшина-Ким", first_name="Софья", email="kim_s@example.kz", phone="+77025550202"
        ),
        "child": make_application(
            surname="Серік", first_name="Дана", email="dana@example.kz", phone="+77035550303", **GUARDIAN
        ),
    }


@pytest.mark.parametrize(
    ("query", "who"),
    [
        ("өтеғұлова", {"kk"}),
        ("ӨТЕҒҰЛОВА іңкәр", {"kk"}),
        ("отегулова инкар", {"kk"}),
        ("алешина", {"ru"}),
        ("Алёшина-Ким", {"ru"}),
        ("Алёшинаким софья", {"ru"}),
        ("KIM_S@example", {"ru"}),
        ("8 701 555 01", {"kk"}),
        ("+7 (702) 555-02-02", {"ru"}),
        ("5550303", {"child"}),
        ("әсем", {"child"}),
        ("8 701 000 00 02", {"child"}),
        ("example.kz", {"kk", "ru", "child"}),
        ("софья дана", set()),
        ("dan_", set()),
    ],
)
def test_search_finds(people, query, who):
    names = {application.pk: name for name, application in people.items()}

    found = {names[pk] for pk in Application.objects.search(query).values_list("pk", flat=True)}

    assert found == who


def test_search_finds_a_number_without_its_dash_and_in_small_letters(people):
    number = people["ru"].number

    for typed in (number, number.lower(), number.replace("-", ""), number[3:]):
        assert [found.pk for found in Application.objects.search(typed)] == [people["ru"].pk]
