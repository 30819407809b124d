"""What is published in three languages, and what an editor can do to each kind of it."""

import datetime
import uuid
from dataclasses import dataclass
from typing import Any

from tests.events import factories as events
from tests.events.factories import local
from tests.home import factories
from tests.volunteers.factories import make_opportunity

LANGUAGES = ("kk", "ru", "en")


@dataclass
class Stock:
    """What contents are made of. Two of each, so that one can be swapped for the other."""

    parents: dict[str, Any]  # by language
    other_parents: dict[str, Any]  # below which a page can be moved
    images: list
    documents: list
    pages: list
    opportunities: list
    venues: list
    holdings: list

    def swapped(self, pk, kind):
        """The other one of the two."""
        return next(each.pk for each in getattr(self, kind) if each.pk != pk)


def make_stock(kind):
    home = factories.make_home()
    homes = {"kk": home, **versions(home)}
    parents = homes
    if make_index := PARENTS.get(kind):
        parent = make_index(home)
        parents = {"kk": parent, **versions(parent)}
    other_parents = {}
    if kind == "page":
        section = factories.make_page(home)
        other_parents = {"kk": section, **versions(section)}
    return Stock(
        parents=parents,
        other_parents=other_parents,
        images=[factories.make_image() for _ in range(2)],
        documents=[factories.make_document() for _ in range(2)],
        pages=[factories.make_page(home) for _ in range(2)],
        opportunities=[make_opportunity() for _ in range(2)],
        venues=[events.make_venue() for _ in range(2)],
        holdings=[events.make_holding() for _ in range(2)],
    )


def versions(instance):
    factories.translated(instance, "ru", "en")
    return {code: factories.fresh(instance.get_translation(factories.locale(code))) for code in ("ru", "en")}


def make_news(stock, language, words):
    return factories.make_news(stock.parents[language], title=words(), summary=words(), body=first_body(stock, words))


def make_page(stock, language, words):
    return factories.make_page(stock.parents[language], title=words(), body=first_body(stock, words))


def make_event(stock, language, words):
    return events.make_event(
        stock.parents[language],
        title=words(),
        organiser=words(),
        starts_at=local(2027, 3, 1, 10, 0),
        venue=stock.venues[0],
        body=[("application_form", {"opportunity": stock.opportunities[0]}), ("rich_text", f"<p>{words()}</p>")],
    )


def make_lesson(stock, language, words):
    return events.make_lesson(
        stock.parents[language],
        title=words(),
        topic=words(),
        takeaways=f"<ul><li>{words()}</li><li>{words()}</li></ul>",
        holdings=[("holding", stock.holdings[0])],
        body=first_body(stock, words),
    )


def make_venue(stock, language, words):
    return events.make_venue(name=words(), address=words(), city=words(), locale=factories.locale(language))


def make_holding(stock, language, words):
    return events.make_holding(
        title=words(), credit=words(), description=f"<p>{words()}</p>", locale=factories.locale(language)
    )


def make_organisation(stock, language, words):
    return factories.make_organisation(name=words(), short_name=words(), locale=factories.locale(language))


def first_body(stock, words):
    return [
        ("rich_text", f"<p>{words()}</p><p>{words()}</p>"),
        ("image", {"image": stock.images[0], "alt": words(), "decorative": False}),
    ]


MAKE = {
    "news": make_news,
    "page": make_page,
    "event": make_event,
    "lesson": make_lesson,
    "venue": make_venue,
    "holding": make_holding,
    "organisation": make_organisation,
}
PARENTS = {"news": factories.make_news_index, "event": events.make_event_index, "lesson": events.make_lesson_index}


