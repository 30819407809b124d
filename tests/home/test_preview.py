"""Looking at a page from its editor, in each language that it has."""

import pytest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from wagtail_localize.models import Translation

from tests.events import factories as events
from tests.home import factories
from tests.home.test_admin import page_form
from tests.volunteers.staff import browser_of, make_member

pytestmark = pytest.mark.django_db


@pytest.fixture
def home():
    return factories.make_home()


@pytest.fixture
def news(home):
    return factories.make_news(factories.make_news_index(home), title="Жаңалық", slug="first", summary="Қысқаша")


def test_a_page_is_previewed_in_the_languages_that_it_has(news):
    assert news.preview_modes == [("", "Қазақша")]

    factories.submit(news, "en", "ru")

    assert news.preview_modes == [("", "Қазақша"), ("ru", "Русский"), ("en", "English")]


def test_the_translation_comes_with_its_latest_words_and_what_is_typed_in_the_source(news):
    russian = factories.translated(news, "ru")
    factories.translate_words(news, "ru")
    client = browser_of(make_member("Editors", language="kk"))
    url = reverse("wagtailadmin_pages:preview_on_edit", args=[news.pk])
    client.post(url, page_form(title="Жаңа атау", slug="first", published_on="2027-03-22"))

    page = client.get(url, {"mode": "ru"}).content.decode()

    assert '<html lang="ru"' in page
    assert "[ru] Жаңалық" in page
    assert "22 марта 2027 г." in page
    assert "Жаңа атау" not in page
    assert factories.fresh(russian).published_on != news.published_on.replace(2027, 3, 22)


def test_words_that_are_not_published_yet_are_previewed(news):
    factories.submit(news, "ru")
    factories.translate_words(news, "ru")

    page = news.make_preview_request(preview_mode="ru").content.decode()

    assert '<html lang="ru"' in page
    assert "[ru] Қысқаша" in page


def test_a_translation_that_goes_its_own_way_is_shown_as_it_was_left(news):
    russian = factories.submit(news, "ru")
    Translation.objects.update(enabled=False)
    russian.title = "Сам по себе"
    russian.save_revision()

    page = news.make_preview_request(preview_mode="ru").content.decode()

    assert "Сам по себе" in page


def test_a_translation_hands_nothing_on_to_the_source(news):
    russian = factories.translated(news, "ru")
    russian.published_on = russian.published_on.replace(2001, 1, 1)

    page = russian.make_preview_request(preview_mode="kk").content.decode()

    assert '<html lang="kk"' in page
    assert "2001" not in page


def test_an_event_is_previewed_with_its_new_time(home, time_machine):
    time_machine.move_to(timezone.now().replace(hour=5))  # so that it ends on the day that it begins
    event = events.make_event(events.make_event_index(home))
    factories.translated(event, "en")
    event.starts_at, event.ends_at = (each.replace(year=each.year + 1) for each in (event.starts_at, event.ends_at))
    event.clean()

    page = event.make_preview_request(preview_mode="en").content.decode()

    assert f'datetime="{event.starts_at.year}' in page


def test_whoever_asked_goes_on_in_her_own_language(news):
    factories.submit(news, "ru")
    before = get_language()

    news.make_preview_request(preview_mode="ru")

    assert get_language() == before
