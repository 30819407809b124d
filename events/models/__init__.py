from .event_index import EventIndexPage
from .events import EventPage
from .holdings import Holding
from .lessons import LessonIndexPage, LessonPage
from .notices import ChangeNotice, Decision
from .venues import Venue

__all__ = [
    "ChangeNotice",
    "Decision",
    "EventIndexPage",
    "EventPage",
    "Holding",
    "LessonIndexPage",
    "LessonPage",
    "Venue",
]
