import datetime
import itertools

from django.utils import timezone

from events.models import EventIndexPage, EventPage, Holding, LessonIndexPage, LessonPage, Venue
from tests.home.factories import add, locale, publish

_numbers = itertools.count(1)
HOUR = datetime.timedelta(hours=1)
DAY = datetime.timedelta(days=1)


def local(*parts: int) -> datetime.datetime:
    """A moment by the clock in Astana."""
    return timezone.make_aware(datetime.datetime(*parts))  # noqa: DTZ001 - made aware around it


def make_venue(**fields):
    defaults = {"name": "Кітапхана", "address": "Бейбітшілік көшесі, 1", "city": "Астана", "locale": locale("kk")}
    return publish(Venue.objects.create(**{**defaults, **fields}))


def make_holding(**fields):
    number = next(_numbers)
    defaults = {"title": f"Жәдігер {number}", "shelfmark": f"М-{number}", "locale": locale("kk")}
    return publish(Holding.objects.create(**{**defaults, **fields}))


def make_event_index(home, **fields):
    return add(home, EventIndexPage(**{"title": "Іс-шаралар", "slug": "events", "show_in_menus": True, **fields}))


def event(**fields):
    """One as yet unsaved: tomorrow, for two hours."""
    number = next(_numbers)
    starts_at = fields.pop("starts_at", None) or timezone.now() + DAY
    defaults = {"title": f"Іс-шара {number}", "slug": f"event-{number}", "ends_at": starts_at + 2 * HOUR}
    if fields.get("attendance") != "online" and "venue" not in fields:
        fields["venue"] = make_venue()
    return EventPage(**{**defaults, "starts_at": starts_at, **fields})


def make_event(index, **fields):
    return add(index, event(**fields))


def make_lesson_index(home, **fields):
    return add(home, LessonIndexPage(**{"title": "Сабақтар", "slug": "lessons", "show_in_menus": True, **fields}))


def lesson(**fields):
    """One as yet unsaved."""
    number = next(_numbers)
    defaults = {
        "title": f"Сабақ {number}",
        "slug": f"lesson-{number}",
        "topic": "Елорда",
        "grade_from": 5,
        "grade_to": 7,
    }
    return LessonPage(**{**defaults, **fields})


def make_lesson(index, **fields):
    return add(index, lesson(**fields))
