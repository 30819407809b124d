"""Submitting, translating, publishing and updating, by wagtail-localize's own objects."""

import json

import pytest
from wagtail_localize.models import Translation, TranslationSource

from home.models import HomePage, NewsIndexPage, NewsPage
from tests.home import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def home():
    return factories.make_home()


@pytest.fixture
def news(home):
    return factories.make_news(
        factories.make_news_index(home), title="Жаңалық", summary="Қысқаша", body=[("rich_text", "<p>Мәтін</p>")]
    )


def test_submit_makes_drafts_only(news):
    factories.submit(news, "ru", "en")

    copies = list(NewsPage.objects.exclude(pk=news.pk).values_list("locale__language_code", "live"))
    assert sorted(copies) == [("en", False), ("ru", False)]


def test_submit_makes_drafts_of_the_parents_and_no_aliases(news):
    factories.submit(news, "ru")

    parents = [*NewsIndexPage.objects.all(), *HomePage.objects.all()]
    in_russian = [page for page in parents if page.locale.language_code == "ru"]
    assert [(page.live, page.alias_of_id) for page in in_russian] == [(False, None), (False, None)]
    assert Translation.objects.filter(target_locale=factories.locale("ru"), enabled=True).count() == 3


def test_publishing_the_source_again_publishes_no_parent(news, home):
    factories.submit(news, "ru")

    factories.publish(home)

    assert not home.get_translation(factories.locale("ru")).live


def test_publish_shows_the_translated_words(news, home):
    factories.translated(home, "ru")

    russian = factories.translated(news, "ru")

    assert (russian.live, russian.title, russian.summary) == (True, "[ru] Жаңалық", "[ru] Қысқаша")
    assert russian.body[0].value.source == "<p>[ru] Мәтін</p>"


def test_submitting_an_organisation_publishes_nothing():
    factories.make_home()
    organisation = factories.make_organisation()

    russian = factories.submit(organisation, "ru")

    assert (russian.live, russian.live_revision, russian.first_published_at) == (False, None, None)


def test_published_organisation_has_the_translated_words():
    factories.make_home()
    russian = factories.translated(factories.make_organisation(), "ru")

    assert (russian.live, russian.name) == (True, "[ru] Президенттік орталық")


def test_update_leaves_new_words_to_the_translator(news):
    russian = factories.translated(news, "ru")
    news.title = "Жаңа атау"
    news = factories.publish(news)

    TranslationSource.objects.get_for_instance(news).update_from_db()

    assert factories.fresh(russian).title == "[ru] Жаңалық"


def test_update_then_publish_brings_the_new_words(news):
    factories.translated(news, "ru")
    news.title = "Жаңа атау"
    news = factories.publish(news)
    TranslationSource.objects.get_for_instance(news).update_from_db()
    factories.translate_words(news, "ru")

    russian = factories.publish_translation(news, "ru")

    assert russian.title == "[ru] Жаңа атау"


def test_a_cleared_summary_is_cleared_in_the_translation(news):
    factories.translated(news, "ru")
    news.summary = ""
    news = factories.publish(news)
    TranslationSource.objects.get_for_instance(news).update_from_db()

    assert factories.publish_translation(news, "ru").summary == ""


def test_neutral_blocks_offer_nothing_to_translate(home):
    image = factories.make_image()
    about = factories.make_page(
        home,
        body=[
            ("image", {"image": image, "alt": "Оқу залы", "decorative": False}),
            ("related_pages", {"title": "", "pages": [home]}),
        ],
    )

    factories.submit(about, "ru")

    source = TranslationSource.objects.get_for_instance(about)
    assert list(source.overridablesegment_set.values_list("data_json", flat=True)) == []
    body = json.loads(source.content_json)["body"]
    alt_path = f"body.{json.loads(body)[0]['id']}.alt"
    assert alt_path in source.stringsegment_set.values_list("context__path", flat=True)
