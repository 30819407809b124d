"""One scale in three languages."""

import pytest

from demo.content import read
from home.checks import reading
from home.checks.content import plain

SAME = {
    "kk": "Еріктілер қонақтарды қарсы алып, залдарға дейін шығарып салады. Олар көрме туралы қысқаша айтып береді. ",
    "ru": "Волонтёры встречают гостей и провожают их до залов. Они коротко рассказывают о выставке. ",
    "en": "Volunteers meet the guests and show them the way to the halls. They say a few words about the exhibition. ",
}
OFFICIAL = {
    "kk": "Ұйымдастырушылық-әдістемелік қамтамасыз етуді жетілдіру жөніндегі мемлекеттік бағдарламалардың орындалуын"
    " қамтамасыз ету мақсатында уәкілетті органдармен өзара іс-қимылды үйлестіру жүзеге асырылатын болады. ",
    "ru": "Осуществление координации взаимодействия уполномоченных органов производится в целях обеспечения исполнения"
    " государственных программ совершенствования организационно-методического обеспечения деятельности. ",
    "en": "Coordination of the interaction of authorised bodies is performed for the purpose of ensuring implementation"
    " of governmental programmes concerning improvement of organisational and methodological provision of activities. ",
}


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_plain_words_are_easy_and_official_ones_hard(language):
    assert reading.difficulty(SAME[language] * 8, language) < 45
    assert reading.difficulty(OFFICIAL[language] * 8, language) > reading.HARD


def long_texts(content, language):
    """Those that a file of the demo holds in all languages."""
    if isinstance(content, list):
        return [text for each in content for text in long_texts(each, language)]
    if not isinstance(content, dict):
        return []
    if set(SAME) <= set(content):
        return [content[language]] if isinstance(content["en"], str) and len(content["en"]) > 120 else []
    return long_texts(list(content.values()), language)


def test_what_says_the_same_is_about_as_hard_in_each_language():
    files = [read(name) for name in ("events", "lessons", "news", "pages")]

    found = [reading.difficulty("\n".join(long_texts(files, language)), language) for language in SAME]

    assert max(found) - min(found) < 6


def test_a_short_text_and_an_unknown_language_tell_nothing():
    assert reading.difficulty(SAME["en"], "en") is None
    assert reading.difficulty(SAME["en"] * 8, "fr") is None
    assert reading.long_sentences(OFFICIAL["en"], "fr") == []


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Бірінші сөйлем. Екінші сөйлем!", 2),
        ("Мұны А. Құнанбайұлы жазған. Ол 2026 ж. күзде шықты.", 2),
        ("«Келіңіз!» Есік ашық. 5 сағатта жабылады.", 3),
        ("Бірінші тармақ\nЕкінші тармақ", 2),
        ("Bring water, e.g. a bottle. Come early.", 2),
        ("", 0),
        ("...\n!", 0),
    ],
)
def test_sentences_are_told_apart(text, count):
    assert len(reading.sentences_of(text)) == count


@pytest.mark.parametrize(("language", "longest"), [("kk", 17), ("ru", 19), ("en", 25)])
def test_a_sentence_is_long_in_proportion_to_its_language(language, longest):
    fits = " ".join(["сөз"] * longest) + "."

    assert reading.long_sentences(f"{fits} Сөз {fits}", language) == [f"Сөз {fits}"]


def test_rich_text_is_read_as_lines():
    source = "<p>Бір <b>бет</b>.<br/>Жаңа жол</p><ul><li>Екі</li><li><p>Үш</p></li></ul>"

    assert plain(source).splitlines() == ["Бір бет.", "Жаңа жол", "Екі", "Үш"]
