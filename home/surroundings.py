"""The pages that every page shows around its own text, in as few queries as they take."""

from typing import NamedTuple

from django.db.models import Exists, OuterRef, Q
from django.http import HttpRequest
from django.utils.translation import get_language
from wagtail.models import Locale, Page, PageViewRestriction, Site
from wagtail.query import PageQuerySet

from home.once import once, remember

HOME_DEPTH = 2  # Wagtail: the root of the tree, then a home page a language
# What a link, a breadcrumb or an item of the menu says, and what finding the way to a page asks.
SHOWN_OF_A_LINK = (
    "alias_of",
    "content_type",
    "depth",
    "live",
    "locale__language_code",
    "path",
    "show_in_menus",
    "slug",
    "title",
    "translation_key",
    "url_path",
)


class Surroundings(NamedTuple):
    above: list[Page]  # from the root down to the page itself, drafts too
    translations: dict[str, Page]  # the live versions of the page, itself included, by language code
    may_be_restricted: bool  # False where it is certain that everybody may see it


def _links() -> PageQuerySet:
    return Page.objects.select_related("locale").only(*SHOWN_OF_A_LINK).order_by("path")


def home_pages(request: HttpRequest) -> dict[str, Page]:
    """The site's home page in every language that has one, drafts too, by language code."""
    site = Site.find_for_request(request)
    return once(("home pages", site.pk), lambda: _find_home_pages(site)) if site else {}


def _find_home_pages(site: Site) -> dict[str, Page]:
    homes = {
        home.locale.language_code: home for home in _links().filter(translation_key=site.root_page.translation_key)
    }
    for code, home in homes.items():
        remember(("locale", code), home.locale)
    return homes


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
    return once(("menu", home.pk), lambda: list(_links().filter(_is_in_menu_of(home))))


def _is_in_menu_of(home: Page) -> Q:
    return Q(path__startswith=home.path, depth=home.depth + 1, live=True, show_in_menus=True)


def around(page: Page) -> Surroundings:
    """For a page with a place in the tree. The reader's menu comes in the same query, once its home page is known."""
    return once(("around", page.pk), lambda: _find_around(page))


def _find_around(page: Page) -> Surroundings:
    paths = [page.path[:end] for end in range(page.steplen, len(page.path) + 1, page.steplen)]
    wanted = Q(path__in=paths) | Q(translation_key=page.translation_key)
    home = once(("readers home", get_language()), lambda: None)
    if home is not None:
        wanted |= _is_in_menu_of(home)
    restrictions = PageViewRestriction.objects.filter(page=OuterRef("pk"))
    links = list(_links().filter(wanted).annotate(is_restricted=Exists(restrictions)))
    if home is not None:
        below = [link for link in links if link.depth == home.depth + 1 and link.path.startswith(home.path)]
        remember(("menu", home.pk), [link for link in below if link.live and link.show_in_menus])
    above = [link for link in links if link.path in paths]
    return Surroundings(
        above=above,
        translations={
            link.locale.language_code: link
            for link in links
            if link.translation_key == page.translation_key and link.live
        },
        # Who may see an alias is decided where it comes from: Wagtail knows how.
        may_be_restricted=any(link.is_restricted or link.alias_of_id for link in above),
    )
