"""The stemmer against lists of our own: what must meet, what must not, and whatever a keyboard may send."""

import re
import unicodedata
from pathlib import Path

import pytest

from home.search.kazakh import exact_key, index_keys, query_keys
from tests.bench.kazakh import ALPHABETS

WORDS = Path(__file__).parent / "words"
LONG = "ә" * 100_000

Pair = tuple[str, str]


def lines_of(name: str) -> list[str]:
    return [line for line in (WORDS / name).read_text(encoding="utf-8").splitlines() if not line.startswith("#")]


def inflected() -> list[Pair]:
    """A word and a form of it, both ways round."""
    pairs = [
        (word, form)
        for line in lines_of("inflected.txt")
        for word, _, forms in [line.partition(": ")]
        for form in forms.split()
    ]
    return pairs + [(form, word) for word, form in pairs]


def apart() -> list[Pair]:
    pairs = [(one, other) for line in lines_of("apart.txt") for one, other in [line.split()]]
    return pairs + [(other, one) for one, other in pairs]


def finds(query: str, word: str) -> bool:
    return not query_keys(query).isdisjoint(index_keys(word))


def test_a_word_finds_its_forms() -> None:
    pairs = inflected()

    missed = [pair for pair in pairs if not finds(*pair)]

    assert len(missed) <= 0.03 * len(pairs), missed


def test_a_word_does_not_find_a_longer_stranger() -> None:
    pairs = apart()

    joined = [pair for pair in pairs if finds(*pair)]

    assert len(joined) <= 0.04 * len(pairs), joined


@pytest.mark.parametrize("typed", ["without Kazakh letters", "Latin of 2021", "Latin of 2018", "plain ASCII"])
def test_a_search_finds_nearly_all_whatever_it_is_typed_in(typed: str) -> None:
    letters = ALPHABETS[typed]
    pairs = [pair for pair in inflected() if finds(*pair)]

    missed = [(query, word) for query, word in pairs if not finds(query.translate(letters), word)]

    assert len(missed) <= 0.05 * len(pairs), missed


def test_the_lists_are_as_long_as_promised() -> None:
    assert len(inflected()) >= 2 * 150
    assert len(apart()) >= 2 * 50


@pytest.mark.parametrize(
    ("query", "word"),
    [
        # No Kazakh letters on the keyboard
        ("казакстан", "Қазақстанның"),
        ("китапхана", "кітапханада"),
        ("кытапхана", "кітапханада"),
        ("ерикти", "еріктілер"),
        ("ерыкты", "еріктілер"),
        ("отиним", "өтініміңіз"),
        ("онер", "өнері"),
        ("тандау", "таңдады"),
        ("уйде", "үйіміз"),
        ("халкымыз", "халықтар"),
        ("халык", "халқы"),
        ("шара", "шаралар"),
        ("куат", "қуаттың"),
        ("жанбыр", "жаңбырдың"),
        ("айелдер", "әйел"),
        ("гасыр", "ғасырлар"),
        ("жихаз", "жиһаз"),
        ("волонтёр", "волонтерлер"),
        ("журегим", "жүрек"),
        ("тауып", "табады"),
        ("кою", "қойды"),
        # Latin of 2021
        ("qazaqstan", "Қазақстанда"),
        ("kıtaphana", "кітапханаға"),
        ("erıktıler", "ерікті"),
        ("ötınım", "өтінімдер"),
        ("şara", "шараға"),
        ("ğylym", "ғылымы"),
        ("üiler", "үй"),
        ("mūrağat", "мұрағаттар"),
        ("tañdau", "таңдады"),
        ("İGILIK", "игілік"),
        # Latin of 2018
        ("kitaphana", "кітапханаға"),
        ("ótinim", "өтінімдер"),
        ("sharalar", "шара"),
        ("ǵylym", "ғылымы"),
        ("úıler", "үй"),
        ("murajaı", "мұражайлар"),
        ("oqý", "оқыды"),
        ("áńgime", "әңгімелер"),
        # Plain ASCII
        ("kazakstan", "Қазақстанда"),
        ("kitapkhana", "кітапханаға"),
        ("gylym", "ғылымы"),
        ("ghylym", "ғылымы"),
        ("zhastar", "жас"),
        ("jastar", "жас"),
        ("oqu", "оқыды"),
        ("mening", "менің"),
        ("universitet", "университеттің"),
        ("ekskursiya", "экскурсияға"),
        ("ekskursia", "экскурсияға"),
        ("kontsert", "концертте"),
        # The Latin of 2017 had apostrophes
        ("a'ngime", "әңгіме"),
        ("a\u02bcngime", "әңгіме"),
        # A Latin letter among Cyrillic ones
        ("eriktі", "ерікті"),
    ],
)
def test_a_search_finds_without_a_kazakh_keyboard(query: str, word: str) -> None:
    assert finds(query, word)


