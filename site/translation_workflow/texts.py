"""What of a source is not translated yet, by wagtail-localize's own texts."""

import datetime
from collections.abc import Iterator
from enum import Enum, auto

from django.db.models import Exists, OuterRef, QuerySet
from wagtail.models import TranslatableMixin
from wagtail_localize.models import StringSegment, StringTranslation, Translation

# A page's address may stay in the source's letters; nobody reads it as text.
ADDRESS = "slug"


class Hindrance(Enum):
    SOURCE_NOT_LIVE = auto()
    NOT_TRANSLATED = auto()  # Readers would be shown words of the source's language.
    NOT_READ = auto()  # made by a machine, and looked at by nobody


def translation_of(instance: TranslatableMixin) -> Translation | None:
    """The record by which wagtail-localize manages `instance`; None where nobody translates it, or no longer."""
    translations = Translation.objects.filter(
        source__object_id=instance.translation_key, target_locale_id=instance.locale_id, enabled=True
    )
    return translations.select_related("source", "target_locale").first()


def texts_waiting(translation: Translation, written_by: datetime.datetime | None = None) -> QuerySet[StringSegment]:
    """The texts of the source that `translation` lacks; with `written_by`, those it lacked at that moment."""
    return StringSegment.objects.filter(
        ~Exists(translated_texts(written_by).filter(locale=translation.target_locale_id)),
        source=translation.source_id,
    ).exclude(context__path=ADDRESS)


def translated_texts(written_by: datetime.datetime | None = None) -> QuerySet[StringTranslation]:
    """To be asked about a StringSegment from outside: its translations that can be shown, in whichever language."""
    found = StringTranslation.objects.filter(
        translation_of=OuterRef("string"), context=OuterRef("context"), has_error=False
    ).exclude(data="")
    return found.filter(updated_at__lte=written_by) if written_by else found


def machine_made(translation: Translation) -> QuerySet[StringTranslation]:
    """The texts in use that a machine has translated and nobody has looked at."""
    in_use = StringSegment.objects.filter(
        source=translation.source_id, string=OuterRef("translation_of"), context=OuterRef("context")
    )
    return StringTranslation.objects.filter(
        Exists(in_use), locale=translation.target_locale_id, translation_type=StringTranslation.TRANSLATION_TYPE_MACHINE
    ).exclude(context__path=ADDRESS)


def hindrances(translation: Translation) -> Iterator[tuple[Hindrance, int]]:
    """What speaks against publishing it, each with the number of times; nothing where it may be.

    The next is looked for when it is asked for.
    """
    if not getattr(translation.source.get_source_instance(), "live", True):
        yield Hindrance.SOURCE_NOT_LIVE, 1
    if waiting := texts_waiting(translation).count():
        yield Hindrance.NOT_TRANSLATED, waiting
    if unread := machine_made(translation).count():
        yield Hindrance.NOT_READ, unread


def is_ready(translation: Translation) -> bool:
    return next(hindrances(translation), None) is None
