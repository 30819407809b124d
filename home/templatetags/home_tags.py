from typing import Any, NamedTuple
from urllib.parse import urljoin

from django import template
from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse, translate_url
from django.utils.translation import get_language, gettext
from wagtail.images.shortcuts import get_renditions_or_not_found
from wagtail.models import Locale, Page, Site

from home.models import NewsPage, Organisation
from home.models.pages import BasePage

register = template.Library()

Context = dict[str, Any]
HOME_DEPTH = 2  # Wagtail: the root of the tree, then a home page a language


class NavigationItem(NamedTuple):
    title: str
    url: str
    is_current: bool  # the page shown, or one that it lies below


class LanguageLink(NamedTuple):
    code: str
    name: str
    url: str
    alternate: str  # absolute; '' where the page does not exist in the language
    is_current: bool
    exists: bool


class Picture(NamedTuple):
    url: str
    srcset: str
    width: int
    height: int
    alt: str
    credit: str


@register.simple_tag(takes_context=True)
def get_organisation(context: Context) -> Organisation | None:
    """In the reader's language, else in the source's; looked up once a request."""
    request = context.get("request")
    language = get_language()
    known = getattr(request, "_organisation_by_language", {})
    if language not in known:
        known[language] = _find_organisation(language)
        if request is not None:
            request._organisation_by_language = known
    return known[language]


def _find_organisation(language: str | None) -> Organisation | None:
    rows = Organisation.objects.filter(live=True, locale__language_code__in=[language, settings.LANGUAGE_CODE])
    by_language = {row.locale.language_code: row for row in rows.select_related("locale", "logo", "privacy_page")}
    return by_language.get(language) or by_language.get(settings.LANGUAGE_CODE)


def _home_page(request: HttpRequest) -> Page | None:
    site = Site.find_for_request(request)
    if site is None:
        return None
    home = site.root_page.localized
    return home if home.live and home.locale == Locale.get_active() else None


@register.simple_tag(takes_context=True)
def main_navigation(context: Context) -> list[NavigationItem]:
    """The live children of the home page in the reader's language that an editor wants in the menu."""
    request = context.get("request")
    home = _home_page(request) if request is not None else None
    if home is None:
        return []
    page = context.get("page")
    path = page.path if isinstance(page, Page) else ""
    return [
        NavigationItem(item.title, item.get_url(request), path.startswith(item.path))
        for item in home.get_children().live().in_menu()
    ]


@register.simple_tag(takes_context=True)
def breadcrumbs(context: Context, page: Page | None) -> list[NavigationItem]:
    """The live pages above `page`, from the home page of its language down; that one by what it is, not its slogan."""
    if not isinstance(page, Page) or not page.path:
        return []
    request = context.get("request")
    above = page.get_ancestors().filter(depth__gte=HOME_DEPTH).live()
    return [
        NavigationItem(item.title if item.depth > HOME_DEPTH else gettext("Home"), item.get_url(request), False)
        for item in above
    ]


@register.simple_tag(takes_context=True)
def language_links(context: Context, page: Page | None) -> list[LanguageLink]:
    """One a language, in the site's order.

    For a page of the tree they lead through the switch, which remembers the choice and knows what to say where the
    page does not exist; for all else to the same address under the other language.
    """
    request = context["request"]
    translations = page.live_translations if isinstance(page, BasePage) and page.pk else None
    links = []
    for code, name in settings.LANGUAGES:
        is_current = code == get_language()
        if translations is None:
            url = translate_url(request.get_full_path(), code)
            links.append(LanguageLink(code, name, url, "", is_current, True))
            continue
        translation = translations.get(code)
        own = (translation.get_url(request) or "") if translation else ""
        url = own if is_current and own else reverse("home:switch_language", args=[code, page.pk])
        # Not get_full_url(): it goes by Wagtail's record of the site, "localhost" until somebody thinks of editing it.
        alternate = urljoin(settings.WAGTAILADMIN_BASE_URL, own) if own else ""
        links.append(LanguageLink(code, name, url, alternate, is_current, translation is not None))
    return links


@register.simple_tag
def cover(page: BasePage, width: int = 640) -> Picture:
    """The page's cover at 16:9 and `width` pixels, and at twice that for dense screens; without one its ornament.

    The alternative text is empty: the cover stands beside the title, and says nothing that the text does not.
    """
    height = round(width * 9 / 16)
    if page.cover_id is None:
        url = reverse("home:ornament", args=[page.translation_key])
        return Picture(url, "", width, height, "", "")
    specs = [f"fill-{size}x{round(size * 9 / 16)}|format-webp" for size in (width, width * 2)]
    renditions = get_renditions_or_not_found(page.cover, specs)
    small, large = (renditions[spec] for spec in specs)
    srcset = f"{small.url} {small.width}w, {large.url} {large.width}w" if large.width > small.width else ""
    return Picture(small.url, srcset, small.width, small.height, "", page.cover.credit)


@register.simple_tag
def latest_news(count: int) -> list[NewsPage]:
    """The newest in the reader's language."""
    return list(NewsPage.objects.live().filter(locale=Locale.get_active()).newest_first().with_covers()[:count])
