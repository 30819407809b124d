from typing import Any, NamedTuple

from django import template
from django.conf import settings
from django.db.models import QuerySet
from django.urls import reverse, translate_url
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language, gettext
from wagtail.models import Locale, Page

from home.models import NewsPage, Organisation
from home.models.organisation import organisation_in
from home.models.pages import BasePage
from home.ornament.sprites import MOTIFS, motif_for
from home.surroundings import HOME_DEPTH, above, around, menu_of, privacy_page, readers_home
from volunteers.written_queries import written_once

register = template.Library()

Context = dict[str, Any]


class NavigationItem(NamedTuple):
    title: str
    url: str
    is_current: bool  # the page shown, or one that it lies below


class LanguageLink(NamedTuple):
    code: str
    name: str
    url: str
    is_current: bool
    exists: bool


@register.simple_tag(takes_context=True)
def get_organisation(context: Context) -> Organisation | None:
    """In the reader's language, else in the source's."""
    return organisation_in(get_language())


@register.simple_tag
def lang_of(shown: Any) -> SafeString:
    """` lang="…"` for words shown in another language because the reader's is missing; nothing for all else.

    `shown` is what they belong to, or the code of their language.
    """
    locale_id = getattr(shown, "locale_id", None)
    if locale_id is not None:  # By its key: the locale itself would be a question for each thing shown.
        active = Locale.get_active()
        code = active.language_code if locale_id == active.pk else shown.locale.language_code
    else:
        code = shown if isinstance(shown, str) else ""
    return format_html(' lang="{}"', code) if code and code != get_language() else SafeString()


@register.simple_tag(takes_context=True)
def main_navigation(context: Context) -> list[NavigationItem]:
    """The live children of the home page in the reader's language that an editor wants in the menu."""
    request = context.get("request")
    home = readers_home(request) if request is not None else None
    if home is None:
        return []
    page = context.get("page")
    path = page.path if isinstance(page, Page) else ""
    return [NavigationItem(item.title, item.get_url(request), path.startswith(item.path)) for item in menu_of(home)]


@register.simple_tag(takes_context=True)
def breadcrumbs(context: Context, page: Page | None) -> list[NavigationItem]:
    """The live pages above `page`, from the home page of its language down; that one by what it is, not its slogan."""
    if not isinstance(page, Page) or not page.path:
        return []
    request = context.get("request")
    return [
        NavigationItem(item.title if item.depth > HOME_DEPTH else gettext("Home"), item.get_url(request), False)
        for item in around(page).above
        if HOME_DEPTH <= item.depth < page.depth and item.live
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
            links.append(LanguageLink(code, name, url, is_current, True))
            continue
        translation = translations.get(code)
        own = (translation.get_url(request) or "") if translation else ""
        url = own if is_current and own else reverse("home:switch_language", args=[code, page.pk])
        links.append(LanguageLink(code, name, url, is_current, translation is not None))
    return links


@register.simple_tag
def page_motif(page: object) -> str:
    """The motif of the page's ornament, one in all its languages; the ram's horns for what is no page."""
    return motif_for(str(page.translation_key)) if isinstance(page, Page) else MOTIFS[0]


@register.simple_tag
def latest_news(count: int) -> list[NewsPage]:
    """The newest in the reader's language, their covers yet to be prepared."""
    return _latest_news(Locale.get_active().pk, count=count)


@written_once
def _latest_news(locale_id: Any, *, count: int) -> QuerySet[NewsPage]:
    return NewsPage.objects.live().filter(locale=locale_id).newest_first().as_cards()[:count]


@register.simple_tag
def list_of(pages: list[BasePage]) -> str:
    """The address of the list that all of `pages` stand in."""
    return above(pages[0]).url or ""


@register.simple_tag
def privacy_policy(organisation: Organisation) -> str:
    """The address of the privacy page in the reader's language, or ''."""
    page = privacy_page(organisation)
    return (page.url or "") if page else ""
