import pytest

from home.search import indexing
from home.search.queries import Query
from home.search.spelling import did_you_mean
from tests.home import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def index():
    news = factories.make_news_index(factories.make_home(title="Басты бет"))
    factories.make_news(news, title="Кітапхана күні", summary="Еріктілер халықаралық форумға жиналды")
    indexing.index_everything()


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("кітапхна", "кітапхана"),
        ("кітпахана", "кітапхана"),
        ("kitaphna", "кітапхана"),
        ("ерікттілер", "еріктілер"),
        ("кітапхна күні", "кітапхана күні"),
        ("халықаралк форумда", "халықаралық форумда"),
        ("мұз", None),
        ("мүлдембасқасөз", None),
        ("?", None),
    ],
)
def test_a_slip_is_mended_by_a_word_that_is_there(index, typed, meant):
    assert did_you_mean(Query.from_text(typed, "kk")) == (Query(meant, "kk") if meant else None)


def test_words_of_another_language_are_not_meant(index):
    assert did_you_mean(Query.from_text("кітапхна", "ru")) is None


def test_what_would_find_nothing_either_is_not_suggested(index):
    assert did_you_mean(Query.from_text("кітапхна жоқсөзмұнда", "kk")) is None
