from typing import Any

from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from events.filters import EventFilterForm
from home.models.pages import ListingPage

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

    def listed(self, request: HttpRequest) -> models.QuerySet:
        return self.filter_form.apply(self.events()).with_covers().select_related("venue").with_wish_for_volunteers()
