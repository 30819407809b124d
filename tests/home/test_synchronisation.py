"""What has no language is the same in every translation from the moment the source is published."""

import datetime
import json

import pytest
from django.utils.html import strip_tags
from wagtail.models import Revision
from wagtail_localize.models import Translation, TranslationSource

from home.models import TextArrival
from tests.home import factories
from translation_workflow.texts import texts_waiting

pytestmark = pytest.mark.django_db

OLD = datetime.date(2026, 11, 1)
NEW = datetime.date(2026, 12, 31)


@pytest.fixture
def home():
    return factories.make_home()


@pytest.fixture
def news(home):
    return factories.make_news(factories.make_news_index(home), title="Жаңалық", published_on=OLD)


def move(page, **values):
    for name, value in values.items():
        setattr(page, name, value)
    return factories.publish(page)


def test_a_date_reaches_all_translations_at_once(news):
    factories.translated(news, "ru", "en")

    move(news, published_on=NEW)

    assert {page.published_on for page in news.get_translations()} == {NEW}


def test_an_unpublished_draft_of_the_source_reaches_none(news):
    russian = factories.translated(news, "ru")
    news.published_on = NEW
    news.save_revision()

    assert factories.fresh(russian).published_on == OLD


def test_a_cover_given_and_taken_away_reaches_the_translation(news):
    russian = factories.translated(news, "ru")
    image = factories.make_image()

    news = move(news, cover=image)
    given = factories.fresh(russian).cover
    move(news, cover=None)

    assert (given, factories.fresh(russian).cover) == (image, None)


def test_words_of_the_translation_stay(news):
    russian = factories.translated(news, "ru")

    move(news, published_on=NEW, title="Басқа атау")

    assert factories.fresh(russian).title == "[ru] Жаңалық"


def test_a_draft_translation_is_not_published(news):
    russian = factories.submit(news, "ru")

    move(news, published_on=NEW)

    russian = factories.fresh(russian)
    assert (russian.live, russian.published_on) == (False, NEW)
    assert russian.get_latest_revision_as_object().published_on == NEW


def test_the_words_of_a_later_draft_are_kept_and_not_published(news):
    russian = factories.translated(news, "ru")
    russian.title = "Черновик"
    russian.save_revision()

    move(news, published_on=NEW)

    russian = factories.fresh(russian)
    draft = russian.get_latest_revision_as_object()
    assert (russian.title, russian.published_on) == ("[ru] Жаңалық", NEW)
    assert (draft.title, draft.published_on) == ("Черновик", NEW)


def test_publishing_an_older_draft_does_not_bring_the_old_date_back(news):
    russian = factories.translated(news, "ru")
    revision = russian.save_revision()
    move(news, published_on=NEW)

    Revision.objects.get(pk=revision.pk).publish()

    assert factories.fresh(russian).published_on == NEW


def test_publishing_from_the_frozen_source_does_not_bring_the_old_date_back(news):
    factories.translated(news, "ru")
    move(news, published_on=NEW)

    frozen = json.loads(TranslationSource.objects.get_for_instance(news).content_json)
    russian = factories.publish_translation(news, "ru")

    assert (frozen["published_on"], russian.published_on) == (NEW.isoformat(), NEW)


def test_a_scheduled_revision_is_changed_too(news):
    russian = factories.translated(news, "ru")
    russian.go_live_at = datetime.datetime(2030, 1, 1, tzinfo=datetime.UTC)
    scheduled = russian.save_revision()
    scheduled.publish()
    factories.fresh(russian).save_revision()

    move(news, published_on=NEW)

    assert Revision.objects.get(pk=scheduled.pk).content["published_on"] == NEW.isoformat()


def test_history_is_left_as_it_was(news):
    russian = factories.translated(news, "ru")
    first = russian.latest_revision
    russian.save_revision()
    factories.fresh(russian).save_revision().publish()

    move(news, published_on=NEW)

    assert Revision.objects.get(pk=first.pk).content["published_on"] == OLD.isoformat()


