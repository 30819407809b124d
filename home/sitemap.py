"""The pages that may be found, in all languages at once: sitemaps.org, with the alternates that Google reads."""

from functools import cached_property
from typing import Any

from django.contrib.sitemaps import Sitemap
from django.core.paginator import Paginator
from django.http import HttpRequest
from wagtail.models import Page
from wagtail.query import PageQuerySet

from home.addresses import absolute
from home.feeds import changed_at
from home.head import alternates
from home.models.pages import Part
from home.surroundings import public_pages

# A file may hold 50,000 addresses; each of ours brings its languages along, and a robot would wait long for so many.
LENGTH = 5000


class PageSitemap(Sitemap):
    limit = LENGTH

    def __init__(self, request: HttpRequest) -> None:
        self.request = request

    def items(self) -> PageQuerySet:
        return self._findable.order_by("pk")

    @cached_property
    def paginator(self) -> Paginator:
        return Paginator(self.items(), self.limit)  # Django's counts anew each time it is looked at.

    @cached_property
    def _findable(self) -> PageQuerySet:
        # An alias is the same words at another address.
        return public_pages(self.request).filter(alias_of=None).select_related("locale")

    def get_urls(self, page: int | str = 1, site: Any = None, protocol: str | None = None) -> list[dict[str, Any]]:
        """By the site's own address, whatever host and protocol the robot has used."""
        shown = list(self.paginator.page(page).object_list)
        versions: dict[Any, dict[str, Page]] = {}
        # A page's other languages may stand in another part.
        for version in self._findable.filter(translation_key__in={each.translation_key for each in shown}):
            versions.setdefault(version.translation_key, {})[version.locale.language_code] = version
        return [self._entry(each, versions[each.translation_key]) for each in shown]

    def _entry(self, page: Page, versions: dict[str, Page]) -> dict[str, Any]:
        found = alternates(page, versions, Part(), self.request)
        return {
            "location": absolute(page.get_url(self.request)),
            "lastmod": changed_at(page),
            "alternates": [{"lang_code": each.language, "location": each.url} for each in found],
        }
