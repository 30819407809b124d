"""What waits for a translator's words."""

from collections.abc import Iterable

from django.db.models import Count, Exists, F, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce
from wagtail_localize.models import StringSegment, Translation

from translation_workflow.texts import ADDRESS, translated_texts


def wanted_in(languages: Iterable[str]) -> QuerySet[Translation]:
    """Submitted into one of the languages and not wholly translated, latest first; `missing` counts the texts."""
    given = translated_texts().filter(locale=OuterRef(OuterRef("target_locale")))
    lacking = StringSegment.objects.filter(~Exists(given), source=OuterRef("source")).exclude(context__path=ADDRESS)
    missing = lacking.order_by().values("source").annotate(number=Count("pk")).values("number")
    return (
        Translation.objects.filter(enabled=True, target_locale__language_code__in=languages)
        .annotate(missing=Coalesce(Subquery(missing), 0))
        .filter(missing__gt=0)
        .select_related("source__locale", "target_locale")
        .order_by(F("source__last_updated_at").desc(), "pk")
    )