def test_a_stopped_translation_follows_too(news):
    russian = factories.translated(news, "ru")
    Translation.objects.filter(target_locale=russian.locale).update(enabled=False)

    move(news, published_on=NEW)

    assert factories.fresh(russian).published_on == NEW


def test_a_translation_edited_on_its_own_gets_the_sources_date_back(news):
    russian = factories.translated(news, "ru")
    Translation.objects.filter(target_locale=russian.locale).update(enabled=False)

    move(russian, published_on=NEW)

    assert factories.fresh(russian).published_on == OLD
    assert factories.fresh(news).published_on == OLD


def test_a_page_first_written_in_russian_leads_its_kazakh_translation(home):
    factories.translated(home, "ru")
    russian_home = home.get_translation(factories.locale("ru"))
    index = factories.make_news_index(russian_home, title="Новости")
    news = factories.make_news(index, title="Новость", published_on=OLD)
    factories.translated(index, "kk")
    kazakh = factories.translated(news, "kk")

    move(news, published_on=NEW)

    assert factories.fresh(kazakh).published_on == NEW


def test_a_changed_translation_looks_changed_to_sitemaps(news):
    russian = factories.translated(news, "ru")

    move(news, published_on=NEW)

    assert factories.fresh(russian).last_published_at > russian.last_published_at


def test_an_unchanged_translation_is_not_touched(news):
    russian = factories.translated(news, "ru")

    move(news, title="Басқа атау")

    assert factories.fresh(russian).last_published_at == russian.last_published_at


def test_a_picture_inside_the_body_reaches_the_translation(home):
    old, new = factories.make_image(), factories.make_image()
    about = factories.make_page(home, body=[("image", {"image": old, "alt": "Оқу залы", "decorative": False})])
    russian = factories.translated(about, "ru")
    about.body[0].value["image"] = new

    factories.publish(about)

    value = factories.fresh(russian).body[0].value
    assert (value["image"], value["alt"]) == (new, "[ru] Оқу залы")


def test_a_picture_inside_a_gallery_reaches_the_translation(home):
    old, new = factories.make_image(), factories.make_image()
    pictures = [{"image": old, "alt": "Бір", "decorative": False}, {"image": old, "alt": "Екі", "decorative": False}]
    about = factories.make_page(home, body=[("gallery", {"title": "Суреттер", "images": pictures})])
    russian = factories.translated(about, "ru")
    about.body[0].value["images"][1]["image"] = new

    factories.publish(about)

    images = factories.fresh(russian).body[0].value["images"]
    assert [(item["image"], item["alt"]) for item in images] == [(old, "[ru] Бір"), (new, "[ru] Екі")]


def test_a_headings_level_reaches_the_translation_and_its_words_do_not(home):
    about = factories.make_page(home, body=[("heading", {"text": "Залдар", "level": "h2"})])
    russian = factories.translated(about, "ru")
    about.body[0].value["level"], about.body[0].value["text"] = "h3", "Басқа"

    factories.publish(about)

    value = factories.fresh(russian).body[0].value
    assert (value["level"], value["text"]) == ("h3", "[ru] Залдар")


def test_a_block_that_the_translation_does_not_have_yet_waits_for_the_translator(home):
    about = factories.make_page(home, body=[("rich_text", "<p>Мәтін</p>")])
    russian = factories.translated(about, "ru")
    about.body.append(("heading", {"text": "Жаңа", "level": "h2"}))

    factories.publish(about)

    assert [block.block_type for block in factories.fresh(russian).body] == ["rich_text"]


def test_the_organisations_phones_reach_the_translation():
    factories.make_home()
    organisation = factories.make_organisation(phones="+7 7172 70 00 00")
    russian = factories.translated(organisation, "ru")

    move(organisation, phones="+7 7172 70 11 11")

    russian = factories.fresh(russian)
    assert (russian.phones, russian.name) == ("+7 7172 70 11 11", "[ru] Президенттік орталық")


