"""Lists of pages of one type: in the explorer, below the page that holds them, and under their type."""

import django_filters
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import DateRangePickerWidget
from wagtail.admin.ui.tables import BaseColumn, DateColumn
from wagtail.admin.views.pages.listing import PageFilterSet, PageListingMixin

from home.models import NewsPage
from volunteers.views.queue import StorableDateRangeField


def columns(*own: BaseColumn, has_day_of_change: bool = True) -> list[BaseColumn]:
    """Wagtail's without the type, which is the same throughout, and with `own` after the title."""
    bulk, title, parent, updated, _type, status = PageListingMixin.base_columns
    return [bulk, title, parent, *own, *([updated] if has_day_of_change else []), status]


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
