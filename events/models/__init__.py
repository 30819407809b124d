from .event_index import EventIndexPage
from .events import EventPage
from .holdings import Holding
from .lessons import LessonIndexPage, LessonPage
from .notices import ChangeNotice
from .venues import Venue

__all__ = ["ChangeNotice", "EventIndexPage", "EventPage", "Holding", "LessonIndexPage", "LessonPage", "Venue"]