def new_facts(instance, stock, which, number):
    """Values for a fact or for some that go together, by field."""
    day = datetime.date(2027, 1, 1) + datetime.timedelta(days=number)
    begins = local(2027, 4, 1, 10, 0) + datetime.timedelta(hours=number)
    image = stock.images[number % 2]
    of_all_pages = [{"cover": image}, {"cover": None}, {"show_in_menus": not getattr(instance, "show_in_menus", False)}]
    online = {"attendance": "online", "online_url": f"https://example.kz/{number}", "venue": None}
    there = {"attendance": "in_person", "online_url": "", "venue": stock.venues[number % 2]}
    moves = {
        "NewsPage": [*of_all_pages, {"published_on": day}],
        "StandardPage": of_all_pages,
        "EventPage": [
            *of_all_pages,
            {"starts_at": begins, "ends_at": begins + datetime.timedelta(hours=1 + number)},
            online if number % 2 else there,
            {"is_all_day": not getattr(instance, "is_all_day", False)},
            {"status": ["postponed", "cancelled", "scheduled"][number % 3]},
            {"scale": ["national", "international", "city"][number % 3], "languages": list(LANGUAGES[: number % 3])},
        ],
        "LessonPage": [
            *of_all_pages,
            {"grade_from": 1 + number % 5, "grade_to": 7 + number % 5},
            {"duration_minutes": 30 + number},
            {"holdings": [("holding", holding) for holding in stock.holdings[: number % 3]]},
            {"materials": [("document", document) for document in stock.documents[: number % 3]]},
        ],
        "Venue": [{"map_url": f"https://example.kz/{number}"}, {"map_url": ""}],
        "Holding": [
            {"kind": ["museum", "library", "archive"][number % 3]},
            {"shelfmark": f"М-{number}"},
            {"picture": image},
        ],
        "Organisation": [
            {"phones": f"+7 7172 70 00 0{number % 10}"},
            {"logo": image},
            {"logo": None},
            {"social_links": [("link", {"network": "telegram", "url": f"https://example.kz/{number}"})]},
            {"privacy_page": stock.pages[number % 2]},
        ],
    }
    of_this = moves[type(instance).__name__]
    return of_this[which % len(of_this)]


def new_block(stock, words, which, number):
    """A block of a body, as it is serialised."""
    image = stock.images[number % 2].pk
    page, document = stock.pages[number % 2].pk, stock.documents[number % 2].pk
    picture = {"image": image, "alt": words(), "decorative": False, "caption": "", "credit": words()}
    blocks = [
        ("heading", {"level": "h2", "text": words()}),
        ("rich_text", f'<p>{words()}</p><p>{words()} <a id="{page}" linktype="page">{words()}</a> &amp; {words()}</p>'),
        ("quote", {"text": words(), "author": words(), "role": ""}),
        ("key_figure", {"number": words(), "label": words(), "source": words()}),
        ("questions_and_answers", {"title": "", "questions": [_item(_question(words)), _item(_question(words))]}),
        ("image", picture),
        ("image", {**picture, "alt": "", "credit": "", "decorative": True}),
        ("gallery", {"title": words(), "images": [_item(picture), _item({**picture, "alt": words(), "credit": ""})]}),
        ("video", {"url": "https://youtu.be/abcdefghijk", "title": words(), "poster": image, "caption": ""}),
        ("document", {"document": document, "title": words(), "description": words()}),
        ("call_to_action", {"title": words(), "text": "", "link_text": words(), "page": page, "url": ""}),
        ("related_pages", {"title": "", "pages": [_item(page)]}),
        ("application_form", {"opportunity": stock.opportunities[number % 2].pk}),
    ]
    name, value = blocks[which % len(blocks)]
    return {"type": name, "value": value, "id": str(uuid.uuid4())}


def _item(value):
    return {"type": "item", "value": value, "id": str(uuid.uuid4())}


def _question(words):
    return {"question": words(), "answer": f"<p>{words()}</p>"}


def new_item(path, stock, words, number):
    """One more of a list within a block."""
    name = path.rsplit(".", 1)[-1]
    picture = {"image": stock.images[number % 2].pk, "alt": words(), "decorative": False, "caption": "", "credit": ""}
    decorative = {**picture, "alt": "", "decorative": True}
    values = {
        "questions": _question(words),
        "images": decorative if number % 3 == 0 else picture,
        "pages": stock.pages[number % 2].pk,
    }
    return _item(values[name])


# What stands in a block without a language, and where its other value comes from.
SWAPPED = {
    "image": "images",
    "poster": "images",
    "document": "documents",
    "page": "pages",
    "opportunity": "opportunities",
}


def other_fact(slot, stock):
    """Another value for a fact within a block, or the same where there is none."""
    name = slot.path.rsplit(".", 1)[-1]
    if name in SWAPPED and slot.value:
        return stock.swapped(slot.value, SWAPPED[name])
    if name == "level":
        return "h3" if slot.value == "h2" else "h2"
    if name == "url" and slot.value:
        return "https://youtu.be/" + ("kjihgfedcba" if "abc" in slot.value else "abcdefghijk")
    if name == "decorative":
        return not slot.value
    if isinstance(slot.value, int):  # One of the related pages.
        return stock.swapped(slot.value, "pages")
    return slot.value
