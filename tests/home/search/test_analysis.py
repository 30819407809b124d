import pytest

from home.search.analysis import ANALYSERS, forms, index_keys, words_of


def texts(text):
    return [word.text for word in words_of(text)]


def meets(language, query, word):
    found = next(words_of(word))
    return not ANALYSERS[language].query_keys(query).isdisjoint(index_keys(found, language))


def test_words_are_letters_and_digits_joined_by_hyphens():
    assert texts("«Іс-шара» – 2026-жылы, ЭКСПО-2017! e_mail 100%") == [
        "Іс-шара",
        "2026-жылы",
        "ЭКСПО-2017",
        "e",
        "mail",
        "100",
    ]


def test_words_know_their_places():
    text = "Бұл іс-шара."
    word = list(words_of(text))[1]

    assert text[word.start : word.end] == "іс-шара"
    assert [text[part.start : part.end] for part in word.parts] == ["іс", "шара"]
    assert word.joined == "ісшара"


@pytest.mark.parametrize(
    ("language", "query", "word"),
    [
        ("kk", "кітапхана", "кітапханаларымыздан"),
        ("kk", "ісшара", "іс-шараларға"),
        ("kk", "шара", "іс-шараларға"),
        ("kk", "2017", "ЭКСПО-2017"),
        ("ru", "волонтер", "Волонтёров"),
        ("ru", "ВОЛОНТЁРЫ", "волонтерам"),
        ("ru", "2017", "ЭКСПО-2017"),
        ("en", "volunteering", "Volunteers"),
        ("en", "cafe", "Cafés"),
    ],
)
def test_words_meet_in_whichever_form(language, query, word):
    assert meets(language, query, word)


@pytest.mark.parametrize(
    ("language", "query", "word"),
    [("kk", "кітапхана", "мектеп"), ("ru", "волонтёр", "вокзал"), ("en", "lesson", "less")],
)
def test_other_words_do_not_meet(language, query, word):
    assert not meets(language, query, word)


@pytest.mark.parametrize("language", ANALYSERS)
@pytest.mark.parametrize("word", ["", "ß", "İstanbul", "ﬁ", "日本", "٣", "a" * 5000, "ё", "Ə"])
def test_no_word_is_too_strange(language, word):
    analyser = ANALYSERS[language]

    for keys in (analyser.index_keys(word), analyser.query_keys(word), analyser.forms(word)):
        assert all(isinstance(key, str) for key in keys)


def test_forms_are_those_of_any_keyboard():
    for typed in ("кітапхана", "КИТАПХАНА", "kitaphana", "kitapkhana", "кiтапхана"):
        assert not ANALYSERS["kk"].query_forms(typed).isdisjoint(forms(next(words_of("Кітапхана")), "kk")), typed
    assert ANALYSERS["kk"].query_forms("кітаптар").isdisjoint(forms(next(words_of("кітап")), "kk"))
