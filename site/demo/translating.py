"""Translations as a translator in the admin would make them.

Each text becomes wagtail-localize's own record of a translated string, and the translation is published from those
records. A copy of the page with other words in it would look the same to visitors, and to an editor as if nothing had
been translated: the next change of the source would ask for everything anew.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from django.contrib.auth.models import AbstractUser
from django.utils import timezone
from wagtail.models import Locale, TranslatableMixin
from wagtail_localize.models import StringSegment, StringTranslation, Translation, TranslationSource
from wagtail_localize.segments import StringSegmentValue
from wagtail_localize.segments.extract import extract_segments

from translation_workflow.texts import texts_waiting


class ContentMismatch(Exception):
    """The content files say something in one language that they do not say in another."""


def publish_in(words: Mapping[str, Mapping[str, Any]], *, source: TranslatableMixin, by: AbstractUser) -> None:
    """Translate `source` into every language of `words`, which holds its fields' values in each, and publish.

    Call outside of a transaction of your own: wagtail-localize publishes when its own has been committed.
    """
    frozen, _created = TranslationSource.update_or_create_from_instance(source)
    segments = list(StringSegment.objects.filter(source=frozen).select_related("context").order_by("order"))
    for language, fields in words.items():
        translation = Translation.objects.create(
            source=frozen, target_locale=Locale.objects.get(language_code=language)
        )
        _write_strings(translation, segments, _strings_of(frozen, fields), by)
        translation.save_target(user=by, publish=True)


def give_words(translation: Translation, words: Mapping[str, str], by: AbstractUser) -> None:
    """Translate those texts that it lacks and `words` has, by their paths, such as `summary`."""
    lacking = texts_waiting(translation).select_related("context").filter(context__path__in=words)
    rows = {segment.context.path: segment for segment in lacking}
    _write_rows(translation, ((segment, words[path]) for path, segment in rows.items()), by)


def _strings_of(frozen: TranslationSource, fields: Mapping[str, Any]) -> list[StringSegmentValue]:
    """The texts of the source's object as if it had been written in another language, in the same order.

    wagtail-localize itself takes it apart, so that the pieces are cut where it cut those of the source.
    """
    twin = frozen.as_instance()
    for name, value in fields.items():
        setattr(twin, name, value)
    return [segment for segment in extract_segments(twin) if isinstance(segment, StringSegmentValue)]


def _write_strings(
    translation: Translation, segments: list[StringSegment], strings: list[StringSegmentValue], by: AbstractUser
) -> None:
    wanted = [segment.context.path for segment in segments]
    found = [string.path for string in strings]
    if wanted != found:
        raise ContentMismatch(f"{translation.source.object_repr}: {set(wanted) ^ set(found) or 'another order'}")
    texts = ((segment, string.string.data) for segment, string in zip(segments, strings, strict=True))
    _write_rows(translation, texts, by)


def _write_rows(translation: Translation, texts: Iterable[tuple[StringSegment, str]], by: AbstractUser) -> None:
    rows: dict[tuple[int, int], StringTranslation] = {}
    for segment, text in texts:
        row = StringTranslation(
            translation_of_id=segment.string_id,
            locale=translation.target_locale,
            context=segment.context,
            data=text,
            translation_type=StringTranslation.TRANSLATION_TYPE_MANUAL,
            last_translated_by=by,
        )
        # The same words twice in one text are one string to wagtail-localize.
        rows[segment.string_id, segment.context_id] = row
    StringTranslation.objects.bulk_create(rows.values())
    translation.translations_last_updated_at = timezone.now()
    translation.save(update_fields=["translations_last_updated_at"])
