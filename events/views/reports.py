"""Which holdings lessons use, and which none."""

from functools import cached_property
from typing import Any, ClassVar
from uuid import UUID

import django_filters
from django import forms
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import BaseColumn, Column
from wagtail.admin.views.reports import ReportView
from wagtail.models import Locale, Page
from wagtail.permissions import policy_registry

from events.models import Holding, LessonPage
from events.use import lessons_by_holding
from home import roles
from home.views.reports import TitleInItsLanguageColumn
from volunteers.spreadsheets import SafeSpreadsheetMixin


class HoldingsFilterSet(WagtailFilterSet):
    use = django_filters.ChoiceFilter(
        label=_("Use by lessons"),
        choices=[("used", _("Used by lessons")), ("unused", _("Used by no lesson"))],
        widget=forms.RadioSelect,
        empty_label=_("All"),
        method="filter_use",
    )
    kind = django_filters.MultipleChoiceFilter(
        label=_("Kind"), choices=Holding.Kind.choices, widget=forms.CheckboxSelectMultiple
    )

    class Meta:
        model = Holding
        fields: ClassVar[list[str]] = []

    def _add_locale_filter(self) -> None:
        """Each holding is listed once, in one language."""

    def filter_use(self, queryset: QuerySet, name: str, value: str) -> QuerySet:
        used = list(lessons_by_holding())
        return (
            queryset.filter(translation_key__in=used) if value == "used" else queryset.exclude(translation_key__in=used)
        )


class LessonsColumn(BaseColumn):
    """The lessons that show a holding, with the way to each that the reader may edit."""

    cell_template_name = "events/admin/lessons_cell.html"

    def get_cell_context_data(self, instance: Holding, parent_context: dict[str, Any]) -> dict[str, Any]:
        return {**super().get_cell_context_data(instance, parent_context), "lessons": instance.lessons}


class HoldingsReport(SafeSpreadsheetMixin, ReportView):
    """Each holding once, in the reader's language where it is translated, else as it was first written."""

    model = Holding
    any_permission_required: ClassVar[list[str]] = ["change", "view"]
    page_title = _("Holdings")
    header_icon = "folder-open-inverse"
    filterset_class = HoldingsFilterSet
    index_url_name = "holdings_report"
    index_results_url_name = "holdings_report_results"
    default_ordering = "title"
    export_filename = "holdings"
    export_headings: ClassVar[dict[str, Any]] = {
        "title": _("Title"),
        "kind": _("Kind"),
        "shelfmark": _("Shelfmark"),
        "lessons": _("Lessons"),
    }
    list_export: ClassVar[list[str]] = list(export_headings)

    @property
    def columns(self) -> list[BaseColumn]:
        return [
            TitleInItsLanguageColumn("title", label=_("Title"), get_url=self.edit_url, sort_key="title"),
            Column("get_kind_display", label=_("Kind"), sort_key="kind"),
            Column("shelfmark", label=_("Shelfmark"), sort_key="shelfmark"),
            LessonsColumn("lessons", label=_("Lessons")),
        ]

    @cached_property
    def languages_to_change(self) -> set[str]:
        return roles.languages_to_change(self.request.user, [Holding])[Holding]

    def edit_url(self, holding: Holding) -> str | None:
        may_change = holding.locale.language_code in self.languages_to_change
        return reverse("wagtailsnippets_events_holding:edit", args=[holding.pk]) if may_change else None

    def get_base_queryset(self) -> QuerySet[Holding]:
        same = Holding.objects.filter(translation_key=OuterRef("translation_key"))
        here = Locale.get_active()
        is_first = ~Exists(same.filter(locale=here)) & ~Exists(same.filter(pk__lt=OuterRef("pk")))
        return Holding.objects.filter(Q(locale=here) | is_first).select_related("locale")

    def get_filtered_queryset(self) -> QuerySet[Holding]:
        return self.get_queryset()  # It has filtered already; Wagtail's reports do it a second time.

    @cached_property
    def lessons(self) -> dict[UUID, list[LessonPage]]:
        lessons = lessons_by_holding()
        editable = policy_registry.get_by_type(Page).instances_user_has_permission_for(self.request.user, "change")
        numbers = {lesson.pk for shown in lessons.values() for lesson in shown}
        may_edit = set(editable.filter(pk__in=numbers).values_list("pk", flat=True))
        for shown in lessons.values():
            for lesson in shown:
                lesson.edit_url = reverse("wagtailadmin_pages:edit", args=[lesson.pk]) if lesson.pk in may_edit else ""
        return lessons

    def decorate_paginated_queryset(self, object_list: Any) -> list[Holding]:
        holdings = list(object_list)
        for holding in holdings:
            holding.lessons = self.lessons.get(holding.translation_key, [])
        return holdings

    def to_row_dict(self, item: Holding) -> dict[str, Any]:
        lessons = "; ".join(lesson.title for lesson in item.lessons)
        return {**super().to_row_dict(item), "kind": item.get_kind_display(), "lessons": lessons}
