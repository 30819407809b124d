"""What venues and holdings are used by. Pages name them in any language, and are counted once, not once a language."""

from collections import defaultdict
from uuid import UUID

from django.db.models import Count, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce
from wagtail.models import Locale

from events.models import EventPage, Holding, LessonPage, Venue


def with_events_held(venues: QuerySet[Venue]) -> QuerySet[Venue]:
    """Annotated with `events_held`, the number of live events there, those to come and those past."""
    events = EventPage.objects.live().filter(venue__translation_key=OuterRef("translation_key")).order_by()
    counted = events.values("venue__translation_key").annotate(n=Count("translation_key", distinct=True))
    return venues.annotate(events_held=Coalesce(Subquery(counted.values("n")), 0))


def lessons_by_holding() -> dict[UUID, list[LessonPage]]:
    """The live lessons that show a holding, by its translation key; in the reader's language where they have it.

    Two queries in all. Lessons are read as they are stored, for the index of references knows drafts too.
    """
    keys = dict(Holding.objects.values_list("pk", "translation_key"))
    here = Locale.get_active().pk
    found: defaultdict[UUID, dict[UUID, LessonPage]] = defaultdict(dict)
    lessons = LessonPage.objects.live().select_related("locale").only("title", "translation_key", "locale", "holdings")
    for lesson in lessons.order_by("pk"):  # Where a lesson is not in the reader's language, as it was first written.
        for block in lesson.holdings.raw_data:
            by_lesson = found[keys.get(block["value"])]
            if lesson.locale_id == here or lesson.translation_key not in by_lesson:
                by_lesson[lesson.translation_key] = lesson
    return {key: sorted(by_lesson.values(), key=lambda lesson: lesson.title) for key, by_lesson in found.items() if key}
