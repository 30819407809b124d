"""The pages that every page shows around its own text, in as few queries as they take."""

from typing import Any, NamedTuple

from django.db.models import Exists, OuterRef, Q
from django.http import HttpRequest
from django.utils.translation import get_language
from wagtail.models import Locale, Page, PageViewRestriction, Site, SiteRootPath
from wagtail.query import PageQuerySet

from home.links import (
    chosen,
    links,
    pages_led_to,
    pages_linked_to,
    remember_chosen,
    shown,
    tells_of_pages,
    versions_of,
    with_words,
)
from home.models.organisation import Organisation, organisation_in
from home.once import once, remember
from volunteers.written_queries import written_once

HOME_DEPTH = 2  # Wagtail: the root of the tree, then a home page a language


class Surroundings(NamedTuple):
    above: list[Page]  # from the root down to the page itself, drafts too
    translations: dict[str, Page]  # the live versions of the page, itself included, by language code
    may_be_restricted: bool  # False where it is certain that everybody may see it


def page_at(request: HttpRequest, slugs: list[str]) -> Page | None:
    """The live page that lies at `slugs` below the reader's home page. The home pages come in the same query."""
    site = site_of(request)
    if site is None:
        return None
    if not slugs:
        return readers_home(request)
    tail = f"{'/'.join(slugs)}/"
    _homes, found = _find_home_pages(site, slug=slugs[-1], tail=f"/{tail}")
    home = readers_home(request)
    return next((page for page in found if home and page.url_path == home.url_path + tail), None)


def home_pages(request: HttpRequest) -> dict[str, Page]:
    """The site's home page in every language that has one, drafts too, by language code."""
    site = site_of(request)
    return once(("home pages", site.pk), lambda: _find_home_pages(site)[0]) if site else {}


def site_of(request: HttpRequest) -> Site | None:
    """As Wagtail finds it; where there is but one, without its sorting and without the root page, which comes along."""
    if not hasattr(request, "_wagtail_site"):
        sites = Site.objects.order_by()[:2]
        if len(sites) == 1 and sites[0].is_default_site:
            request._wagtail_site = sites[0]
            remember("is the only site", True)
    return Site.find_for_request(request)


@written_once
def _home_pages_and_those_at(root_page_id: Any, slug: Any, tail: Any) -> PageQuerySet:
    """All whose address ends in `tail`, which may be None."""
    wanted = versions_of([root_page_id])
    if tail is not None:
        # By the slug too, because it has an index and the path in words has none.
        wanted |= Q(slug=slug, url_path__endswith=tail, live=True)
    return links().filter(wanted)


def _find_home_pages(
    site: Site, slug: str | None = None, tail: str | None = None
) -> tuple[dict[str, Page], list[Page]]:
    """By language code; and among what was found, the pages at `tail`, since they can be had in the same query."""
    found = _home_pages_and_those_at(site.root_page_id, slug, tail)
    root = next(page for page in found if page.pk == site.root_page_id)
    site.root_page = root
    homes = {page.locale.language_code: page for page in found if page.translation_key == root.translation_key}
    remember(("home pages", site.pk), homes)
    for code, home in homes.items():
        remember(("locale", code), home.locale)
    if once("is the only site", lambda: False):
        # What Wagtail would ask for at the first link. Several sites have an order, which it knows.
        paths = [SiteRootPath(site.pk, home.url_path, site.root_url, code) for code, home in homes.items()]
        remember("site root paths", paths)
    return homes, found


def public_pages(request: HttpRequest) -> PageQuerySet:
    """What everybody may read: the live pages from the site's home pages down, in all languages."""
    below = Q(pk=None)
    for home in home_pages(request).values():
        below |= Q(path__startswith=home.path)
    return Page.objects.live().public().filter(below)


def readers_home(request: HttpRequest) -> Page | None:
    """The home page in the reader's language, if it is published."""
    home = home_pages(request).get(Locale.get_active().language_code)
    if home is None or not home.live:
        return None
    remember(("readers home", get_language()), home)
    return home


def menu_of(home: Page) -> list[Page]:
    """The live pages below a home page that an editor wants in the menu."""
    return once(("menu", home.pk), lambda: _find_menu(home))


def _find_menu(home: Page) -> list[Page]:
    """With the pages that the foot leads to. Where a page of the tree is shown, `around` has brought both along."""
    led_to = _led_to_by_all()
    wanted = _is_in_menu(home.path, home.depth + 1)
    found = list(links().filter(wanted | versions_of(led_to) if led_to else wanted))
    remember_chosen(found, led_to)
    return _menu_among(found, home)


def _menu_among(found: list[Page], home: Page) -> list[Page]:
    below = [link for link in found if link.depth == home.depth + 1 and link.path.startswith(home.path)]
    return [link for link in below if link.live and link.show_in_menus]


def _is_in_menu(home_path: Any, depth: Any) -> Q:
    return Q(path__startswith=home_path, depth=depth, live=True, show_in_menus=True)


def above(page: Page) -> Page:
    """The page above `page`, for a link to it. One that stands in the reader's menu is known already."""
    return once(("at", page.path[: -page.steplen]), page.get_parent)


def privacy_page(organisation: Organisation) -> Page | None:
    """In the reader's language, else as it was chosen; None where it is not published."""
    page = chosen([organisation.privacy_page_id]).get(organisation.privacy_page_id)
    page = shown(page) if page else None
    return page if page and page.live else None


def _led_to_by_all() -> set[int]:
    """The pages that the foot of every page leads to."""
    organisation = organisation_in(get_language())
    if organisation is None:
        return set()
    return {organisation.privacy_page_id} - {None} | pages_linked_to(organisation.footer_text)


def around(page: Page) -> Surroundings:
    """For a page with a place in the tree.

    What else it shows comes in the same query: the pages that its body and its foot lead to and, once the reader's home
    page is known, the menu.
    """
    return once(("around", page.pk), lambda: _find_around(page))


@written_once
def _pages_around(
    paths: list, translation_key: Any, led_to: list, home_path: Any, menu_depth: Any, *, in_words: bool
) -> PageQuerySet:
    wanted = Q(path__in=paths) | Q(translation_key=translation_key)
    if led_to:
        wanted |= versions_of(led_to)
    if home_path is not None:
        wanted |= _is_in_menu(home_path, menu_depth)
    restrictions = PageViewRestriction.objects.filter(page=OuterRef("pk"))
    pages = links().filter(wanted).annotate(is_restricted=Exists(restrictions))
    return with_words(pages) if in_words else pages


def _find_around(page: Page) -> Surroundings:
    paths = [page.path[:end] for end in range(page.steplen, len(page.path) + 1, page.steplen)]
    body = getattr(page, "body", None)
    led_to = pages_led_to(body) | _led_to_by_all()
    home = once(("readers home", get_language()), lambda: None)
    found = _pages_around(
        paths,
        page.translation_key,
        list(led_to),
        home.path if home else None,
        home.depth + 1 if home else None,
        in_words=tells_of_pages(body),
    )
    remember_chosen(found, led_to)
    for link in found:
        remember(("at", link.path), link)
    if home is not None:
        remember(("menu", home.pk), _menu_among(found, home))
    ancestry = [link for link in found if link.path in paths]
    return Surroundings(
        above=ancestry,
        translations={
            link.locale.language_code: link
            for link in found
            if link.translation_key == page.translation_key and link.live
        },
        # Who may see an alias is decided where it comes from: Wagtail knows how.
        may_be_restricted=any(link.is_restricted or link.alias_of_id for link in ancestry),
    )
