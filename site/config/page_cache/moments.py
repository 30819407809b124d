"""When a page changes by itself: an event is over, applications open or close, the day ends."""

import datetime

from django.apps import apps
from django.db.models import Min
from django.utils import timezone

from config.page_cache import store

# Every date on which something shown turns; their models are among those whose change is noticed (see `changes`).
TURNING = (
    ("events.EventPage", "starts_at"),
    ("events.EventPage", "over_at"),
    ("volunteers.Opportunity", "opens_at"),
    ("volunteers.Opportunity", "closes_at"),
    ("volunteers.Shift", "starts_at"),
    ("volunteers.Shift", "ends_at"),
)
NAME = "page-next-moment"


def next_moment(generation: str, after: datetime.datetime) -> datetime.datetime:
    """The first moment later than `after` at which any page may read otherwise: midnight in Astana at the latest.

    Looked up once for all pages; it stands until it comes or content changes.
    """
    known = store.recall(NAME)
    if known and known[0] == generation and known[1] > after:
        return known[1]
    moment = min([_midnight_after(after), *_turns(after)])
    store.remember(NAME, (generation, moment))
    return moment


def _midnight_after(at: datetime.datetime) -> datetime.datetime:
    day = timezone.localdate(at) + datetime.timedelta(days=1)
    return timezone.make_aware(datetime.datetime.combine(day, datetime.time.min))


def _turns(after: datetime.datetime) -> list[datetime.datetime]:
    found = []
    for label, field in TURNING:
        rows = apps.get_model(label)._base_manager.filter(**{f"{field}__gt": after})
        found.append(rows.aggregate(first=Min(field))["first"])
    return [moment for moment in found if moment]
