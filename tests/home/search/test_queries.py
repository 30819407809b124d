import pytest

from home.models import Synonyms
from home.search.queries import LONGEST, MOST_WORDS, Query

pytestmark = pytest.mark.django_db


def words(text, language="kk"):
    return [word.text for word in Query.from_text(text, language).words]


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("  Ерікті   САБАҚ ", "kk", ["ерікті", "сабақ"]),
        ("мектеп пен кітапхана", "kk", ["мектеп", "кітапхана"]),
        ("урок в школе", "ru", ["урок", "школе"]),
        ("the library's lessons", "en", ["library", "lessons"]),
        ("сабақ Сабақ", "kk", ["сабақ"]),
        ("іс-шара", "kk", ["іс", "шара"]),
        ("№ 57", "kk", ["57"]),
        ("7", "kk", ["7"]),
        ('"OR" AND (', "ru", ["or", "and"]),
        ("", "kk", []),
        ("?! …", "kk", []),
    ],
)
def test_words_that_are_looked_for(text, language, expected):
    assert words(text, language) == expected


@pytest.mark.parametrize(("text", "language"), [("және", "kk"), ("и в", "ru"), ("the", "en")])
def test_small_words_are_looked_for_where_nothing_else_is(text, language):
    assert words(text, language) == text.split()


def test_a_line_of_nonsense_costs_no_more_than_a_question():
    query = Query.from_text(" ".join(f"сөз{number}" for number in range(500)) + "\0", "kk")

    assert len(query.text) <= LONGEST
    assert len(query.words) == MOST_WORDS


def test_a_nul_is_a_space():
    assert Query.from_text("ерікті\0сабақ", "kk").text == "ерікті сабақ"


def test_synonyms_are_looked_for_in_whichever_form():
    Synonyms.objects.all().delete()
    Synonyms.objects.create(language="kk", words="ерікті, волонтер")

    alone = Query.from_text("сабақтарға", "kk").words[0]
    typed = Query.from_text("еріктілер", "kk").words[0]

    assert not typed.keys.isdisjoint(Query.from_text("волонтер", "kk").words[0].keys)
    assert alone.keys.isdisjoint(typed.keys)


def test_synonyms_of_another_language_are_not_looked_for():
    Synonyms.objects.all().delete()
    Synonyms.objects.create(language="ru", words="волонтёр, доброволец")

    assert Query.from_text("доброволец", "ru").words[0].keys >= Query.from_text("волонтёр", "ru").words[0].keys
    kazakh = [Query.from_text(word, "kk").words[0].keys for word in ("доброволец", "волонтёр")]
    assert kazakh[0].isdisjoint(kazakh[1])


def test_a_word_is_replaced_wherever_it_stands():
    query = Query.from_text("Кітапхна, іс-кітапхна!", "kk")

    assert query.with_word("кітапхна", "кітапхана").text == "кітапхана, іс-кітапхана!"
