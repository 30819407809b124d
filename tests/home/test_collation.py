import random
from unicodedata import normalize

import pytest

from home.collation import ALPHABET, kazakh_key

# As ICU's kk-x-icu has them; by code points the letters of Kazakh alone would come last.
CITIES = [
    "Ақтау", "Алматы", "Астана", "Атырау", "Әйтеке би", "Байқоңыр", "Ғабит Мүсірепов", "Екібастұз", "Жезқазған",
    "Көкшетау", "Қарағанды", "Қонаев", "Қостанай", "Қызылорда", "Орал", "Өскемен", "Павлодар", "Тараз", "Ұлытау",
    "Үржар", "Хромтау", "Шымкент", "Ыстықкөл", "Іле", "Almaty", "Astana",
]  # fmt: skip


def in_order(texts):
    return sorted(texts, key=kazakh_key)


def test_the_alphabet_has_its_42_letters_once():
    assert len(ALPHABET) == len(set(ALPHABET)) == 42
    assert sorted(ALPHABET) != list(ALPHABET)


@pytest.mark.parametrize("seed", range(5))
def test_cities_come_in_the_order_of_the_alphabet(seed):
    shuffled = random.Random(seed).sample(CITIES, len(CITIES))

    assert in_order(shuffled) == CITIES


def test_russian_keeps_its_own_order():
    words = ["ёлка", "еда", "жар", "йод", "игра", "объём", "ольха", "юг", "эхо", "щит"]

    assert in_order(words) == ["еда", "ёлка", "жар", "игра", "йод", "объём", "ольха", "щит", "эхо", "юг"]


@pytest.mark.parametrize(
    "expected",
    [
        ["№ 9 мектеп", "№ 13 мектеп", "№ 57 мектеп", "Мектеп"],
        ["Ұлытау", "«Үлгі» саябағы", "Үржар"],
        ["Ақ Жол", "Ақжол"],
        ["Орал", "орал", "ОРАЛ қаласы"],
        ["Theatre", "Théatre"],
        ["", "…", "Астана"],
    ],
)
def test_numbers_marks_and_capitals(expected):
    assert in_order(expected[::-1]) == expected


def test_letters_written_in_two_signs_are_one():
    in_two = normalize("NFD", "Йод")

    assert in_order(["Кент", in_two, "Иығы"]) == ["Иығы", in_two, "Кент"]
