"""Telling the caches before the site (Varnish, nginx, a network of them), by Wagtail's own means.

They are told of the page itself, of those above it that list it, and of the pages in which Wagtail's index of
references finds what has changed. What stands on every page (the organisation, a menu) they find out by themselves:
they may answer for a page no longer than `entries.SHARED_SECONDS` without asking.
"""

from functools import partial
from urllib.parse import urljoin

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db import models, transaction
from wagtail.contrib.frontend_cache.utils import purge_urls_from_cache
from wagtail.models import Page, ReferenceIndex

from volunteers.models import Opportunity


def _is_wanted() -> bool:
    return bool(getattr(settings, "WAGTAILFRONTENDCACHE", None))


def addresses_showing(instance: models.Model) -> set[str]:
    """The pages that show `instance`, or are it; nothing where no cache is to be told."""
    if not _is_wanted():
        return set()
    if isinstance(instance, Page):
        above = instance.get_ancestors().filter(depth__gt=1)
        return _addresses([instance, *above])
    references = ReferenceIndex.get_references_to(instance)
    pages = references.filter(base_content_type=ContentType.objects.get_for_model(Page))
    ids = [int(object_id) for object_id in pages.values_list("object_id", flat=True)]
    return _addresses(Page.objects.live().filter(pk__in=ids))


def addresses_of_opportunity(opportunity_id: int) -> set[str]:
    return addresses_showing(Opportunity(pk=opportunity_id)) if _is_wanted() else set()


def _addresses(pages: list[Page] | models.QuerySet) -> set[str]:
    paths = set()
    for page in pages:
        parts = page.get_url_parts()
        if parts and parts[2]:
            paths |= {parts[2] + path.lstrip("/") for path in page.specific_deferred.get_cached_paths()}
    # Not get_full_url(): it goes by Wagtail's record of the site, "localhost" until somebody thinks of editing it.
    return {urljoin(settings.WAGTAILADMIN_BASE_URL, path) for path in paths}


def purge(addresses: set[str]) -> None:
    if addresses:
        transaction.on_commit(partial(purge_urls_from_cache, sorted(addresses)), robust=True)