@pytest.mark.parametrize(
    ("mixed", "repaired"),
    [
        ("кiтапхана", "кітапхана"),  # Latin i
        ("кітaпхана", "кітапхана"),  # Latin a
        ("Kітап", "кітап"),  # Latin K
        ("xалық", "халық"),  # Latin x
        ("мəдениет", "мәдениет"),  # Latin schwa
        ("ɵнер", "өнер"),
        ("таӊ", "таң"),  # a neighbour's letter
        ("Аstana", "astana"),  # Cyrillic А
    ],
)
def test_a_word_of_two_scripts_is_repaired(mixed: str, repaired: str) -> None:
    assert index_keys(mixed) == index_keys(repaired)
    assert query_keys(mixed) == query_keys(repaired)


@pytest.mark.parametrize("word", ["й", "ё", "ǵ"])
def test_a_letter_and_its_mark_are_one_letter(word: str) -> None:
    assert query_keys(f"а{unicodedata.normalize('NFD', word)}а") == query_keys(f"а{word}а")


@pytest.mark.parametrize(
    "word", ["EXPO-2017", "2017", "Astana", "wi-fi", "SMM", "C++", "страница", "съезд", "ИТ-ді", "読書", "iPhone-ды"]
)
def test_whatever_is_no_kazakh_word_finds_itself(word: str) -> None:
    assert finds(word, word)
    assert exact_key(word) in index_keys(word) & query_keys(word)


@pytest.mark.parametrize(
    ("query", "word", "found"),
    [
        ("expo", "EXPO-2017", True),
        ("2017", "EXPO-2017", True),
        ("шара", "іс-шара", True),
        ("ісшара", "іс-шараларға", True),
        ("іс-шара", "шара", False),
        ("ұйым", "ұйымшыл", False),
    ],
)
def test_a_compound_is_found_whole_and_by_its_parts_as_they_stand(query: str, word: str, found: bool) -> None:
    assert finds(query, word) is found


def test_spelling_with_kazakh_letters_asks_for_nothing_else() -> None:
    assert finds("тур", "түр")
    assert not finds("түр", "тұр")
    assert not finds("қол", "көл")


def test_only_the_same_spelling_has_the_same_exact_key() -> None:
    assert exact_key("Кітап") == exact_key("кiтап")
    assert exact_key("кітап") != exact_key("китап")
    assert exact_key("кітап") != exact_key("кітабы")
    assert exact_key("іс-шара") == exact_key("ісшара")
    assert exact_key("кітап") in index_keys("кітап")
    assert exact_key("кітап") not in index_keys("кітабы")
    assert exact_key("кітап") in query_keys("кітап")


@pytest.mark.parametrize(
    "word", ["", " ", "-", "\0", "'", "\u0301", "_", "\ud800", "!?", "\u200b", "\u02bc", "-" * 100_000]
)
def test_what_holds_no_letter_has_no_keys(word: str) -> None:
    assert index_keys(word) == query_keys(word) == frozenset()
    assert exact_key(word) == ""


@pytest.mark.parametrize(
    "word",
    [
        "а", "ъ", "ь", "ъь", "ққ", "кт", "я", "аа", "кі\0тап", "кітап'", "«кітап»", "КІТАП", "İstanbul", "ıssyq",
        "ﬁлм", "a\u0301",
        "и", "ии", "ы", "ыы", "вв", "дд", "ъы", "ңғ", "x", "ng", "ю", "щ", "yo", "sh", "ß", "ǆ", "ŉ", "٣", "²", "Ⅷ",
        LONG, "a" * 100_000, "ың" * 50_000, "a-" * 50_000, "щың-" * 50_000, "щ" * 63 + "а", "a\u0301" * 50_000,
    ],
)  # fmt: skip
def test_any_text_has_few_safe_keys_and_finds_itself(word: str) -> None:
    indexed, asked = index_keys(word), query_keys(word)

    assert indexed & asked
    assert len(indexed) <= 40
    assert len(asked) <= 80
    for key in indexed | asked:
        assert re.fullmatch(r"[^\W_]{2,140}", key), key
        assert key.isalnum()


@pytest.mark.parametrize("name", ["inflected.txt", "apart.txt"])
def test_every_word_finds_itself_in_capitals_too(name: str) -> None:
    for word in set(re.findall(r"[^\W_]+", " ".join(lines_of(name)))):
        assert finds(word, word)
        assert finds(word.upper(), word)
        assert finds(word, word.title())
