from typing import Any

from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from events.filters import EventFilterForm
from home.models.pages import ListingPage, Part

from .events import EventPage, EventQuerySet, with_places


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

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        self.filter_form = EventFilterForm.for_request(request, self.events())
        context = super().get_context(request, *args, **kwargs)
        context["events"].object_list = with_places(list(context["events"].object_list))
        url = self.get_url(request)
        context.update(
            filter_form=self.filter_form,
            is_archive=self.filter_form.is_archive,
            upcoming_url=url,
            archive_url=f"{url}?when=past",
            is_filtered=self.filter_form.is_narrowed,
        )
        return context

    def part(self, number: int) -> Part:
        part = super().part(number)
        query = "&".join(each for each in (self.filter_form.query, part.query) if each)
        is_whole = not self.filter_form.is_filtered
        return Part(
            (*self.filter_form.words, *part.words),
            query,
            is_in_all_languages=part.is_in_all_languages and is_whole,
            is_for_search_engines=is_whole,
        )

    def listed(self, request: HttpRequest) -> models.QuerySet:
        return self.filter_form.apply(self.events()).with_covers().select_related("venue").with_wish_for_volunteers()
