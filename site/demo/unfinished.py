"""What is not finished: drafts, translations and pages that wait for one account or another, and that no visitor sees.

All of it comes about as it does in the admin: submitted, translated, published, and sent on to the moderator.
"""

import datetime

from django.contrib.auth import get_user_model
from django.contrib.auth.models import AbstractUser
from django.db import transaction
from django.utils import timezone
from wagtail.models import Locale, Page
from wagtail_localize.models import Translation
from wagtail_localize.operations import translate_object

from demo import pages, translating
from demo.content import SOURCE, TRANSLATIONS, in_language, read
from demo.loading import Fields, Load
from home.models import NewsPage, TextArrival
from translation_workflow import moderation
from translation_workflow.texts import translation_of

TRANSLATORS = {"ru": "translator", "en": "translator-en"}


def load(load: Load) -> None:
    unfinished = read("unfinished")
    for key, entry in load.missing("draft", unfinished["drafts"]):
        with transaction.atomic():
            load.ledger.record(key, _begin(load, entry))
    for key, entry in load.missing("changed", unfinished["changed"]):
        page = load.ledger.find(Page, f"page/{entry['key']}")
        if page is None:  # deleted between two attempts at loading
            continue
        with transaction.atomic():
            _change(load, page.specific, entry)
            load.ledger.record(key, page)


def _begin(load: Load, entry: Fields) -> NewsPage:
    """A page of the editor's that was never published."""
    page = NewsPage(
        locale=Locale.objects.get(language_code=SOURCE),
        live=False,
        owner=load.editor,
        **pages.fields_of(load, NewsPage, entry, SOURCE),
    )
    load.ledger.get(Page, "page/news").add_child(instance=page)
    page.save_revision(user=load.editor)
    into = list(Locale.objects.filter(language_code__in=entry.get("into", [])))
    if into:
        translate_object(page, into, user=load.editor)
    for language, words in entry.get("words", {}).items():
        translation, translator = _translation(page, language), _account(TRANSLATORS[language])
        translating.give_words(translation, words, translator)
        translation.save_target(user=translator, publish=False)
    if entry.get("is_submitted"):
        page.get_workflow().start(page, load.editor)
    return page


def _change(load: Load, page: NewsPage, entry: Fields) -> None:
    """The source says something new: one language follows, the other still lacks it or waits for its moderator."""
    written = next(each for each in read("news")["news"] if each["key"] == entry["key"])
    if page.summary != written["former"]["summary"]:  # of an earlier demo, or changed by a person since
        return
    moderator = _account("moderator")
    page.summary = in_language(written, SOURCE)["summary"]
    page.save_revision(user=moderator).publish(user=moderator, skip_permission_checks=True)
    arrived_at = timezone.now() - datetime.timedelta(days=entry["days_ago"])
    TextArrival.objects.filter(source__object_id=page.translation_key).update(arrived_at=arrived_at)
    for language in TRANSLATIONS:
        translation, translator = _translation(page, language), _account(TRANSLATORS[language])
        if language != entry["lacks"]:
            translating.give_words(translation, {"summary": in_language(written, language)["summary"]}, translator)
            translation.save_target(user=translator, publish=True)
        elif "waiting" in entry:
            translating.give_words(translation, {"summary": entry["waiting"]}, translator)
            moderation.submit(translation=translation, instance=translation.get_target_instance(), by=translator)


def _translation(page: NewsPage, language: str) -> Translation:
    translation = translation_of(page.get_translation(Locale.objects.get(language_code=language)))
    if translation is None:
        raise ValueError(f"{page} is not translated by wagtail-localize into {language}")
    return translation


def _account(username: str) -> AbstractUser:
    return get_user_model().objects.get(username=username)
