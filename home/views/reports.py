"""Reports on the pages that an editor may edit, in Wagtail's menu of reports."""

import datetime
from typing import Any, ClassVar

import django_filters
from django import forms
from django.conf import settings
from django.db.models import F, QuerySet
from django.http import HttpRequest, QueryDict
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail.admin.filters import ContentTypeFilter, WagtailFilterSet
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.tables import Column, DateColumn, LocaleColumn, TitleColumn
from wagtail.admin.views.reports import ReportView
from wagtail.models import Page, get_page_content_types
from wagtail.permissions import policy_registry

from home.pictures import Lack, lacking
from volunteers.spreadsheets import SafeSpreadsheetMixin

TYPE = pgettext_lazy("of a page", "Type")


class TitleInItsLanguageColumn(TitleColumn):
    """Of something translatable: in an admin in another language its title says which it is in."""

    def get_link_attrs(self, instance: Any, parent_context: Any) -> dict[str, str]:
        return {**super().get_link_attrs(instance, parent_context), "lang": instance.locale.language_code}


class ListColumn(Column):
    """Whose value is a list, one below the other."""

    cell_template_name = "home/admin/list_cell.html"


class PagesFilterSet(WagtailFilterSet):
    content_type = ContentTypeFilter(
        label=TYPE, queryset=lambda request: get_page_content_types(include_base_page_type=False)
    )

    class Meta:
        model = Page
        fields: ClassVar[list[str]] = []


class PagesReport(SafeSpreadsheetMixin, ReportView):
    """The live pages that the editor may edit."""

    model = Page
    any_permission_required: ClassVar[list[str]] = ["change"]
    filterset_class = PagesFilterSet
    default_ordering = "title"
    own_columns: ClassVar[list[Column]] = []
    own_export: ClassVar[dict[str, Any]] = {}

    @property
    def columns(self) -> list[Column]:
        return [
            TitleInItsLanguageColumn("title", label=_("Title"), get_url=self.edit_url, sort_key="title"),
            LocaleColumn(label=_("Language")),
            Column("page_type_display_name", label=TYPE),
            *self.own_columns,
        ]

    @property
    def export_headings(self) -> dict[str, Any]:
        names = {"title": _("Title"), "language": _("Language"), "page_type_display_name": TYPE}
        return {**names, **self.own_export, "full_url": _("Address")}

    @property
    def list_export(self) -> list[str]:
        return list(self.export_headings)

    @staticmethod
    def edit_url(page: Page) -> str:
        return reverse("wagtailadmin_pages:edit", args=[page.pk])

    def get_base_queryset(self) -> QuerySet[Page]:
        pages = self.permission_policy.instances_user_has_permission_for(self.request.user, "change")
        return pages.live().filter(depth__gt=1).select_related("locale")

    def get_filtered_queryset(self) -> QuerySet[Page]:
        return self.get_queryset()  # It has filtered already; Wagtail's reports do it a second time.

    def to_row_dict(self, item: Page) -> dict[str, Any]:
        item.language = dict(settings.LANGUAGES).get(item.locale.language_code, item.locale.language_code)
        return super().to_row_dict(item)


class PicturesFilterSet(PagesFilterSet):
    lack = django_filters.ChoiceFilter(
        label=_("Lacks"),
        choices=Lack.choices,
        widget=forms.RadioSelect,
        empty_label=_("All"),
        method="leave",
    )

    def leave(self, queryset: QuerySet, name: str, value: str) -> QuerySet:
        return queryset  # The report has looked into the pages itself, and chooses.


class PicturesReport(PagesReport):
    page_title = _("Pictures and alternative texts")
    header_icon = "image"
    filterset_class = PicturesFilterSet
    index_url_name = "pictures_report"
    index_results_url_name = "pictures_report_results"
    export_filename = "pictures"
    own_columns: ClassVar[list[Column]] = [ListColumn("lacks", label=_("Lacks"))]
    own_export: ClassVar[dict[str, Any]] = {"lacks": _("Lacks")}

    def filter_queryset(self, queryset: QuerySet[Page]) -> QuerySet[Page]:
        pages = super().filter_queryset(queryset)
        self.lacks = lacking(pages)
        wanted = self.filters.form.cleaned_data.get("lack") if self.filters.is_valid() else None
        return pages.filter(pk__in=[pk for pk, lacks in self.lacks.items() if not wanted or wanted in lacks])

    def decorate_paginated_queryset(self, object_list: Any) -> list[Page]:
        pages = list(object_list)
        for page in pages:
            page.lacks = [lack.label for lack in self.lacks[page.pk]]
        return pages

    def to_row_dict(self, item: Page) -> dict[str, Any]:
        return {**super().to_row_dict(item), "lacks": "; ".join(str(lack) for lack in item.lacks)}


class NotUpdatedFilterSet(PagesFilterSet):
    PERIODS = {"182": _("Half a year"), "365": _("A year"), "730": _("Two years"), "1095": _("Three years")}
    USUAL = "365"

    days = django_filters.ChoiceFilter(
        label=_("Not updated for"),
        choices=list(PERIODS.items()),
        widget=forms.RadioSelect,
        initial=USUAL,
        empty_label=None,
        method="before",
    )

    def __init__(self, data: QueryDict, *args: Any, **kwargs: Any) -> None:
        data = data.copy()
        if data.get("days") not in self.PERIODS:
            data["days"] = self.USUAL
        super().__init__(data, *args, **kwargs)

    def before(self, queryset: QuerySet, name: str, value: str) -> QuerySet:
        return queryset.filter(last_published_at__lt=timezone.now() - datetime.timedelta(days=int(value)))


class NotUpdatedReport(PagesReport):
    """Instead of Wagtail's ageing pages, whose date has to be typed anew each time."""

    page_title = _("Not updated in a year")
    header_icon = "time"
    filterset_class = NotUpdatedFilterSet
    index_url_name = "not_updated_report"
    index_results_url_name = "not_updated_report_results"
    default_ordering = "last_published_at"
    export_filename = "not-updated"
    own_columns: ClassVar[list[Column]] = [
        DateColumn("last_published_at", label=_("Last publication"), sort_key="last_published_at"),
        Column("published_by", label=_("Published by")),
    ]
    own_export: ClassVar[dict[str, Any]] = {
        "last_published_at": _("Last publication"),
        "published_by": _("Published by"),
    }

    def get_base_queryset(self) -> QuerySet[Page]:
        return super().get_base_queryset().annotate(published_by=F("live_revision__user__username"))


class ReportMenuItem(MenuItem):
    def __init__(self, report: type[ReportView], order: int) -> None:
        super().__init__(
            report.page_title,
            reverse(report.index_url_name),
            name=f"{report.export_filename}-report",
            icon_name=report.header_icon,
            order=order,
        )
        self.report = report

    def is_shown(self, request: HttpRequest) -> bool:
        policy = policy_registry.get_by_type(self.report.model)
        return policy.user_has_any_permission(request.user, self.report.any_permission_required)


def addresses(report: type[ReportView]) -> list[URLPattern]:
    at = f"reports/{report.export_filename}/"
    return [
        path(at, report.as_view(), name=report.index_url_name),
        path(f"{at}results/", report.as_view(results_only=True), name=report.index_results_url_name),
    ]
