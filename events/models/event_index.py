from typing import Any, NamedTuple

from django.db import models
from django.http import HttpRequest
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from events.filters import EventFilterForm, View
from events.months import Month
from events.places import Places
from home.models.pages import ListingPage, Part

from .events import EventPage, EventQuerySet, with_places


class Tab(NamedTuple):
    name: Promise
    url: str
    is_current: bool


class EventIndexPage(ListingPage):
    parent_page_types = ["home.HomePage"]
    subpage_types = ["events.EventPage"]
    max_count_per_parent = 1
    listing_name = "events"

    class Meta:
        verbose_name = _("list of events")
        verbose_name_plural = _("lists of events")

    def events(self) -> EventQuerySet:
        return EventPage.objects.child_of(self).live()

    def listing(self, request: HttpRequest) -> dict[str, Any]:
        """The events as a list, as the days of a month, or by place: whichever the visitor has chosen."""
        form = self.filter_form = EventFilterForm.for_request(request, self.events())
        shared = {
            "filter_form": form,
            "tabs": self._tabs(request),
            "view": form.view,
            "is_archive": form.is_archive,
            "reset_url": self._address(request, form.reset_query) if form.is_narrowed else "",
            "is_filtered": form.is_narrowed,
            "part": self.part(1),
        }
        if form.view == View.MONTH:
            month = Month.of(form.first_day, form.matching(self.events()), span=form.span)
            return {**shared, "month": month, "query": form.query(view=View.MONTH)}
        if form.view == View.PLACES:
            found = form.apply(self.events()).select_related("venue")
            return {**shared, "places": Places.of(with_places(list(found)))}
        listing = super().listing(request)
        listing["events"].object_list = with_places(list(listing["events"].object_list))
        return {**shared, **listing}

    def part(self, number: int) -> Part:
        part = super().part(number)
        query = "&".join(each for each in (self.filter_form.own_query, part.query) if each)
        # The months have no end, and a view shows nothing that the list does not.
        is_whole = not (self.filter_form.is_narrowed or self.filter_form.view)
        return Part(
            (*self.filter_form.words, *part.words),
            query,
            is_in_all_languages=part.is_in_all_languages and is_whole,
            is_for_search_engines=is_whole,
        )

    def listed(self, request: HttpRequest) -> models.QuerySet:
        return (
            self.filter_form.apply(self.events())
            .defer_streamfields()
            .select_related("venue")
            .with_wish_for_volunteers()
        )

    def _tabs(self, request: HttpRequest) -> list[Tab]:
        """Filters go along from view to view."""
        form = self.filter_form
        queries = [
            (pgettext_lazy("events", "Upcoming"), form.query(), not form.view and not form.is_archive),
            (View.MONTH.label, form.query(view=View.MONTH, month=form.chosen_month), form.view == View.MONTH),
            (View.PLACES.label, form.query(view=View.PLACES), form.view == View.PLACES),
            (pgettext_lazy("events", "Past"), form.query(when="past"), form.is_archive),
        ]
        return [Tab(name, self._address(request, query), is_current) for name, query, is_current in queries]

    def _address(self, request: HttpRequest, query: str) -> str:
        url = self.get_url(request)
        return f"{url}?{query}" if query else url
