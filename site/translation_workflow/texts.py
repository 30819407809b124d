"""What of a source is not translated yet, by wagtail-localize's own texts."""

import datetime

from django.db.models import Exists, OuterRef, QuerySet
from wagtail.models import TranslatableMixin
from wagtail_localize.models import StringSegment, StringTranslation, Translation

# A page's address may stay in the source's letters; nobody reads it as text.
ADDRESS = "slug"


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


def is_complete(translation: Translation) -> bool:
    """Whether publishing it would show readers no word of the source's language."""
    return not texts_waiting(translation).exists()


def is_ready(translation: Translation) -> bool:
    """Whether it may be published: its source is, it is complete, and a person has read what a machine made."""
    is_source_live = getattr(translation.source.get_source_instance(), "live", True)
    return is_source_live and is_complete(translation) and not machine_made(translation).exists()
