"""What follows a source by a detour: translated from a translation, an alias of one, or stopped for a while."""

import datetime

import pytest
from wagtail_localize.models import Translation

from home.models import TextArrival
from tests.home import factories
from translation_workflow.moderation import has_news
from translation_workflow.texts import texts_waiting, translation_of

pytestmark = pytest.mark.django_db

NEW = datetime.date(2026, 12, 31)


@pytest.fixture
def home():
    """English was there first, so that its pages stand before the Russian ones."""
    home = factories.make_home()
    factories.translated(home, "en", "ru")
    return home


@pytest.fixture
def news(home):
    index = factories.make_news_index(home)
    factories.translated(index, "en", "ru")
    body = [("rich_text", "<p>Бір</p>"), ("rich_text", "<p>Екі</p>")]
    return factories.make_news(index, title="Жаңалық", summary="Қысқаша", body=body)


@pytest.fixture
def russian(news):
    return factories.translated(news, "ru")


@pytest.fixture
def english(russian):
    """Translated from Russian."""
    return factories.translated(russian, "en")


def test_facts_and_structure_go_through_a_translation_into_what_is_translated_from_it(news, english):
    news.published_on, news.summary = NEW, ""
    news.body.append(("image", {"image": factories.make_image(), "alt": "", "decorative": True}))
    del news.body[0]

    factories.publish(news)

    english = factories.fresh(english)
    assert (english.published_on, english.summary) == (NEW, "")
    assert [block.block_type for block in english.body] == ["rich_text", "image"]


def test_a_block_brought_back_comes_back_through_a_translation(news, english):
    before = news.get_latest_revision()
    del news.body[0]
    factories.publish(news)

    factories.publish(before.as_object())

    assert len(factories.fresh(english).body) == 2


def test_who_translates_from_a_translation_is_told_what_is_gone_from_it(news, russian, english):
    news.summary = ""
    news = factories.publish(news)
    russian = factories.fresh(russian)
    news.summary = "Басқа"
    news = factories.publish(news)
    factories.translate_words(news, "ru")

    factories.publish_translation(news, "ru")

    assert [text.string.data for text in texts_waiting(translation_of(english))] == ["[ru] Басқа"]
    assert TextArrival.objects.filter(source=translation_of(english).source).count() == 1


def test_what_has_lost_its_translations_is_submitted_again_as_it_is(home):
    russian_home = factories.fresh(home.get_translation(factories.locale("ru")))
    page = factories.make_page(russian_home, title="Страница")
    factories.translated(page, "kk").delete()
    page.show_in_menus = True

    page = factories.publish(factories.fresh(page).with_content_json(page.serializable_data()))

    assert factories.submit(page, "kk").show_in_menus


def test_a_source_leads_what_was_translated_from_a_translation_that_is_gone(home):
    english = factories.make_page(factories.fresh(home.get_translation(factories.locale("en"))), title="Page")
    kazakh = factories.translated(factories.translated(english, "ru"), "kk")
    english.get_translation(factories.locale("ru")).delete()
    english = factories.fresh(english)
    english.show_in_menus = True

    english = factories.publish(english)

    assert (english.show_in_menus, factories.fresh(kazakh).show_in_menus) == (True, True)


def test_an_alias_of_a_translation_follows_with_it(news, russian):
    alias = russian.create_alias(update_slug="alias")
    news.published_on = NEW

    factories.publish(news)

    alias = factories.fresh(alias)
    assert (alias.live, alias.published_on, alias.title) == (True, NEW, "[ru] Жаңалық")


def test_a_translation_taken_up_again_takes_over_what_was_published_meanwhile(news, russian):
    translation = Translation.objects.get(pk=translation_of(russian).pk)
    translation.enabled = False
    translation.save()
    news.summary = ""
    del news.body[0]
    factories.publish(news)

    translation.enabled = True
    translation.save()

    russian = factories.fresh(russian)
    assert (russian.summary, len(russian.body)) == ("", 1)


def test_words_that_nobody_has_published_are_held_back_when_a_translation_goes_on(news, russian):
    news.title = "Басқа атау"
    news = factories.publish(news)
    factories.translate_words(news, "ru")
    translation = Translation.objects.get(pk=translation_of(russian).pk)
    translation.enabled = False
    translation.save()
    factories.publish(factories.fresh(russian))

    translation.enabled = True
    translation.save()

    russian = factories.fresh(russian)
    assert (russian.title, russian.summary) == ("[ru] Жаңалық", "[ru] Қысқаша")
    assert has_news(translation, russian)


def test_a_translation_of_an_unpublished_source_takes_nothing_over(news, russian):
    translation = Translation.objects.get(pk=translation_of(russian).pk)
    translation.enabled = False
    translation.save()
    news.unpublish()
    news = factories.fresh(news)
    news.summary = ""
    news.save()

    translation.enabled = True
    translation.save()

    assert factories.fresh(russian).summary == "[ru] Қысқаша"
