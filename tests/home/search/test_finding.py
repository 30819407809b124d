import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import PageViewRestriction

from home.models import Synonyms
from home.search import finding, indexing
from home.search.queries import Query
from tests.home import factories

pytestmark = pytest.mark.django_db

DAY = datetime.date(2026, 3, 1)


@pytest.fixture
def home():
    return factories.make_home(title="Басты бет")


@pytest.fixture
def news(home):
    return factories.make_news_index(home)


def find(text, language="kk"):
    indexing.index_everything()
    return finding.find(Query.from_text(text, language))


def titles(found):
    return [hit.title for hit in found.hits]


def test_every_word_must_stand_somewhere_in_whichever_form(news):
    factories.make_news(news, title="Кітапханада", summary="Еріктілер сабақ берді")
    factories.make_news(news, title="Мектепте", summary="Оқушылар сабақ тыңдады")

    assert titles(find("ерікті сабақтары")) == ["Кітапханада"]
    assert set(titles(find("сабақтың"))) == {"Кітапханада", "Мектепте"}
    assert titles(find("ерікті мектеп")) == []
    assert titles(find("")) == []


def test_people_without_a_kazakh_keyboard_find_the_same(news):
    factories.make_news(news, title="Қазақстан еріктілерінің күні")

    for text in ("Казакстан", "казакстан ериктилери", "qazaqstan", "Qazaqstan erıktı", "kazakstan erikti", "Қaзaқстaн"):
        assert titles(find(text)) == ["Қазақстан еріктілерінің күні"], text


def test_synonyms_find_each_other(news):
    Synonyms.objects.create(language="kk", words="жиын, форум")
    factories.make_news(news, title="Жастар форумында")

    assert titles(find("жиынға")) == ["Жастар форумында"]


def test_what_the_title_says_comes_first_then_what_is_exact_then_the_newest(news):
    def make(title, summary="", days=0):
        factories.make_news(news, title=title, summary=summary, published_on=DAY + datetime.timedelta(days=days))

    make("Мәтіндегі тұлға", "Бұл жерде көрмелер туралы", days=9)
    make("Мәтіндегі сөз", "Бұл жерде көрме туралы", days=1)
    make("Мәтіндегі сөз, кейінірек", "Бұл жерде көрме туралы", days=2)
    make("Көрмелер ашылды", days=0)
    make("Көрме", days=-9)

    assert titles(find("көрме")) == [
        "Көрме",
        "Көрмелер ашылды",
        "Мәтіндегі сөз, кейінірек",
        "Мәтіндегі сөз",
        "Мәтіндегі тұлға",
    ]


def test_kinds_are_counted_the_best_first(home, news):
    factories.make_page(home, title="Сабақ")
    factories.make_news(news, title="Жаңа сабақтар")
    factories.make_news(news, title="Тағы да сабақтар")

    found = find("сабақ")

    assert found.counts == {"pages": 1, "news": 2}
    assert [hit.title for hit in found.of_kind("pages")] == ["Сабақ"]


def test_one_language_is_searched(home):
    page = factories.make_page(home, title="Музей")
    factories.submit(home, "ru")
    factories.submit(page, "ru")
    factories.publish(page.get_translation(factories.locale("ru")))

    assert titles(find("музей", "kk")) == ["Музей"]
    assert len(find("музей", "ru").hits) == 1
    assert finding.count_in("музей", "ru") == 1
    assert finding.count_in("музей", "en") == 0
    assert finding.count_in("?", "ru") == 0


@pytest.mark.parametrize(
    "text", ['"', "'", "*", "(", "AND", "OR NOT", "NEAR(a b)", "a:b", "\0", "<->", "\\", "%", "_", "😀"]
)
def test_no_query_is_taken_for_an_operator(news, text):
    factories.make_news(news, title="Ерікті")

    assert titles(find(text)) == []


def test_many_words_with_many_synonyms_are_no_query_too_deep(news):
    alike = ["сабақ", *(f"дәріс{letter * 3}" for letter in "абвгдежзклмн")]
    Synonyms.objects.create(language="kk", words=", ".join(alike))
    factories.make_news(news, title="Сабақ")

    assert titles(find(" ".join(alike[:8]))) == ["Сабақ"]


def test_what_is_taken_back_or_closed_is_not_found_even_before_the_index_knows(home, news):
    factories.make_news(news, title="Құпия жаңалық")
    closed = factories.make_page(home, title="Құпия бет")
    factories.make_page(closed, title="Құпия беттің ішінде")
    query = Query.from_text("құпия", "kk")
    assert len(find("құпия").hits) == 3

    PageViewRestriction.objects.create(page=closed, restriction_type=PageViewRestriction.LOGIN)
    assert titles(finding.find(query)) == ["Құпия жаңалық"]

    news.get_children().first().unpublish()
    assert titles(finding.find(query)) == []
    assert finding.suggest(query) == []
    assert finding.count_in("құпия", "kk") == 0


def test_suggestions_hold_what_has_been_typed_so_far(news):
    factories.make_news(news, title="Жас еріктілер форумы")
    factories.make_news(news, title="Ерлік сабағы")
    factories.make_news(news, title="Форум", summary="еріктілер туралы")

    def suggested(text):
        indexing.index_everything()
        return [entry.title for entry in finding.suggest(Query.from_text(text, "kk"))]

    assert suggested("ері") == ["Жас еріктілер форумы"]
    assert suggested("ер") == ["Ерлік сабағы", "Жас еріктілер форумы"]
    assert suggested("форумдар ері") == ["Жас еріктілер форумы"]
    assert suggested("еріктілер фор") == ["Жас еріктілер форумы", "Форум"]
    assert suggested("erik") == ["Жас еріктілер форумы"]
    assert suggested("") == []


def test_more_to_find_asks_no_more_questions(news):
    def questions():
        indexing.index_everything()
        with CaptureQueriesContext(connection) as context:
            found = finding.find(Query.from_text("ерікті сабақ", "kk"))
            finding.entries_of(found.hits[:10])
        assert found.hits
        return len(context)

    factories.make_news(news, title="Ерікті сабақ")
    few = questions()
    for _number in range(12):
        factories.make_news(news, title="Ерікті сабақ")

    assert questions() == few
