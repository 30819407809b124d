"""The public site's kinds of page and their states, as addresses of a running site's demo content."""

import json

from tests.browser.site import RunningSite

LANGUAGES = ("kk", "ru", "en")

_SCRIPT = """
import json
from django.urls import reverse
from django.utils import timezone, translation
from events.models import EventIndexPage, EventPage, LessonIndexPage, LessonPage
from home.models import HomePage, NewsIndexPage, NewsPage, StandardPage
from volunteers.models import Opportunity

def path(pages):
    return pages.order_by("pk").first().get_url_parts()[2]

searched = {"kk": "сабақ", "ru": "урок", "en": "lesson"}
soonest = EventPage.objects.upcoming().exclude(status="scheduled").first()
busy = f"{timezone.localtime(soonest.starts_at):%Y-%m}"
wanting = Opportunity.objects.taking_applications(timezone.now()).first()
found = {}
for code in ("kk", "ru", "en"):
    mine = dict(locale__language_code=code, live=True)
    events = EventPage.objects.filter(**mine)
    listing = path(EventIndexPage.objects.filter(**mine))
    with translation.override(code):
        found[code] = {
            "home": path(HomePage.objects.filter(**mine)),
            "standard page": path(StandardPage.objects.filter(**mine)),
            "news": path(NewsIndexPage.objects.filter(**mine)),
            "news item": path(NewsPage.objects.filter(**mine)),
            "events": listing,
            "past events": listing + "?when=past",
            "month": listing + "?view=month",
            "busy month": listing + "?view=month&month=" + busy,
            "places": listing + "?view=places",
            "no places": listing + "?view=places&scale=international&volunteers=on&month=1999-01",
            "no events": listing + "?scale=international&volunteers=on&month=1999-01",
            "event": path(events.upcoming().filter(opportunities__isnull=True)),
            "event with form": path(events.upcoming().wanting_volunteers()),
            "cancelled event": path(events.filter(status="cancelled")),
            "past event": path(events.past()),
            "lessons": path(LessonIndexPage.objects.filter(**mine)),
            "lesson": path(LessonPage.objects.filter(**mine)),
            "form": reverse("volunteers:apply", args=[wanting.code]),
            "search": reverse("search:results"),
            "search results": reverse("search:results") + "?q=" + searched[code],
            "search for one kind": reverse("search:results") + "?kind=news&q=" + searched[code],
            "search without results": reverse("search:results") + "?q=волонтерррр",
            "404": f"/{code}/no-such-page/",
        }
print(json.dumps(found))
"""


def public_pages(site: RunningSite) -> dict[str, dict[str, str]]:
    """Paths by language and kind, asked of the site itself."""
    return json.loads(site.manage("shell", "--no-imports", "-c", _SCRIPT).splitlines()[-1])
