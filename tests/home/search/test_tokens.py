import pytest

from home.search import tokens
from home.search.analysis import ANALYSERS
from home.search.indexing import tokens_of


def test_kinds_of_tokens_do_not_meet():
    keys = frozenset(["кітап"])

    assert tokens.stem(keys) == {"wкітап"}
    assert tokens.exact(keys) == {"xкітап"}
    assert tokens.prefix(keys) == {"pкітап"}


def test_prefixes_are_the_beginnings_of_a_word():
    assert tokens.prefixes(frozenset(["сабақ"])) == {"pса", "pсаб", "pсаба", "pсабақ"}
    assert tokens.prefixes(frozenset(["і"])) == set()


def test_a_long_word_is_known_by_its_beginning():
    word = frozenset(["а" * 30])

    assert tokens.prefix(word) <= tokens.prefixes(word)


def test_short_i_stays_a_letter_of_its_own():
    """SQLite takes the breve off it, PostgreSQL does not."""
    assert tokens.stem(frozenset(["май"])) == {"wмаj"}
    assert tokens.stem(frozenset(["май"])) != tokens.stem(frozenset(["маи"]))


@pytest.mark.parametrize("language", ANALYSERS)
def test_tokens_are_letters_and_digits_alone(language):
    """Neither database takes them apart, and no operator of either can be among them."""
    line = tokens_of('Іс-шара "OR" NEAR(1) a_b c\'d', "Ёлка & | ! : * ( ) <-> \\ Cafés 2026-жыл naïve ﬁ ٣", language)

    assert line
    assert all(token.isalnum() for token in line.split(" "))


def test_the_same_content_makes_the_same_line():
    assert tokens_of("Екі сабақ", "сабақ екі", "kk") == tokens_of("сабақ екі", "Екі сабақ", "kk")