def test_a_block_taken_away_is_gone_in_the_translation_at_once(home):
    about = factories.make_page(home, body=[("rich_text", "<p>Бір</p>"), ("rich_text", "<p>Екі</p>")])
    russian = factories.translated(about, "ru")
    del about.body[0]

    factories.publish(about)

    assert [strip_tags(block.value.source) for block in factories.fresh(russian).body] == ["[ru] Екі"]


def test_blocks_take_the_order_of_the_source(home):
    about = factories.make_page(home, body=[("rich_text", "<p>Бір</p>"), ("rich_text", "<p>Екі</p>")])
    russian = factories.translated(about, "ru")
    about.body.append(about.body.pop(0))

    factories.publish(about)

    russian = factories.fresh(russian)
    assert [strip_tags(block.value.source) for block in russian.body] == ["[ru] Екі", "[ru] Бір"]
    assert russian.get_latest_revision_as_object().body == russian.body


def test_a_block_brought_back_is_back_in_the_words_that_it_had(home):
    about = factories.make_page(home, body=[("rich_text", "<p>Бір</p>"), ("rich_text", "<p>Екі</p>")])
    russian = factories.translated(about, "ru")
    before = about.get_latest_revision()
    del about.body[0]
    factories.publish(about)

    factories.publish(before.as_object())

    assert [strip_tags(block.value.source) for block in factories.fresh(russian).body] == ["[ru] Бір", "[ru] Екі"]


def test_a_field_that_the_source_has_emptied_is_empty_in_the_translation(news):
    news = move(news, summary="Қысқаша")
    russian = factories.translated(news, "ru")

    move(news, summary="")

    assert (russian.summary, factories.fresh(russian).summary) == ("[ru] Қысқаша", "")


def test_the_blocks_of_a_stopped_translation_are_its_own(home):
    about = factories.make_page(home, body=[("rich_text", "<p>Бір</p>"), ("rich_text", "<p>Екі</p>")])
    russian = factories.translated(about, "ru")
    Translation.objects.filter(target_locale=russian.locale).update(enabled=False)
    del about.body[0]

    factories.publish(about)

    assert len(factories.fresh(russian).body) == 2


def test_a_translation_that_nobody_has_published_yet_reaches_no_reader(home):
    about = factories.make_page(home, body=[("rich_text", "<p>Бір</p>")])
    factories.translated(about, "ru")
    about.body.append(("rich_text", "<p>Екі</p>"))
    about = factories.publish(about)
    factories.translate_words(about, "ru")  # Saved, and perhaps before a moderator.

    about.body.append(("image", {"image": factories.make_image(), "alt": "", "decorative": True}))
    factories.publish(about)

    russian = factories.fresh(about.get_translation(factories.locale("ru")))
    assert [block.block_type for block in russian.body] == ["rich_text", "image"]


def test_publishing_tells_translators_what_is_new(news):
    factories.translated(news, "ru")
    translation = Translation.objects.get(target_locale__language_code="ru", source__object_id=news.translation_key)
    was_complete = not texts_waiting(translation).exists()

    news = move(news, title="Басқа атау")

    waiting = texts_waiting(translation)
    arrival = TextArrival.objects.get(source=translation.source)
    assert (was_complete, [segment.string.data for segment in waiting]) == (True, ["Басқа атау"])
    assert (arrival.string.data, arrival.revision) == ("Басқа атау", news.live_revision)


def test_a_text_that_is_gone_again_waits_for_nobody(news):
    factories.translated(news, "ru")
    former = news.title
    news = move(news, title="Басқа атау")

    move(news, title=former)

    assert list(TextArrival.objects.values_list("string__data", flat=True)) == [former]
    assert not texts_waiting(Translation.objects.get(source__object_id=news.translation_key)).exists()
