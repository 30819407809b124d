import pytest

from home.models import Synonyms
from home.search.marking import LENGTH, excerpt, mark
from home.search.queries import Query

pytestmark = pytest.mark.django_db


def query(text, language="kk"):
    return Query.from_text(text, language)


@pytest.mark.parametrize(
    ("text", "words", "marked"),
    [
        ("Еріктілер сабақ берді", "ерікті", "<mark>Еріктілер</mark> сабақ берді"),
        ("Іс-шараларға шақыру", "шара", "Іс-<mark>шараларға</mark> шақыру"),
        ("Іс-шараларға шақыру", "ісшара", "<mark>Іс-шараларға</mark> шақыру"),
        ("<b>Сабақ</b> & сабақ", "сабақ", "&lt;b&gt;<mark>Сабақ</mark>&lt;/b&gt; &amp; <mark>сабақ</mark>"),
        ("Ештеңе", "сабақ", "Ештеңе"),
        ("", "сабақ", ""),
    ],
)
def test_found_words_are_marked_and_everything_is_escaped(text, words, marked):
    assert mark(text, query(words)) == marked


def test_synonyms_are_marked_too():
    Synonyms.objects.all().delete()
    Synonyms.objects.create(language="ru", words="волонтёр, помощник")

    assert mark("Помощники пришли", query("волонтёры", "ru")) == "<mark>Помощники</mark> пришли"


def test_an_excerpt_stands_about_the_first_word_found():
    text = "Бірінші сөйлем. " * 40 + "Мұнда көрме ашылды. " + "Соңғы сөйлем. " * 40

    shown = excerpt(text, query("көрмелер"))

    assert shown.startswith("… ")
    assert shown.endswith(" …")
    assert "<mark>көрме</mark> ашылды." in shown
    assert len(shown) < LENGTH + 60
    assert shown[2:].split(" ")[0] in text.split(" ")


def test_an_excerpt_of_a_short_text_is_the_whole_of_it():
    assert excerpt("Қысқа\n мәтін", query("басқа")) == "Қысқа мәтін"


def test_an_excerpt_without_the_word_is_the_beginning():
    assert excerpt("Сөз " * 200, query("басқа")).startswith("Сөз Сөз")


def test_one_endless_word_is_cut():
    assert len(excerpt("а" * 5000, query("басқа"))) < LENGTH + 10
