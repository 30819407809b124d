"""What a page says of itself to search engines, and to whoever is sent a link to it.

An editor's words go first (`seo_title`, `search_description`). Without them a page says what tells it from others of
its title, such as a date: no two pages of a language should read the same among results.
"""

import datetime
import textwrap
from typing import NamedTuple

from django.conf import settings
from django.http import HttpRequest
from wagtail.models import Page
from wagtail.rich_text import get_text_for_indexing

from home.addresses import absolute
from home.feeds import BEGINNING, changed_at
from home.models.organisation import Organisation, organisation_in
from home.models.pages import BasePage, Part
from home.surroundings import HOME_DEPTH

SHOWN = 160  # letters of a description that search engines show, at most
# By which the networks know a language.
LOCALES = {"kk": "kk_KZ", "ru": "ru_RU", "en": "en_US"}


class Alternate(NamedTuple):
    language: str  # as in hreflang
    url: str  # absolute


class Head(NamedTuple):
    title: str  # without the site's name
    description: str
    url: str  # absolute: the one address of what is shown
    language: str
    site_name: str
    alternates: list[Alternate]  # in every language that has it, its own included, and for all others
    is_for_search_engines: bool
    published_at: datetime.datetime | None  # of an article
    modified_at: datetime.datetime

    @property
    def locale(self) -> str:
        return LOCALES[self.language]

    @property
    def other_locales(self) -> list[str]:
        languages = {alternate.language for alternate in self.alternates}
        return [locale for code, locale in LOCALES.items() if code in languages and code != self.language]


def head_of(page: BasePage, part: Part, request: HttpRequest | None = None) -> Head:
    """Asks for nothing that the page itself does not ask for anyway."""
    language = page.locale.language_code
    organisation = organisation_in(language)
    return Head(
        title=_title(page, part),
        description=_description(page, part, organisation),
        url=_address(page, part, request),
        language=language,
        site_name=organisation.short_name if organisation else settings.WAGTAIL_SITE_NAME,
        alternates=alternates(page, page.live_translations, part, request) if page.pk else [],
        is_for_search_engines=part.is_for_search_engines,
        published_at=page.published_at,
        # Never before it was published: the date of publication is an editor's, and may be a later one.
        modified_at=max(changed_at(page), page.published_at or BEGINNING),
    )


def _title(page: BasePage, part: Part) -> str:
    own = [page.seo_title] if page.seo_title else [page.title, page.title_detail]
    return " – ".join(words for words in (*own, *part.words) if words)


def _description(page: BasePage, part: Part, organisation: Organisation | None) -> str:
    if page.search_description:
        return _sentences([*part.words, page.search_description])
    whose = organisation.name if organisation else ""
    text = page.summary or _first_words(page) or _sentences([page.title, whose])
    return textwrap.shorten(_sentences([*part.words, *page.facts, text]), SHOWN, placeholder="…")


def _sentences(parts: list[str]) -> str:
    told = [part.strip() for part in parts if part.strip()]
    return " ".join(part if part.endswith((".", "!", "?", "…")) else f"{part}." for part in told)


def _first_words(page: BasePage) -> str:
    texts = [block.value.source for block in getattr(page, "body", ()) if block.block_type == "rich_text"]
    return " ".join(" ".join(get_text_for_indexing(text) for text in texts[:3]).split())


def _address(page: Page, part: Part, request: HttpRequest | None) -> str:
    path = page.get_url(request) or ""
    return absolute(f"{path}?{part.query}" if part.query else path)


def alternates(
    page: Page, translations: dict[str, Page], part: Part, request: HttpRequest | None = None
) -> list[Alternate]:
    """The same list from whichever of the translations it is made."""
    if not part.is_in_all_languages:
        return []
    found = [
        Alternate(code, _address(translations[code], part, request))
        for code, _name in settings.LANGUAGES
        if code in translations
    ]
    if not found:
        return []
    # For readers of any other language: the front door, which knows what a browser prefers; else the source.
    return [*found, Alternate("x-default", absolute("/") if page.depth == HOME_DEPTH else found[0].url)]
