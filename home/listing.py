"""Lists of pages of one type: in the explorer, below the page that holds them, and under their type."""

from typing import Any

import django_filters
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import DateRangePickerWidget
from wagtail.admin.ui.tables import BaseColumn, DateColumn
from wagtail.admin.views.pages.listing import PageFilterSet, PageListingMixin

from home import translation_board
from home.models import NewsPage
from volunteers.views.queue import StorableDateRangeField


class TranslationsColumn(BaseColumn):
    """How the page stands in the other languages. All of the board is asked for once, whatever the number of rows."""

    cell_template_name = "home/admin/translations_cell.html"

    def get_cell_context_data(self, instance: Any, parent_context: Any) -> dict[str, Any]:
        context = super().get_cell_context_data(instance, parent_context)
        request = parent_context["request"]
        if not hasattr(request, "translation_cells"):
            request.translation_cells = {row.key: row.cells for row in translation_board.rows()}
        cells = request.translation_cells.get(instance.translation_key, [])
        return {**context, "cells": [cell for cell in cells if cell.pk != instance.pk]}


def columns(*own: BaseColumn, has_day_of_change: bool = True) -> list[BaseColumn]:
    """Wagtail's without the type, which is the same throughout; with `own` after the title, and the translations."""
    bulk, title, parent, updated, _type, status = PageListingMixin.base_columns
    translations = TranslationsColumn("translations", label=_("Translations"), width="12%")
    return [bulk, title, parent, *own, translations, *([updated] if has_day_of_change else []), status]


class DaysFilter(django_filters.DateFromToRangeFilter):
    """From one day to another."""

    field_class = StorableDateRangeField

    def __init__(self, **kwargs):
        super().__init__(**{"widget": DateRangePickerWidget, **kwargs})


class OneTypeFilterSet(PageFilterSet):
    # There is one site, and what is listed holds no pages.
    site = None
    has_child_pages = None


class NewsFilterSet(OneTypeFilterSet):
    published_on = DaysFilter(label=_("Published on"))

    class Meta(PageFilterSet.Meta):
        model = NewsPage


NEWS_COLUMNS = columns(DateColumn("published_on", label=_("Published on"), sort_key="published_on", width="12%"))
