"""Which components there are, and in which states they are shown. Whoever adds a component adds it here."""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.core.paginator import Paginator
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import pgettext_lazy

from home.styleguide import calendars, examples, forms
from home.styleguide.entries import Component, Context, Group, State
from home.styleguide.examples import say
from home.styleguide.pictures import ExamplePicture
from home.templatetags.home_tags import LanguageLink, NavigationItem

# Shown within another, which includes them.
PARTS = {
    "field_notes": "field",
    "field_optional": "field",
    "mark": "header",
    "month_day": "month",
    "language_switch": "header",
    "vision_switch": "header",
}
# What is not there to be looked at.
UNSEEN = {"head_assets", "head_meta"}
# Parts of a page with fixed names, and whole pages, cannot stand thrice on one: each gets a frame a language.
FRAMES = {
    "header": "components/header.html",
    "footer": "components/footer.html",
    "404": "404.html",
    "429": "429.html",
    "500": "500.html",
    "400": "400.html",
    "403_csrf": "403_csrf.html",
    "maintenance": "maintenance.html",
}


def _of(name: str, **states: Callable[[str], Context]) -> Component:
    """`wants_volunteers=…` shows a state called "wants volunteers"."""
    return Component(name, tuple(State(key.replace("_", " "), make) for key, make in states.items()))


def _same(name: str, **states: Context) -> Component:
    """For what is given nothing that has a language."""
    return _of(name, **{key: _always(given) for key, given in states.items()})


def _always(given: Context) -> Callable[[str], Context]:
    return lambda _language: given


def _links(language: str) -> list[LanguageLink]:
    return [LanguageLink(code, name, "#top", code == language, True) for code, name in settings.LANGUAGES]


def _crumbs(language: str) -> list[NavigationItem]:
    return [NavigationItem(say(key, language), "#top", False) for key in ("home", "section")]


def _page_of(number: int) -> dict[str, Any]:
    return {"page_obj": Paginator(range(95), 20).page(number)}


def _pill(state: str, key: str) -> Callable[[str], Context]:
    return lambda language: {"state": state, "label": say(key, language)}


def _notice(kind: str) -> Callable[[str], Context]:
    return lambda language: {"kind": kind, "title": say("notice", language), "text": say("notice_text", language)}


def _event(**changes: Any) -> Callable[[str], Context]:
    return lambda language: {"page": examples.event(language, **changes)}


def _on_its_day(**changes: Any) -> Callable[[str], Context]:
    return lambda language: {
        "page": examples.event(language, **changes),
        "day": timezone.localdate(examples.STARTS),
    }


def _holding(kind: str, **changes: Any) -> Callable[[str], Context]:
    return lambda language: {"holding": examples.holding(language, kind, **changes)}


def _hit(*, date: Any, kind: bool = False) -> Callable[[str], Context]:
    def context(language: str) -> Context:
        words = say("event_long", language).split(" ", 1)
        title = format_html("<mark>{}</mark> {}", *words)
        excerpt = format_html("… {}", say("notice_text", language))
        return {
            "result": {"entry": {"url": "#top", "date": date}, "title": title, "excerpt": excerpt},
            "kind": say("section", language) if kind else "",
        }

    return context


def _field(key: str, make: Callable[[str], forms.ExampleForm]) -> Callable[[str], Context]:
    return lambda language: {"field": make(language)[key]}


