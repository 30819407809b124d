"""What of a source is not translated yet, by wagtail-localize's own texts."""

import datetime

from django.db.models import Exists, OuterRef, QuerySet
from wagtail_localize.models import StringSegment, StringTranslation, Translation

# A page's address may stay in the source's letters; nobody reads it as text.
ADDRESS = "slug"


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


def is_complete(translation: Translation) -> bool:
    """Whether publishing it would show readers no word of the source's language."""
    return not texts_waiting(translation).exists()
