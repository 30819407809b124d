"""The list of applications, as a reviewer works through it."""

from functools import cached_property

from django.contrib.admin.utils import quote
from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.views import generic

from volunteers.domain.names import role_titles
from volunteers.views.columns import queue_columns
from volunteers.views.export import QueueExportMixin
from volunteers.views.queue import TABS, Queue, age_of_majority


class QueueView(QueueExportMixin, generic.IndexView):
    template_name = "volunteers/admin/queue.html"
    results_template_name = "volunteers/admin/queue_results.html"
    any_permission_required = ["view", "change"]
    page_title = _("Applications")
    is_searchable = True
    table_classname = "listing queue-table"
    review_url_name = ""

    @cached_property
    def queue(self) -> Queue:
        return Queue(self.request.GET)

    @cached_property
    def filters(self):
        return self.queue.filters

    @cached_property
    def columns(self):
        return queue_columns(
            get_url=self.get_review_url,
            majority=age_of_majority(),
            titles=role_titles(),
            can_decide=self.user_has_permission("change"),
            show_opportunity=not self.request.GET.get("opportunity"),
        )

    def get_review_url(self, application) -> str:
        url = reverse(self.review_url_name, args=[quote(application.pk)])
        return f"{url}?{self.queue.urlencode()}" if self.queue.urlencode() else url

    def get_ordering(self):
        return self.queue.ordering

    def get_queryset(self):
        applications = self.queue.applications().for_queue()
        return applications.select_related("opportunity__form") if self.is_export else applications

    def get_context_data(self, *args, **kwargs):
        context = super().get_context_data(*args, **kwargs)
        counts = self.queue.counts()
        address = self.index_url
        context["tabs"] = [
            {
                "label": tab.label,
                "count": counts[tab.name],
                "url": f"{address}?{self._tab_query(tab.name)}",
                "is_current": tab.name == self.queue.tab.name,
            }
            for tab in TABS.values()
        ]
        context["named_tab"] = self.request.GET.get("tab", "")
        context["queue"] = self.queue
        return context

    def _tab_query(self, name: str) -> str:
        """The same search and filters in another tab: but not the filter by state, which would contradict it."""
        params = QueryDict(self.queue.urlencode(), mutable=True)
        for dropped in ("state", "ordering"):
            params.pop(dropped, None)
        params["tab"] = name
        return params.urlencode()
