"""The public site's kinds of page and their states, as addresses of the demo's content."""

import json
from collections.abc import Iterator
from typing import Protocol

LANGUAGES = ("kk", "ru", "en")
# Shown by the style guide, since no journey can break a site.
TROUBLE = ("404", "429", "500", "400", "403_csrf", "maintenance")


class Managed(Protocol):
    def manage(self, *arguments: str) -> str: ...


def public_pages(site: Managed) -> dict[str, dict[str, str]]:
    """Paths by language and kind, asked of the running site itself."""
    return _asked(site, "from tests.browser.pages import found; print(json.dumps(found()))")


def every_state(site: Managed) -> dict[str, dict[str, str]]:
    """The same, and the states that the demo does not show: they are made first."""
    return _asked(site, "from tests.browser.states import addresses; print(json.dumps(addresses()))")


def _asked(site: Managed, script: str) -> dict[str, dict[str, str]]:
    return json.loads(site.manage("shell", "--no-imports", "-c", f"import json; {script}").splitlines()[-1])


def found() -> dict[str, dict[str, str]]:
    """Of the database at hand."""
    from django.utils import translation

    paths = {}
    for language in LANGUAGES:
        with translation.override(language):
            paths[language] = {**_pages(language), **_searches(language)}
    return paths


def _pages(language: str) -> dict[str, str]:
    from django.urls import reverse
    from django.utils import timezone

    from events.models import EventIndexPage, EventPage, LessonIndexPage, LessonPage
    from home.models import HomePage, NewsIndexPage, NewsPage, StandardPage

    def path(pages) -> str:
        return pages.order_by("pk").first().get_url_parts()[2]

    mine = {"locale__language_code": language, "live": True}
    events = EventPage.objects.filter(**mine)
    listing = path(EventIndexPage.objects.filter(**mine))
    moved = events.upcoming().exclude(status="scheduled").first()
    return {
        "home": path(HomePage.objects.filter(**mine)),
        "standard page": path(StandardPage.objects.filter(**mine)),
        "news": path(NewsIndexPage.objects.filter(**mine)),
        "news item": path(NewsPage.objects.filter(**mine)),
        "events": listing,
        "past events": listing + "?when=past",
        "no events": listing + "?when=past&scale=international",
        "month": listing + "?view=month",
        "busy month": f"{listing}?view=month&month={timezone.localtime(moved.starts_at):%Y-%m}",
        "places": listing + "?view=places",
        "event": path(events.upcoming().filter(opportunities__isnull=True)),
        "event with form": path(events.upcoming().wanting_volunteers()),
        "cancelled event": path(events.filter(status="cancelled")),
        "past event": path(events.past()),
        "lessons": path(LessonIndexPage.objects.filter(**mine)),
        "lesson": path(LessonPage.objects.filter(**mine)),
        "form": reverse("volunteers:apply", args=["forum-volunteers"]),
    }


def _searches(language: str) -> dict[str, str]:
    from django.urls import reverse

    search = reverse("search:results")
    lesson = {"kk": "сабақ", "ru": "урок", "en": "lesson"}[language]
    return {
        "search": search,
        "search results": f"{search}?q={lesson}",
        "search for one kind": f"{search}?q={lesson}&kind=news",
        "search without results": f"{search}?q=волонтерррр",
    }


def visit(page, addresses: dict[str, str]) -> Iterator[str]:
    """Opens one page after the other and yields its kind, last of all a form that was sent empty."""
    for kind, address in addresses.items():
        # 404 is what a page says that is not in this language.
        assert page.goto(address).status in (200, 404), kind
        yield kind
    page.goto(addresses["form"])
    page.locator("form.form button[type=submit]").click()
    page.locator(".error-summary").wait_for()
    page.wait_for_load_state()  # with its style sheets
    yield "form with errors"
