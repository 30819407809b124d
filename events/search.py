"""What `events` lets readers find: events, lessons, and the holdings that lessons show."""

from collections.abc import Iterable

from django.db.models import Model
from django.utils.translation import gettext_lazy as _

from events.models import EventIndexPage, EventPage, Holding, LessonIndexPage, LessonPage
from home.search.kinds import Content, Kind, register, text_of
from home.search.pages import PAGES

EVENTS = Kind("events", _("Events"))
LESSONS = Kind("lessons", _("Lessons"))
HOLDINGS = Kind("holdings", _("Holdings"))


def register_all() -> None:
    register(EVENTS, EventPage)
    register(LESSONS, LessonPage)
    register(HOLDINGS, Holding, contents=contents_of_holdings)
    register(PAGES, EventIndexPage, LessonIndexPage)


def contents_of_holdings(holdings: Iterable[Model]) -> dict[int, Content]:
    """Each where the first lesson in its language shows it. One that no lesson shows has no page to lead to."""
    lessons = _lessons_by_holding()
    contents = {}
    for holding in holdings:
        lesson = lessons.get((holding.translation_key, holding.locale_id))
        if lesson is not None:
            contents[holding.pk] = Content(lesson, holding.title, text_of(holding), holding.anchor)
    return contents


def _lessons_by_holding() -> dict[tuple, LessonPage]:
    """By the holding's key and the language. A lesson names holdings in the language in which it was first written."""
    chosen = [
        (lesson, block["value"])
        for lesson in LessonPage.objects.live().order_by("pk")
        for block in lesson.holdings.raw_data
    ]
    keys = dict(Holding.objects.filter(pk__in={pk for _lesson, pk in chosen}).values_list("pk", "translation_key"))
    found: dict[tuple, LessonPage] = {}
    for lesson, pk in chosen:
        if pk in keys:
            found.setdefault((keys[pk], lesson.locale_id), lesson)
    return found
