import datetime

import pytest
from django.contrib.contenttypes.models import ContentType
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.search.models import IndexEntry

from home.blocks import BodyBlock
from home.models import SearchEntry, SearchWord
from home.search import finding, indexing
from home.search.queries import Query
from tests.home import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def home():
    return factories.make_home(title="Басты бет")


@pytest.fixture
def news(home):
    return factories.make_news_index(home)


def tokens_kept():
    return IndexEntry.objects.filter(content_type=ContentType.objects.get_for_model(SearchEntry))


def entry(page):
    return SearchEntry.objects.get(page=page)


def test_publishing_makes_an_entry(news, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        page = factories.make_news(
            news, title="Көрме", summary="Ашылды", published_on=datetime.date(2026, 1, 2), body=body("Бөлім", "Мәтін")
        )

    made = entry(page)
    assert (made.kind, made.title, made.date) == ("news", "Көрме", datetime.date(2026, 1, 2))
    assert made.text.splitlines() == ["Ашылды", "Бөлім", "Мәтін"]
    assert made.locale == page.locale
    assert made.url == page.get_url()


def body(heading, text):
    block = BodyBlock()
    return block.to_python(
        [
            {"type": "heading", "value": {"level": "h2", "text": heading}},
            {"type": "rich_text", "value": f"<p>{text}</p>"},
        ]
    )


def test_publishing_again_mends_the_entry_and_a_draft_does_not(news, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        page = factories.make_news(news, title="Көрме")
    page.title = "Нобай"
    with django_capture_on_commit_callbacks(execute=True):
        page.save_revision()
    assert entry(page).title == "Көрме"

    page.title = "Музей"
    with django_capture_on_commit_callbacks(execute=True):
        factories.publish(page)
    assert entry(page).title == "Музей"


def test_what_is_taken_back_or_deleted_has_no_entry(news, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        gone, deleted = factories.make_news(news), factories.make_news(news)
    assert SearchEntry.objects.filter(page__in=[gone, deleted]).count() == 2

    with django_capture_on_commit_callbacks(execute=True):
        factories.fresh(gone).unpublish()
        factories.fresh(deleted).delete()
    assert SearchEntry.objects.filter(kind="news").count() == 0
    assert not tokens_kept().exists()


def test_all_can_be_made_anew(home, news):
    page = factories.make_page(home, title="Бет")
    call_command("index_search", verbosity=0)
    whole = sorted(SearchEntry.objects.values_list("source", "tokens"))
    assert len(whole) == 3

    SearchEntry.objects.filter(page=page).delete()
    SearchEntry.objects.update(tokens="")
    IndexEntry.objects.all().delete()
    SearchEntry.objects.create(source="page/0", kind="pages", locale=page.locale, page=page, title="Қалдық", tokens="")
    call_command("index_search", verbosity=0)

    assert sorted(SearchEntry.objects.values_list("source", "tokens")) == whole
    assert [hit.title for hit in finding.find(Query.from_text("бет", "kk")).hits] == ["Бет", "Басты бет"]
    assert len(tokens_kept()) == 3


def test_what_is_right_already_is_left_alone(news):
    factories.make_news(news)
    indexing.index_everything()

    with CaptureQueriesContext(connection) as context:
        indexing.index_everything()

    written = [query["sql"] for query in context if query["sql"].startswith(("INSERT", "UPDATE", "DELETE"))]
    assert written == []


def test_words_are_known_while_an_entry_holds_them(news):
    page = factories.make_news(news, title="Экспозиция 2026", summary="Іс-шара")
    indexing.index_everything()
    assert {"экспозиция", "шара"} <= set(SearchWord.objects.values_list("word", flat=True))
    assert not SearchWord.objects.filter(word__in=["2026", "іс"]).exists()

    page.delete()
    indexing.index_everything()
    assert not SearchWord.objects.filter(word="экспозиция").exists()
