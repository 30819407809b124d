"""A translator's words outlive the page that she made of them."""

import pytest
from wagtail_localize.models import StringTranslation, TranslatableObject, Translation, TranslationSource

from tests.home import factories
from translation_workflow.texts import texts_waiting, translation_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def page():
    home = factories.make_home()
    return factories.make_page(home, title="Бет", body=[("rich_text", "<p>Бір</p>")])


def test_a_translation_deleted_and_submitted_again_has_its_words(page):
    factories.translated(page, "ru").delete()

    russian = factories.submit(factories.fresh(page), "ru")

    assert (russian.live, russian.title) == (False, "[ru] Бет")
    assert not texts_waiting(translation_of(russian)).exists()


def test_a_deleted_translation_waits_for_nobody(page):
    russian = factories.translated(page, "ru", "en")

    russian.delete()

    source = TranslationSource.objects.get_for_instance(page)
    assert [translation.target_locale.language_code for translation in source.translations.all()] == ["en"]


def test_what_was_translated_from_a_deleted_source_leads_itself(page):
    russian = factories.translated(page, "ru")
    page.delete()

    kazakh = factories.submit(factories.fresh(russian), "kk")

    assert (translation_of(factories.fresh(russian)), translation_of(kazakh).source.locale) == (None, russian.locale)
    assert kazakh.title == "[ru] Бет"


def test_what_was_translated_from_a_deleted_translation_keeps_its_words_and_its_source(page):
    russian = factories.translated(page, "ru")
    english = factories.translated(russian, "en")

    russian.delete()

    translation = Translation.objects.get(target_locale=english.locale, source__object_id=page.translation_key)
    assert (translation.source.locale, translation.enabled) == (page.locale, False)
    assert factories.fresh(english).title == "[en] [ru] Бет"


def test_nothing_is_kept_of_what_is_gone_in_all_languages(page):
    russian = factories.translated(page, "ru")

    russian.delete()
    factories.fresh(page).delete()

    key = page.translation_key
    assert not TranslatableObject.objects.filter(pk=key).exists()
    assert not StringTranslation.objects.filter(context__object_id=key).exists()
