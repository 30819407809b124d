"""What is asked of events, and by which days."""

import datetime

from django.db.models import Exists, Max, Min, OuterRef, Q
from django.utils import timezone

from home.models.pages import CoveredQuerySet
from volunteers.models import Opportunity


def day_before(moment: datetime.datetime) -> datetime.date:
    """The day that a moment ends: what is over at midnight was no part of the day that begins then."""
    return timezone.localdate(moment - datetime.timedelta.resolution)


def midnight(day: datetime.date) -> datetime.datetime:
    return timezone.make_aware(datetime.datetime.combine(day, datetime.time.min))


class EventQuerySet(CoveredQuerySet):
    def upcoming(self, at: datetime.datetime | None = None) -> "EventQuerySet":
        """Not yet over, soonest first: an event is upcoming until it ends."""
        return self.filter(over_at__gt=at or timezone.now()).order_by("starts_at", "pk")

    def past(self, at: datetime.datetime | None = None) -> "EventQuerySet":
        """Over, latest first."""
        return self.filter(over_at__lte=at or timezone.now()).order_by("-starts_at", "-pk")

    def wanting_volunteers(self, at: datetime.datetime | None = None) -> "EventQuerySet":
        return self.with_wish_for_volunteers(at).filter(has_wish_for_volunteers=True)

    def with_wish_for_volunteers(self, at: datetime.datetime | None = None) -> "EventQuerySet":
        """Annotated with `has_wish_for_volunteers`, which `EventPage.wants_volunteers` then need not look up."""
        at = at or timezone.now()
        open_now = Opportunity.objects.taking_applications(at).filter(event_pages=OuterRef("pk"))
        takes_place = Q(over_at__gt=at) & ~Q(status=self.model.Status.CANCELLED)
        return self.annotate(has_wish_for_volunteers=takes_place & Exists(open_now))

    def whole(self) -> "EventQuerySet":
        return super().whole().select_related("venue")

    def in_month(self, first_day: datetime.date) -> "EventQuerySet":
        """Those that take place, even in part, in the month that begins on `first_day`."""
        next_month = (first_day.replace(day=28) + datetime.timedelta(days=4)).replace(day=1)
        return self.within(first_day, next_month - datetime.timedelta(days=1))

    def within(self, first_day: datetime.date, last_day: datetime.date) -> "EventQuerySet":
        """Those that take place, even in part, on these days, soonest first."""
        day_after = last_day + datetime.timedelta(days=1)
        return self.filter(starts_at__lt=midnight(day_after), over_at__gt=midnight(first_day)).order_by(
            "starts_at", "pk"
        )

    def span(self) -> tuple[datetime.date, datetime.date] | None:
        """The first day and the last on which any takes place."""
        ends = self.order_by().aggregate(first=Min("starts_at"), last=Max("over_at"))
        return (timezone.localdate(ends["first"]), day_before(ends["last"])) if ends["first"] else None
