"""Venues and holdings in the admin, with how much each is used."""

from functools import cached_property
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import BaseColumn, Column

from events.models import Venue
from events.use import lessons_by_holding, with_events_held
from translation_workflow.listing import LanguagesListView


class VenueListView(LanguagesListView):
    def get_base_queryset(self) -> QuerySet[Venue]:
        return with_events_held(super().get_base_queryset())

    @cached_property
    def columns(self) -> list[BaseColumn]:
        *rest, updated = super().columns
        return [*rest, Column("events_held", label=_("Events"), sort_key="events_held"), updated]

    def get_valid_orderings(self) -> list[Any]:
        # What is searched can be put in order by fields of the search index alone.
        unsorted = {"events_held", "-events_held"} if self.is_searching else set()
        return [ordering for ordering in super().get_valid_orderings() if ordering not in unsorted]


class HoldingListView(LanguagesListView):
    @cached_property
    def columns(self) -> list[BaseColumn]:
        lessons = lessons_by_holding()
        *rest, updated = super().columns
        used = Column(
            "lessons", label=_("Lessons"), accessor=lambda holding: len(lessons.get(holding.translation_key, []))
        )
        return [*rest, used, updated]
