"""The news as an Atom feed (RFC 4287), and what every feed of the site has in common."""

import datetime
import re
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.syndication.views import Feed
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.cache import patch_cache_control
from django.utils.feedgenerator import Atom1Feed
from django.utils.html import escape
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from wagtail.query import PageQuerySet

from home.addresses import absolute
from home.models import NewsIndexPage, NewsPage, Organisation
from home.models.pages import BasePage, ListingPage

LENGTH = 30
# How long a copy may be handed on without asking, in seconds; hardly a program that follows feeds asks more often.
FRESH = 15 * 60
# Older than whatever is published here. Not "now": the same content must make the same feed.
BEGINNING = datetime.datetime(2019, 1, 1, tzinfo=datetime.UTC)
# Neither XML nor a calendar can hold them, and texts pasted from elsewhere do.
CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff]")


def domain() -> str:
    return urlsplit(settings.WAGTAILADMIN_BASE_URL).hostname or "localhost"


def without_controls(text: str) -> str:
    return CONTROL.sub("", text)


def changed_at(page: BasePage) -> datetime.datetime:
    """When what readers see of it last changed. A page that came into the tree ready-made may have no such moment."""
    return page.last_published_at or page.latest_revision_created_at or BEGINNING


def live_pages(model: type[BasePage]) -> PageQuerySet:
    """Those that anybody may read, in the reader's language."""
    return model.objects.live().public().filter(locale__language_code=get_language())


def publisher() -> str:
    """The organisation's short name, in the reader's language where it has one."""
    names = dict(Organisation.objects.filter(live=True).values_list("locale__language_code", "short_name"))
    return names.get(get_language()) or names.get(settings.LANGUAGE_CODE) or settings.WAGTAIL_SITE_NAME


class AtomFeed(Atom1Feed):
    def latest_post_date(self) -> datetime.datetime:
        """Of a feed without entries Django says "now", and it would never be the same twice."""
        return super().latest_post_date() if self.items else BEGINNING


class PageFeed(Feed):
    """Pages of one kind in the reader's language.

    An entry is known by the page's key and language, which outlive a new title, a new address and a move.
    """

    feed_type = AtomFeed
    heading: str
    listing: type[ListingPage]

    def __call__(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        response = super().__call__(request, *args, **kwargs)
        # Where an entry is withdrawn, the newest of the rest is no younger: the ETag alone tells of that.
        del response["Last-Modified"]
        patch_cache_control(response, public=True, max_age=FRESH)
        return response

    def address(self) -> str:
        """The feed's own path."""
        raise NotImplementedError

    def pages(self) -> list[BasePage]:
        raise NotImplementedError

    def get_object(self, request: HttpRequest, *args: Any, **kwargs: Any) -> str:
        return publisher()

    def title(self, publisher: str) -> str:
        return f"{self.heading} · {publisher}"

    def author_name(self, publisher: str) -> str:
        return publisher

    def link(self) -> str:
        listing = live_pages(self.listing).first()
        return absolute(listing.get_url() if listing else f"/{get_language()}/")

    def feed_url(self) -> str:
        return absolute(self.address())

    feed_guid = feed_url

    def items(self) -> list[BasePage]:
        return self.pages()

    def item_title(self, page: BasePage) -> str:
        return without_controls(page.title)

    def item_description(self, page: BasePage) -> str:
        return escape(without_controls(page.summary))  # An Atom summary of Django's is HTML.

    def item_link(self, page: BasePage) -> str:
        return absolute(page.get_url())

    def item_guid(self, page: BasePage) -> str:
        return f"tag:{domain()},2026:{page.translation_key}.{get_language()}"

    def item_updateddate(self, page: BasePage) -> datetime.datetime:
        return changed_at(page)


class NewsFeed(PageFeed):
    heading = _("News")
    listing = NewsIndexPage

    def address(self) -> str:
        return reverse("home:news_feed", args=[get_language()])

    def pages(self) -> list[NewsPage]:
        return list(live_pages(NewsPage).newest_first()[:LENGTH])

    def item_pubdate(self, page: NewsPage) -> datetime.datetime:
        return page.published_at
