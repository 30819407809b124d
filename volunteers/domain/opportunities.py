"""Opportunities: who may apply, how many places are left, and when one is called off."""

from __future__ import annotations

import datetime
import logging
from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING

from django.contrib.contenttypes.models import ContentType
from django.db import models, transaction
from django.db.models.functions import Cast
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.functional import lazy
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page, ReferenceIndex

from volunteers.domain.errors import Refusal, Text
from volunteers.models import Opportunity, Shift
from volunteers.rules import age_on

if TYPE_CHECKING:
    from django.contrib.auth.models import User

logger = logging.getLogger(__name__)


def lock(pk: int) -> Opportunity:
    """The opportunity, locked until the transaction ends.

    Whoever counts or gives places of an opportunity holds this lock first, so that the count is still true when the
    place is given. One lock for all its shifts: an application may ask for several, and one lock cannot deadlock.
    On SQLite, which has no row locks, the transaction itself is the lock (see `transaction_mode` in the settings).
    """
    return Opportunity.objects.select_for_update().get(pk=pk)


def _local(at: datetime.datetime) -> Text:
    """Written when it is read, in the reader's language."""
    return lazy(lambda: date_format(timezone.localtime(at), "DATETIME_FORMAT"), str)()


def is_full(opportunity: Opportunity) -> bool:
    """Whether it has shifts and none of them has a place left."""
    shifts = opportunity.known_places
    return bool(shifts) and not any(shift.places_left for shift in shifts)


def _cancelled(opportunity: Opportunity, at: datetime.datetime, birth_date: datetime.date | None) -> Refusal | None:
    if opportunity.cancelled_at:
        return Refusal("cancelled", _("This has been cancelled, so no applications are taken."))
    return None


def _not_yet_open(opportunity: Opportunity, at: datetime.datetime, birth_date: datetime.date | None) -> Refusal | None:
    if at < opportunity.opens_at:
        text = format_lazy(_("Applications open: {date}"), date=_local(opportunity.opens_at))
        return Refusal("not_yet_open", text)
    return None


def _closed(opportunity: Opportunity, at: datetime.datetime, birth_date: datetime.date | None) -> Refusal | None:
    if opportunity.closes_at and at >= opportunity.closes_at:
        text = format_lazy(_("Applications closed: {date}"), date=_local(opportunity.closes_at))
        return Refusal("closed", text)
    if opportunity.ends_at and opportunity.is_over(at):
        text = format_lazy(_("Applications closed: {date}"), date=_local(opportunity.ends_at))
        return Refusal("closed", text)
    return None


def _full(opportunity: Opportunity, at: datetime.datetime, birth_date: datetime.date | None) -> Refusal | None:
    if not opportunity.has_waiting_list and is_full(opportunity):
        return Refusal("full", _("All places are taken."))
    return None


def _too_young(opportunity: Opportunity, at: datetime.datetime, birth_date: datetime.date | None) -> Refusal | None:
    if birth_date is None:
        return None
    first_day = timezone.localdate(max(at, opportunity.begins_at or at))
    if age_on(birth_date, first_day) < opportunity.minimum_age:
        return Refusal("too_young", format_lazy(_("Minimum age: {age}"), age=opportunity.minimum_age))
    return None


Checker = Callable[[Opportunity, datetime.datetime, datetime.date | None], Refusal | None]
# In the order in which a person wants to hear them: what no waiting helps against comes first.
CHECKERS: tuple[Checker, ...] = (_cancelled, _closed, _not_yet_open, _full, _too_young)


def why_cannot_apply(
    opportunity: Opportunity, *, at: datetime.datetime | None = None, birth_date: datetime.date | None = None
) -> list[Refusal]:
    """Every reason at once why nobody, or somebody born on `birth_date`, can apply at `at` (default: now)."""
    at = at or timezone.now()
    found = (checker(opportunity, at, birth_date) for checker in CHECKERS)
    return [refusal for refusal in found if refusal]


@transaction.atomic
def cancel(*, opportunity: Opportunity, by: User | None) -> None:
    """Take no more applications. Those that were sent keep their state; cancelling twice changes nothing."""
    locked = lock(opportunity.pk)
    if locked.cancelled_at is None:
        locked.cancelled_at = timezone.now()
        locked.save(update_fields=["cancelled_at"])
        logger.info("Opportunity %s cancelled by %s", locked.code, by)
    opportunity.cancelled_at = locked.cancelled_at


@transaction.atomic
def reinstate(*, opportunity: Opportunity, by: User | None) -> None:
    """Take applications again after a cancellation that was itself called off."""
    locked = lock(opportunity.pk)
    if locked.cancelled_at is not None:
        locked.cancelled_at = None
        locked.save(update_fields=["cancelled_at"])
        logger.info("Opportunity %s reinstated by %s", locked.code, by)
    opportunity.cancelled_at = None


def pages_for(opportunity: Opportunity) -> list[Page]:
    """The live pages that show this opportunity, in all languages. Found in Wagtail's index of references."""
    references = ReferenceIndex.get_references_to(opportunity).filter(
        base_content_type=ContentType.objects.get_for_model(Page)
    )
    ids = references.annotate(page_id=Cast("object_id", models.IntegerField())).values("page_id")
    return list(Page.objects.live().public().filter(pk__in=ids).select_related("locale").order_by("pk"))


def page_in(opportunity: Opportunity, language: str) -> Page | None:
    """The page that shows it in `language`, else None."""
    return next((page for page in pages_for(opportunity) if page.locale.language_code == language), None)


def free_shifts(shifts: Iterable[Shift]) -> Iterator[Shift]:
    """Those of `shifts`, read with `with_places()`, that have a place left."""
    return (shift for shift in shifts if shift.places_left)
