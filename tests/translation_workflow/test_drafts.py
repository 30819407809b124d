"""A translation that is published stays as it is until another is published."""

import pytest
from wagtail_localize.models import Translation
from wagtail_localize.operations import translate_object

from tests.events.factories import make_venue
from tests.home import factories
from translation_workflow.texts import translation_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def news():
    home = factories.make_home()
    return factories.make_news(factories.make_news_index(home), title="Жаңалық", body=[("rich_text", "<p>Бір</p>")])


def save_draft(version):
    translation_of(version).save_target(publish=False)
    return factories.fresh(version)


def test_readers_keep_their_words_while_a_draft_waits_for_its_moderator(news):
    russian = factories.translated(news, "ru")
    news.title = "Басқа атау"
    news.body.append(("rich_text", "<p>Екі</p>"))
    news = factories.publish(news)
    factories.translate_words(news, "ru")

    russian = save_draft(russian)

    draft = russian.get_latest_revision_as_object()
    assert (russian.live, russian.title, len(russian.body)) == (True, "[ru] Жаңалық", 1)
    assert (draft.title, len(draft.body)) == ("[ru] Басқа атау", 2)
    assert factories.publish_translation(news, "ru").title == "[ru] Басқа атау"


def test_submitting_again_shows_readers_no_word_of_the_source(news):
    russian = factories.translated(news, "ru")
    news.title = "Басқа атау"
    news = factories.publish(news)

    translate_object(news, [russian.locale])

    assert factories.fresh(russian).title == "[ru] Жаңалық"


def test_the_address_that_readers_know_leads_to_the_page_still(news):
    russian = factories.translated(news, "ru")
    known = russian.url_path
    translation_of(russian).source.stringsegment_set.get(context__path="slug").string.translations.update(data="drugoy")

    russian = save_draft(russian)

    assert (russian.url_path, factories.publish_translation(news, "ru").slug) == (known, "drugoy")


def test_a_snippet_stays_published_while_a_draft_waits():
    factories.make_home()
    venue = make_venue(name="Кітапхана")
    russian = factories.translated(venue, "ru")
    venue.name = "Мұражай"
    venue = factories.publish(venue)
    factories.translate_words(venue, "ru")

    russian = save_draft(russian)

    assert (russian.live, russian.name) == (True, "[ru] Кітапхана")
    assert russian.get_latest_revision_as_object().name == "[ru] Мұражай"


def test_what_was_unpublished_stays_a_draft():
    factories.make_home()
    venue = make_venue()
    russian = factories.translated(venue, "ru")
    russian.unpublish()

    assert not save_draft(russian).live


def test_the_first_draft_is_as_wagtail_localize_makes_it(news):
    russian = factories.submit(news, "ru")
    factories.translate_words(news, "ru")

    Translation.objects.get(target_locale=russian.locale, source__object_id=news.translation_key).save_target(
        publish=False
    )

    russian = factories.fresh(russian)
    assert (russian.live, russian.title) == (False, "[ru] Жаңалық")
