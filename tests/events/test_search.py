"""Events, lessons and holdings in the search."""

import datetime

import pytest
from django.apps import apps
from wagtail.models import Page

from events.models import LessonPage
from home.models import SearchEntry
from home.search import finding, indexing
from home.search.kinds import sources
from home.search.queries import Query
from tests.events import factories
from tests.events.factories import local
from tests.home import factories as pages

pytestmark = pytest.mark.django_db


@pytest.fixture
def home():
    return pages.make_home(title="Басты бет")


@pytest.fixture
def lessons(home):
    return factories.make_lesson_index(home)


def find(text, language="kk"):
    return finding.find(Query.from_text(text, language))


def showing(*holdings):
    return [{"type": "holding", "value": holding.pk} for holding in holdings]


def test_an_event_is_found_by_its_day_and_its_place(home):
    venue = factories.make_venue(name="Бейбітшілік сарайы", city="Астана")
    starts_at = local(2026, 5, 9, 0, 30)  # still the eighth in UTC
    event = factories.make_event(factories.make_event_index(home), title="Форум", venue=venue, starts_at=starts_at)
    indexing.index_everything()

    assert [hit.title for hit in find("сарайда").hits] == ["Форум"]
    assert SearchEntry.objects.get(page=event).date == datetime.date(2026, 5, 9)
    assert find("форум").counts == {"events": 1}


def test_a_holding_is_found_where_a_lesson_shows_it(lessons, client):
    holding = factories.make_holding(title="Көне домбыра", description="<p>Ағаш аспап</p>")
    factories.make_holding(title="Көне қобыз")  # which no lesson shows
    lesson = pages.add(lessons, factories.lesson(holdings=showing(holding)))
    indexing.index_everything()

    hits = find("көне").hits
    assert [hit.title for hit in hits] == ["Көне домбыра"]
    assert [hit.title for hit in find("аспаптар").hits] == ["Көне домбыра"]
    url = finding.entries_of(hits)[0].url
    assert url == f"{lesson.get_url()}#{holding.anchor}"
    assert f'id="{holding.anchor}"' in client.get(lesson.get_url()).content.decode()


def test_publishing_a_lesson_lets_its_holdings_be_found(lessons, django_capture_on_commit_callbacks):
    holding = factories.make_holding(title="Көне домбыра")
    with django_capture_on_commit_callbacks(execute=True):
        lesson = pages.add(lessons, factories.lesson(holdings=showing(holding)))
    assert find("домбыра").counts == {"holdings": 1}

    with django_capture_on_commit_callbacks(execute=True):
        lesson.unpublish()
    assert find("домбыра").counts == {}
    assert not SearchEntry.objects.filter(kind="holdings").exists()


def test_a_holding_is_found_in_each_language_with_that_languages_lesson(home, lessons):
    holding = factories.make_holding(title="Көне домбыра")
    pages.submit(holding, "ru")
    translated = holding.get_translation(pages.locale("ru"))
    translated.title = "Старинная домбра"
    pages.publish(translated)
    lesson = pages.add(lessons, factories.lesson(holdings=showing(holding)))
    for page in (home, lessons, lesson):
        pages.submit(page, "ru")
        pages.publish(page.get_translation(pages.locale("ru")))
    indexing.index_everything()

    assert find("домбры", "ru").counts["holdings"] == 1
    entry = SearchEntry.objects.get(kind="holdings", locale=pages.locale("ru"))
    assert LessonPage.objects.get(pk=entry.page_id).locale == pages.locale("ru")
    assert entry.url.startswith("/ru/")


def test_every_page_type_can_be_found():
    types = {model for model in apps.get_models() if issubclass(model, Page) and model is not Page}

    assert types == {source.model for source in sources() if issubclass(source.model, Page)}
