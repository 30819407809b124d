"""Pages as links to them: what a link, a breadcrumb or an item of the menu says, and no more of each row."""

import re
from collections.abc import Iterable, Iterator
from functools import reduce
from operator import or_
from typing import Any
from uuid import UUID

from django.db.models import CharField, Exists, ExpressionWrapper, F, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce
from django.utils.translation import get_language
from wagtail.blocks import StreamValue
from wagtail.models import Page, PageViewRestriction, get_page_models
from wagtail.query import PageQuerySet

from home.once import once, remember
from volunteers.written_queries import written_once

PAGE_LINK = re.compile(r"<a [^>]*linktype=\"page\"[^>]*>")
ID = re.compile(r"\bid=\"(\d+)\"")
_UNKNOWN = object()

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


def links() -> PageQuerySet:
    return Page.objects.select_related("locale").only(*SHOWN_OF_A_LINK).order_by("path")


def chosen(pks: Iterable[int | None]) -> dict[int, Page]:
    """Pages that an editor has chosen, by primary key, each with its `versions`, in one query for all.

    The versions are the live ones in all languages, itself included, by language code, with their `summary`, and
    `is_private` where not everybody may see them. `surroundings` asks for all that a page leads to beforehand.
    """
    known = {pk: once(("chosen", pk), lambda: _UNKNOWN) for pk in pks if pk}
    unknown = {pk for pk, page in known.items() if page is _UNKNOWN}
    if unknown:
        known |= remember_chosen(_all_versions(list(unknown)), unknown)
    return {pk: page for pk, page in known.items() if page is not None}


@written_once
def _all_versions(pks: list) -> PageQuerySet:
    return with_words(links().filter(versions_of(pks)))


def versions_of(pks: Iterable[int]) -> Q:
    """Each by a value of its own: a list that is itself looked up would, beside other conditions, read every page."""
    keys = (Page.objects.filter(pk=pk).order_by().values("translation_key") for pk in pks)
    return reduce(or_, (Q(translation_key=Subquery(key)) for key in keys))


def with_words(pages: PageQuerySet) -> PageQuerySet:
    """Annotated with what is said of a page that an editor has chosen."""
    path = ExpressionWrapper(OuterRef("path"), output_field=CharField())
    above = PageViewRestriction.objects.alias(shown_at=path).filter(shown_at__startswith=F("page__path"))
    # A type's summary stands in its own table; to fetch each type by itself would be a query for each.
    types = (model for model in get_page_models() if hasattr(model, "summary"))
    summaries = (Subquery(each.objects.filter(pk=OuterRef("pk")).order_by().values("summary")) for each in types)
    return pages.annotate(summary=Coalesce(*summaries), is_private=Exists(above))


def remember_chosen(pages: Iterable[Page], pks: Iterable[int]) -> dict[int, Page | None]:
    """Those of `pages` that have been chosen, None where there is none; the versions are found among them all."""
    versions: dict[UUID, dict[str, Page]] = {}
    for page in pages:
        if page.live:
            versions.setdefault(page.translation_key, {})[page.locale.language_code] = page
    by_pk = {page.pk: page for page in pages}
    found = {pk: by_pk.get(pk) for pk in pks}
    for pk, page in found.items():
        if page is not None:
            page.versions = versions.get(page.translation_key, {})
        remember(("chosen", pk), page)
    return found


def shown(page: Page) -> Page:
    """The live version in the reader's language of a page that was chosen, else the page as it is."""
    if not hasattr(page, "versions"):  # A form's value, in a preview.
        page = chosen([page.pk])[page.pk]
    return page.versions.get(get_language(), page)


def pages_led_to(body: StreamValue | None) -> set[int]:
    """The primary keys of pages that its texts link to and its choosers hold. Makes no block."""
    return set(_keys_in(list(body.raw_data))) if body else set()


def pages_linked_to(text: str) -> set[int]:
    """The primary keys of pages that rich text links to."""
    return set(_keys_in(text))


def tells_of_pages(body: StreamValue | None) -> bool:
    """Whether it says of the pages that it leads to more than their titles."""
    return body is not None and any(block["type"] == "related_pages" for block in body.raw_data)


def _keys_in(value: Any, name: str = "") -> Iterator[int]:
    if isinstance(value, str):
        for link in PAGE_LINK.findall(value):
            yield from (int(pk) for pk in ID.findall(link))
    elif isinstance(value, dict):
        for key, inner in value.items():
            # An item of a list is wrapped; what it is called stands outside.
            yield from _keys_in(inner, name if key == "value" else key)
    elif isinstance(value, list):
        for item in value:
            yield from _keys_in(item, name)
    elif isinstance(value, int) and name in ("page", "pages"):
        yield value
