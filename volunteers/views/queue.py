"""The moderated queue: which applications a reviewer has before her, and in which order."""

from __future__ import annotations

import datetime
from collections import Counter
from dataclasses import dataclass
from functools import cached_property

import django_filters
from django import forms
from django.conf import settings
from django.db.models import Count
from django.http import QueryDict
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from django_filters.fields import DateRangeField
from wagtail.admin.filters import DateRangePickerWidget, WagtailFilterSet

from volunteers.models import Application, Opportunity, VolunteeringSettings
from volunteers.models.applications import ApplicationQuerySet
from volunteers.states import AWAITING_DECISION, HOLDS_PLACE, State

ORDERINGS = ("submitted_at", "-submitted_at", "birth_date", "-birth_date", "opportunity__name", "-opportunity__name")


@dataclass(frozen=True)
class Tab:
    name: str
    label: str
    states: frozenset[State]
    newest_first: bool = True


WAITING = "waiting"
EVERYTHING = "all"
TABS = {
    tab.name: tab
    for tab in (
        Tab(WAITING, _("To decide"), AWAITING_DECISION, newest_first=False),
        Tab("accepted", _("Accepted"), HOLDS_PLACE),
        Tab("waitlisted", _("Waiting list"), frozenset({State.WAITLISTED}), newest_first=False),
        Tab("declined", _("Declined"), frozenset({State.DECLINED})),
        Tab("ended", _("Withdrawn, expired"), frozenset({State.WITHDRAWN, State.EXPIRED})),
        Tab(EVERYTHING, _("All"), frozenset(State)),
    )
}


class StorableDateRangeField(DateRangeField):
    """The calendar's very first and last days, in Astana, are no day in UTC: a mistyped year would stop the list."""

    first, last = datetime.date.min + datetime.timedelta(days=1), datetime.date.max - datetime.timedelta(days=1)

    def compress(self, data_list: list[datetime.date | None]) -> slice | None:
        return super().compress([day and min(max(day, self.first), self.last) for day in data_list])


class SubmittedFilter(django_filters.DateFromToRangeFilter):
    field_class = StorableDateRangeField


class ApplicationFilterSet(WagtailFilterSet):
    state = django_filters.MultipleChoiceFilter(
        label=_("State"), choices=State.choices, widget=forms.CheckboxSelectMultiple
    )
    opportunity = django_filters.ModelChoiceFilter(label=_("Opportunity"), queryset=Opportunity.objects.all())
    language = django_filters.ChoiceFilter(
        label=_("Language"), choices=settings.LANGUAGES, widget=forms.RadioSelect, empty_label=_("All")
    )
    age = django_filters.ChoiceFilter(
        label=_("Age"),
        choices=[("minors", _("Minors")), ("adults", _("Adults"))],
        widget=forms.RadioSelect,
        empty_label=_("All"),
        method="filter_age",
    )
    flag = django_filters.ChoiceFilter(
        label=_("Flag"),
        choices=[("flagged", _("Flagged")), ("unflagged", _("Not flagged"))],
        widget=forms.RadioSelect,
        empty_label=_("All"),
        method="filter_flag",
    )
    submitted = SubmittedFilter(
        label=pgettext_lazy("date of an application", "Submitted"),
        field_name="submitted_at",
        widget=DateRangePickerWidget,
    )

    class Meta:
        model = Application
        fields = []

    def filter_age(self, queryset, name, value):
        minors = Application.objects.younger_than(age_of_majority()).values("pk")
        return queryset.filter(pk__in=minors) if value == "minors" else queryset.exclude(pk__in=minors)

    def filter_flag(self, queryset, name, value):
        unflagged = Application.Flag.NONE
        return queryset.exclude(flag=unflagged) if value == "flagged" else queryset.filter(flag=unflagged)


def age_of_majority() -> int:
    """The age below which an applicant is marked as a minor: from it on nobody else need consent."""
    return VolunteeringSettings.load().guardian_consent_age


def waiting_count() -> int:
    return Application.objects.awaiting_decision().count()


@dataclass(frozen=True)
class Place:
    """Where an application stands in the queue. `position` counts from 1; it is None for one that is not in it."""

    previous: int | None
    next: int | None
    position: int | None
    count: int


class Queue:
    """What the parameters of an address choose. Unless a tab is named, a search looks everywhere, as in any inbox."""

    def __init__(self, params: QueryDict) -> None:
        self.params = params
        self.filters = ApplicationFilterSet(params, Application.objects.all())
        self.query = params.get("q", "").strip()

    @cached_property
    def tab(self) -> Tab:
        named = TABS.get(self.params.get("tab", ""))
        if named is None:
            return TABS[EVERYTHING if self.query or self.params.getlist("state") else WAITING]
        return named

    @cached_property
    def ordering(self) -> str:
        asked = self.params.get("ordering", "")
        if asked in ORDERINGS:
            return asked
        return "-submitted_at" if self.tab.newest_first else "submitted_at"

    def matching(self) -> ApplicationQuerySet:
        """Of all tabs."""
        applications = Application.objects.all()
        if self.filters.is_valid():
            applications = self.filters.filter_queryset(applications)
        return applications.search(self.query) if self.query else applications

    def applications(self) -> ApplicationQuerySet:
        last = "-pk" if self.ordering.startswith("-") else "pk"
        return self.matching().filter(state__in=self.tab.states).order_by(self.ordering, last)

    def counts(self) -> dict[str, int]:
        """How many stand in each tab. One query."""
        by_state = Counter(dict(self.matching().order_by().values_list("state").annotate(Count("pk"))))
        return {tab.name: sum(by_state[state] for state in tab.states) for tab in TABS.values()}

    def place_of(self, application: Application) -> Place:
        """One query for the keys alone: thousands of them are a few kilobytes."""
        keys = list(self.applications().values_list("pk", flat=True))
        if application.pk not in keys:
            return Place(None, keys[0] if keys else None, None, len(keys))
        at = keys.index(application.pk)
        following = keys[at + 1] if at + 1 < len(keys) else None
        return Place(keys[at - 1] if at else None, following, at + 1, len(keys))

    def urlencode(self) -> str:
        """The parameters that make this queue, for the addresses of its applications."""
        names = {*self.filters.form.fields, "submitted_from", "submitted_to", "q", "tab", "ordering"}
        kept = [(name, value) for name, values in self.params.lists() if name in names for value in values if value]
        return urlencode(kept)
