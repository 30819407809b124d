"""A new event from a template, from an earlier one, or from nothing: a draft, for the page editor to go on with."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction
from wagtail.blocks import StreamValue
from wagtail.coreutils import find_available_slug

from events.models import EventIndexPage, EventPage
from events.models.event_queryset import EventQuerySet
from home.slugs import readable_slug
from volunteers.models import Opportunity
from volunteers.rules import searchable

FORM = "application_form"
# What belongs to one event alone, beside what no copy takes along. Words for search engines, too: they name the year.
OF_ITS_OWN: dict[str, Any] = {
    "is_template": False,
    "seo_title": "",
    "search_description": "",
    "go_live_at": None,
    "expire_at": None,
    "expired": False,
    "locked": False,
    "locked_by": None,
    "locked_at": None,
}


def sources(index: EventIndexPage, query: str = "") -> tuple[EventQuerySet, EventQuerySet]:
    """What a new event in this list can start from: the templates, and the other events, the latest first.

    With `query`, of the other events those in whose title it stands.
    """
    events = EventPage.objects.child_of(index).defer_streamfields()
    others = events.filter(is_template=False).order_by("-starts_at", "-pk")
    if wanted := searchable(query):
        # Compared here: SQLite knows upper and lower case only of Latin letters.
        titles = others.values_list("pk", "draft_title")
        others = others.filter(pk__in=[pk for pk, title in titles if wanted in searchable(title)])
    return events.filter(is_template=True).order_by("draft_title"), others


def free_slug(index: EventIndexPage, title: str) -> str:
    """Readable, whatever the title is written in, and not taken in this list."""
    return find_available_slug(index, readable_slug(title) or "event")


@transaction.atomic
def copy(
    *,
    source: EventPage,
    index: EventIndexPage,
    fields: Mapping[str, Any],
    opportunities: Mapping[int, Opportunity],
    also: Sequence[Opportunity] = (),
    by: AbstractBaseUser,
) -> EventPage:
    """A copy of what is published of `source`, or of its draft, with other `fields`.

    `opportunities`: the new one in the place of each that it embeds, `also` at the end; the forms of others are left
    out of the body. No application, no translation and no earlier revision comes along.
    """
    attributes = {**OF_ITS_OWN, **fields, "body": _body_with(source.body, opportunities, also)}
    return source.copy(to=index, update_attrs=attributes, copy_revisions=False, keep_live=False, user=by)


@transaction.atomic
def create(
    *, index: EventIndexPage, fields: Mapping[str, Any], opportunities: Sequence[Opportunity], by: AbstractBaseUser
) -> EventPage:
    """A draft with nothing but `fields` and the forms of `opportunities`."""
    page = EventPage(locale=index.locale, owner=by, live=False, has_unpublished_changes=True, **fields)
    page.body = _body_with(page.body, {}, also=opportunities)
    page = index.add_child(instance=page)
    page.save_revision(user=by, log_action=True, clean=False)
    return page


def _body_with(body: StreamValue, instead: Mapping[int, Opportunity], also: Sequence[Opportunity] = ()) -> StreamValue:
    blocks = []
    for block in body.get_prep_value():
        if block["type"] == FORM:
            if block["value"]["opportunity"] not in instead:
                continue
            block = {**block, "value": {"opportunity": instead[block["value"]["opportunity"]].pk}}
        blocks.append(block)
    blocks += [{"type": FORM, "value": {"opportunity": opportunity.pk}} for opportunity in also]
    return body.stream_block.to_python(blocks)
