"""The explorer's lists of events and lessons: what an editor looks for them by."""

from typing import Any

import django_filters
from django import forms
from django.db.models import Count, Max, Min, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail.admin.ui.tables import BaseColumn, Column
from wagtail.admin.views.pages.listing import ExplorableIndexView, PageFilterSet
from wagtail.admin.views.pages.usage import ContentTypeUseView

from events.models import EventPage, LessonPage
from home.listing import DaysFilter, OneTypeFilterSet, columns
from volunteers.models import Application
from volunteers.viewsets.applications import ApplicationViewSet

WAITING = "applications_waiting"


class WhenColumn(BaseColumn):
    """When an event is, and whether it is off."""

    cell_template_name = "events/admin/when_cell.html"


class WaitingColumn(BaseColumn):
    """How many applications for an event wait, with the way to them."""

    cell_template_name = "events/admin/waiting_cell.html"


EVENT_COLUMNS = columns(
    WhenColumn("starts_at", label=_("When"), sort_key="starts_at"),
    Column("get_scale_display", label=_("Scale"), sort_key="scale"),
    WaitingColumn(WAITING, label=_("Applications waiting"), sort_key=WAITING),
    has_day_of_change=False,  # There is no room for it beside the title.
)
LESSON_COLUMNS = columns(
    Column("subject", label=_("Subject"), sort_key="subject"),
    Column("grades", label=_("Grades"), sort_key="grade_from"),
)


class EventFilterSet(OneTypeFilterSet):
    when = django_filters.ChoiceFilter(
        label=_("When"),
        choices=[
            ("upcoming", pgettext_lazy("events", "Upcoming")),
            ("past", pgettext_lazy("events", "Past")),
        ],
        widget=forms.RadioSelect,
        empty_label=_("All"),
        method="filter_when",
    )
    starts_at = DaysFilter(label=_("Date of the event"))
    scale = django_filters.MultipleChoiceFilter(
        label=_("Scale"), choices=EventPage.Scale.choices, widget=forms.CheckboxSelectMultiple, distinct=False
    )
    status = django_filters.MultipleChoiceFilter(
        label=_("Status of the event"),
        choices=EventPage.Status.choices,
        widget=forms.CheckboxSelectMultiple,
        distinct=False,
    )

    class Meta(PageFilterSet.Meta):
        model = EventPage

    def filter_when(self, queryset: QuerySet, name: str, value: str) -> QuerySet:
        # Not by the models' own verbs, which put in order too.
        now = timezone.now()
        return queryset.filter(over_at__gt=now) if value == "upcoming" else queryset.filter(over_at__lte=now)


def subjects() -> list[tuple[str, str]]:
    found = LessonPage.objects.exclude(subject="").order_by("subject").values_list("subject", flat=True).distinct()
    return [(subject, subject) for subject in found]


class LessonFilterSet(OneTypeFilterSet):
    subject = django_filters.ChoiceFilter(label=_("Subject"), choices=subjects, empty_label=_("All"))
    grade = django_filters.ChoiceFilter(
        label=_("Grade"),
        choices=[(str(grade), str(grade)) for grade in range(1, 13)],
        empty_label=_("All"),
        method="filter_grade",
    )

    class Meta(PageFilterSet.Meta):
        model = LessonPage

    def filter_grade(self, queryset: QuerySet, name: str, value: str) -> QuerySet:
        return queryset.filter(grade_from__lte=value, grade_to__gte=value)


def with_waiting_applications(events: QuerySet[EventPage]) -> QuerySet[EventPage]:
    """Annotated with their number, and with the first and the last opportunity for which any waits."""
    waiting = Application.objects.awaiting_decision().filter(opportunity__event_pages=OuterRef("pk")).order_by()
    of_one = waiting.values("opportunity__event_pages")
    return events.annotate(
        **{WAITING: Coalesce(Subquery(of_one.annotate(n=Count("pk")).values("n")), 0)},
        waiting_first=Subquery(of_one.annotate(n=Min("opportunity")).values("n")),
        waiting_last=Subquery(of_one.annotate(n=Max("opportunity")).values("n")),
    )


class WithWaitingApplications:
    """Who may read no application learns of none, not even how many there are."""

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.shows_waiting = ApplicationViewSet.policy_allows(request.user)
        if not self.shows_waiting:
            self.columns = [column for column in self.columns if column.name != WAITING]

    def annotate_queryset(self, pages: QuerySet) -> QuerySet:
        pages = super().annotate_queryset(pages)
        return with_waiting_applications(pages) if self.shows_waiting else pages

    def get_valid_orderings(self) -> list[str]:
        # What is searched can be put in order by fields of the search index alone.
        unsorted = {WAITING, f"-{WAITING}"} if self.is_searching else set()
        return [ordering for ordering in super().get_valid_orderings() if ordering not in unsorted]


class EventExplorerView(WithWaitingApplications, ExplorableIndexView):
    pass


class EventTypeView(WithWaitingApplications, ContentTypeUseView):
    pass