GROUPS = (
    Group(
        "cards",
        pgettext_lazy("style guide", "Cards"),
        (
            _of(
                "event_card",
                scheduled=_event(),
                wants_volunteers=_event(wants_volunteers=True),
                cancelled=_event(status="cancelled"),
                postponed=_event(status="postponed", attendance="online"),
                moved=_event(status="moved"),
                long_title=lambda language: {"page": examples.event(language, title=say("event_long", language))},
                without_summary=_event(summary="", is_all_day=True),
            ),
            _of(
                "lesson_card",
                whole=lambda language: {"page": examples.lesson(language)},
                bare=lambda language: {"page": examples.lesson(language, summary="", subject="", grade_from=None)},
            ),
            _of("news_card", whole=lambda language: {"page": examples.news(language)}),
            _of(
                "holding_card",
                archive=_holding("archive"),
                museum=_holding("museum"),
                library=_holding("library"),
                with_a_picture=_holding("museum", picture=ExamplePicture()),
            ),
        ),
    ),
    Group(
        "facts",
        pgettext_lazy("style guide", "Facts"),
        (
            _same("date_badge", date={"date": examples.STARTS}),
            _of(
                "event_time",
                hours=_event(),
                open_end=_event(ends_at=None),
                whole_day=_event(is_all_day=True),
                days=_event(ends_at=examples.STARTS + 48 * examples.HOUR),
            ),
            _of(
                "event_former",
                place=lambda language: {"former": examples.event(language)},
                online=lambda language: {"former": examples.event(language, attendance="online")},
            ),
            _of(
                "event_line",
                scheduled=_event(),
                cancelled=_event(status="cancelled"),
            ),
            _of(
                "month_event",
                hours=_on_its_day(),
                whole_day=_on_its_day(is_all_day=True),
                past=_on_its_day(is_past=True),
                cancelled=_on_its_day(status="cancelled"),
                postponed=_on_its_day(status="postponed"),
                moved=_on_its_day(status="moved"),
            ),
            _of("event_pills", scheduled=_event(wants_volunteers=True), cancelled=_event(status="cancelled")),
            _of(
                "event_facts", in_person=_event(), online=_event(attendance="online", online_url="https://example.org/")
            ),
            _of("lesson_facts", grades=lambda language: {"page": examples.lesson(language)}),
            _of(
                "state_pill",
                plain=_pill("plain", "scale"),
                wanted=_pill("wanted", "section"),
                submitted=_pill("submitted", "section"),
                postponed=_pill("postponed", "postponed"),
                moved=_pill("moved", "moved"),
                cancelled=_pill("cancelled", "cancelled"),
            ),
            _same(
                "places_meter",
                many={"left": 9, "places": 12},
                few={"left": 1, "places": 12},
                none={"left": 0, "places": 12},
            ),
        ),
    ),
    Group(
        "forms",
        pgettext_lazy("style guide", "Forms"),
        (
            _of(
                "field",
                empty=_field("name", forms.empty),
                filled=_field("name", forms.filled),
                wrong=_field("name", forms.wrong),
                optional=_field("patronymic", forms.empty),
                disabled=_field("name", forms.disabled),
                help=_field("email", forms.empty),
                help_and_wrong=_field("email", forms.wrong),
                text=_field("reason", forms.filled),
                text_too_long=_field("reason", forms.wrong),
                list=_field("scales", forms.filled),
                list_wrong=_field("scales", forms.wrong),
                choice=_field("scale", forms.filled),
                choice_wrong=_field("scale", forms.wrong),
                choice_disabled=_field("scale", forms.disabled),
                choices=_field("languages", forms.filled),
                checkbox=_field("consent", forms.empty),
                checkbox_ticked=_field("consent", forms.filled),
                checkbox_wrong=_field("consent", forms.wrong),
                checkbox_disabled=_field("consent", forms.disabled),
                date=_field("day", forms.filled),
                date_wrong=_field("day", forms.wrong),
                file=_field("file", forms.empty),
                file_wrong=_field("file", forms.wrong),
            ),
            Component(
                "date_field",
                (
                    State("empty", _field("birthday", forms.empty)),
                    State("filled", _field("birthday", forms.filled)),
                    State("wrong", _field("birthday", forms.wrong)),
                ),
                template="volunteers/date_field.html",
            ),
            Component(
                "error_summary",
                (State("wrong", lambda language: {"form": forms.wrong(language)}),),
                # It takes the focus when a page opens, and would take the reader of the guide along.
                is_inert=True,
            ),
            _of(
                "filter_bar",
                new=lambda language: {"form": forms.ExampleFilter(language)},
                used=lambda language: {"form": forms.ExampleFilter(language), "reset_url": "#top"},
            ),
        ),
    ),
    Group(
        "messages",
        pgettext_lazy("style guide", "Messages"),
        (
            _of("notice", **{kind: _notice(kind) for kind in ("info", "success", "warning", "danger")}),
            _of(
                "empty_state",
                bare=lambda language: {"title": say("empty", language)},
                with_advice=lambda language: {
                    "title": say("empty", language),
                    "text": say("advice", language),
                    "url": "#top",
                    "label": say("action", language),
                },
            ),
        ),
    ),
    Group(
        "ways",
        pgettext_lazy("style guide", "Finding one’s way"),
        (
            _of(
                "month",
                busy=lambda language: {"month": calendars.month(language), "query": "view=month"},
                empty=lambda language: {"month": calendars.month(language, is_empty=True), "query": "view=month"},
            ),
            _of("place_list", venues=lambda language: {"places": calendars.places(language)}),
            _of(
                "subscribe",
                calendars=lambda language: {
                    "title": say("event", language),
                    "calendars": [calendars.subscription(language)],
                    "feed_url": "#top",
                },
                feed=lambda language: {"title": say("news", language), "feed_url": "#top"},
            ),
            _of("add_to_calendar", event=lambda language: {"calendar": calendars.subscription(language)}),
            _of("breadcrumbs", deep=lambda language: {"crumbs": _crumbs(language), "current": say("event", language)}),
            _same("pagination", first=_page_of(1), middle=_page_of(3), last=_page_of(5)),
            _of(
                "search_field",
                empty=lambda language: {"id": f"search-empty-{language}"},
                large=lambda language: {
                    "id": f"search-large-{language}",
                    "text": say("section", language),
                    "large": True,
                },
            ),
            _of(
                "search_hit",
                dated=_hit(date=examples.STARTS, kind=True),
                bare=_hit(date=None),
            ),
            _of(
                "search_ways_on",
                nothing_typed=lambda language: {"query": {"words": []}},
                nothing_found=lambda language: {
                    "query": {"words": ["…"]},
                    "meant": {"text": say("section", language)},
                    "meant_url": "#top",
                    "elsewhere": [{"code": "en", "name": "English", "count": 5, "url": "#top"}],
                },
            ),
            _of(
                "page_head",
                whole=lambda language: {"page": examples.event(language)},
                bare=lambda language: {"page": examples.event(language, summary="")},
            ),
        ),
    ),
    Group(
        "media",
        pgettext_lazy("style guide", "Text and media"),
        (
            _of("body", whole=lambda language: {"body": examples.body(language)}),
            _of(
                "cover",
                drawn=lambda language: {"page": examples.news(language), "shape": "card", "sizes": "22rem"},
            ),
            _of(
                "figure",
                whole=lambda language: {
                    "image": ExamplePicture(say("credit", language)),
                    "shape": "figure",
                    "sizes": "52rem",
                    "alt": say("caption", language),
                    "caption": say("caption", language),
                },
            ),
            _of("download", whole=lambda language: {"document": examples.document(language)}),
            _of(
                "video",
                whole=lambda language: {"url": "https://example.org/", "title": say("event", language), "poster": None},
            ),
        ),
    ),
)


def frame_context(language: str) -> dict[str, Any]:
    return {"organisation": examples.organisation(language), "links": _links(language)}
