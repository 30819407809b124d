"""The editor's and the translator's way through the admin itself."""

import pytest
from bs4 import BeautifulSoup
from django.test import TestCase
from django.urls import reverse
from django.utils import translation
from django.utils.html import strip_tags
from wagtail.test.utils.form_data import nested_form_data, rich_text, streamfield
from wagtail.users.models import UserProfile
from wagtail_localize.models import StringTranslation, Translation, TranslationSource

from home.models import NewsPage, Organisation
from tests.home import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def home():
    return factories.make_home()


@pytest.fixture
def index(home):
    return factories.make_news_index(home)


@pytest.fixture
def editor(client, home):
    client.force_login(factories.make_superuser())
    return client


def page_form(**fields):
    body = fields.pop("body", [])
    data = {
        "title": "Жаңалық",
        "slug": "news",
        "seo_title": "",
        "search_description": "",
        "summary": "",
        "cover": "",
        "published_on": "2026-11-24",
        "body": streamfield(body),
        "comments": {"TOTAL_FORMS": 0, "INITIAL_FORMS": 0, "MIN_NUM_FORMS": 0, "MAX_NUM_FORMS": 0},
        **fields,
    }
    return nested_form_data(data)


def test_an_editor_writes_and_publishes(editor, index):
    url = reverse("wagtailadmin_pages:add", args=["home", "newspage", index.pk])
    assert editor.get(url).status_code == 200

    body = [("heading", {"level": "h2", "text": "Бөлім"}), ("rich_text", rich_text("<p>Мәтін</p>"))]
    editor.post(url, page_form(title="Үлкен күн", slug="ulken-kun", body=body) | {"action-publish": "1"})

    news = NewsPage.objects.get()
    assert (news.live, news.slug, strip_tags(news.body[1].value.source)) == (True, "ulken-kun", "Мәтін")


@pytest.mark.parametrize(
    ("language", "search", "choose"),
    [("ru", "Поиск", "Выбрать"), ("en", "Search", "Choose"), ("kk", "Іздеу", "Таңдау")],
)
def test_a_chooser_speaks_the_language_of_whoever_chooses(editor, index, language, search, choose):
    """In one process, one after the other: Wagtail would keep the words of the first."""
    UserProfile.objects.update(preferred_language=language)
    window = editor.get(reverse("wagtailsnippetchoosers_volunteers_opportunity:choose")).json()["html"]
    images = editor.get(reverse("wagtailimages_chooser:choose")).json()["html"]
    page = editor.get(reverse("wagtailadmin_pages:add", args=["home", "newspage", index.pk]))

    tabs = [BeautifulSoup(html, "html.parser").select_one("[role=tab]").text.split()[0] for html in (window, images)]
    assert tabs == [search, search]
    block = page.context["form"].fields["body"].block.child_blocks["application_form"].child_blocks["opportunity"]
    with translation.override(language):
        assert str(block.widget.choose_one_text).startswith(choose)


def test_a_mistake_is_told_beside_its_field(editor, index):
    image = factories.make_image()
    url = reverse("wagtailadmin_pages:add", args=["home", "newspage", index.pk])
    picture = {"image": image.pk, "alt": "", "caption": "", "credit": ""}

    response = editor.post(url, page_form(body=[("image", picture)]) | {"action-publish": "1"})

    assert (response.status_code, NewsPage.objects.exists()) == (200, False)
    assert "Say what the picture tells, or mark it as decorative." in response.content.decode()


def test_submit_translate_publish_update(editor, index):
    news = factories.make_news(index, title="Жаңалық", summary="Қысқаша", slug="first")
    russian_locale = factories.locale("ru")

    # Submit.
    submit_url = reverse("wagtail_localize:submit_page_translation", args=[news.pk])
    assert editor.get(submit_url).status_code == 200
    editor.post(submit_url, {"locales": [russian_locale.pk]})
    russian = news.get_translation(russian_locale)
    assert not russian.live

    # Translate.
    translation = Translation.objects.get(source__object_id=news.translation_key)
    edit_url = reverse("wagtailadmin_pages:edit", args=[russian.pk])
    assert editor.get(edit_url).status_code == 200
    for segment in translation.source.stringsegment_set.all():
        words = "pervaya" if segment.context.path == "slug" else f"По-русски: {segment.string.data}"
        response = editor.put(
            reverse("wagtail_localize:edit_string_translation", args=[translation.pk, segment.pk]),
            f"value={words}",
            content_type="application/x-www-form-urlencoded",
        )
        assert response.status_code in (200, 201)
    assert StringTranslation.objects.filter(has_error=False).count() == 3
    assert not factories.fresh(russian).live

    # Publish.
    with_commit(editor, edit_url, {"action": "publish"})
    russian = factories.fresh(russian)
    assert (russian.live, russian.title, russian.slug) == (True, "По-русски: Жаңалық", "pervaya")

    # Update: the new words wait for the translator.
    news.title = "Жаңа атау"
    factories.publish(news)
    source = TranslationSource.objects.get_for_instance(news)
    editor.post(reverse("wagtail_localize:update_translations", args=[source.pk]), {})
    assert factories.fresh(russian).title == "По-русски: Жаңалық"
    assert translation.get_progress() == (3, 2)


def with_commit(client, url, data):
    with TestCase.captureOnCommitCallbacks(execute=True):
        return client.post(url, data)


def test_the_translator_is_offered_words_and_no_dates(editor, index):
    news = factories.make_news(index, summary="Қысқаша", cover=factories.make_image())
    factories.submit(news, "ru")
    source = TranslationSource.objects.get_for_instance(news)

    words = source.stringsegment_set.values_list("context__path", flat=True)

    assert sorted(words) == ["slug", "summary", "title"]
    assert source.overridablesegment_set.count() == 0


@pytest.mark.parametrize("name", ["list", "add"])
@pytest.mark.parametrize("model", ["home_organisation", "events_venue", "events_holding"])
def test_snippets_have_their_places(editor, model, name):
    assert editor.get(reverse(f"wagtailsnippets_{model}:{name}")).status_code == 200


def test_the_organisation_is_written_once_a_language(editor):
    url = reverse("wagtailsnippets_home_organisation:add")
    data = nested_form_data(
        {
            "name": "Орталық",
            "short_name": "Орталық",
            "logo": "",
            "city": "",
            "address": "",
            "phones": "",
            "email": "",
            "privacy_contact": "",
            "privacy_page": "",
            "social_links": streamfield([]),
            "footer_text": rich_text(""),
        }
    ) | {"action-publish": "1"}
    editor.post(url, data)
    assert Organisation.objects.get().live

    response = editor.post(url, data)

    assert response.status_code == 200
    assert "The organisation is already described in this language." in response.content.decode()
    assert Organisation.objects.count() == 1


def test_the_organisation_is_submitted_as_a_draft(editor):
    organisation = factories.make_organisation()
    url = reverse("wagtail_localize:submit_snippet_translation", args=["home", "organisation", organisation.pk])

    editor.post(url, {"locales": [factories.locale("ru").pk]})

    assert not organisation.get_translation(factories.locale("ru")).live


def test_the_door_and_every_screen_bear_our_name(editor):
    home = editor.get(reverse("wagtailadmin_home")).content.decode()
    editor.logout()
    door = editor.get(reverse("wagtailadmin_login")).content.decode()

    for page in (door, home):
        title = BeautifulSoup(page, "html.parser").title.text
        assert (title.endswith("- Erikti"), "erikti-mark" in page, "css/admin-brand.css" in page) == (True, True, True)
