"""Where events enter Wagtail's admin."""

from typing import Any

from django.http import HttpRequest, HttpResponseRedirect
from django.urls import URLPattern, include, path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.components import Component
from wagtail.admin.viewsets.pages import PageViewSet
from wagtail.log_actions import LogActionRegistry, LogFormatter
from wagtail.models import ModelLogEntry, Page
from wagtail.snippets.models import register_snippet

from events import changes
from events.models import EventPage
from events.views.changes import PublishChangeView, TellChangeView
from events.views.reports import HoldingsReport
from events.viewsets import EventPageViewSet, EventsViewSetGroup, LessonPageViewSet
from home.views import reports
from volunteers.domain import news

register_snippet(EventsViewSetGroup)


@hooks.register("register_admin_viewset")
def register_page_viewsets() -> list[PageViewSet]:
    return [EventPageViewSet(), LessonPageViewSet()]


@hooks.register("register_admin_urls")
def register_reports() -> list[URLPattern]:
    return reports.addresses(HoldingsReport)


@hooks.register("register_reports_menu_item")
def add_holdings_report() -> MenuItem:
    return reports.ReportMenuItem(HoldingsReport, order=120)


URLS = [
    path("change/<int:pk>/publish/<int:revision_pk>/", PublishChangeView.as_view(), name="publish_change"),
    path("change/<int:pk>/tell/", TellChangeView.as_view(), name="tell_change"),
]


@hooks.register("register_admin_urls")
def register_urls() -> list:
    return [path("events/", include((URLS, "events_admin")))]


@hooks.register("before_publish_page")
def ask_before_a_change_goes_out(request: HttpRequest, page: Page) -> HttpResponseRedirect | None:
    """What was typed has just been kept as a draft; the confirmation publishes that, or leads back to it."""
    if not isinstance(page, EventPage) or changes.change_to(page) is None:
        return None
    return HttpResponseRedirect(reverse("events_admin:publish_change", args=[page.pk, page.latest_revision.pk]))


class EventsPanel(Component):
    """On the admin's home: the changes that applicants have not been told of."""

    name = "events"
    template_name = "events/admin/home_panel.html"
    order = 60

    def __init__(self, user: Any) -> None:
        self.untold = [page for page in changes.untold() if page.permissions_for_user(user).can_publish()]

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        untold = []
        for page in self.untold:
            number = len(news.concerned(changes.opportunities_of(page)))
            untold.append({"page": page, "label": page.state_label, "number": number})
        return {"untold": untold}


@hooks.register("construct_homepage_panels")
def add_events_panel(request: HttpRequest, panels: list) -> None:
    panel = EventsPanel(request.user)
    if panel.untold:
        panels.append(panel)


@hooks.register("register_log_actions")
def register_telling(actions: LogActionRegistry) -> None:
    @actions.register_action(changes.TOLD)
    class Told(LogFormatter):
        label = gettext_lazy("Tell applicants of a change")

        def format_message(self, entry: ModelLogEntry) -> str:
            return _("Applicants written to about a change: %(number)d") % {"number": entry.data.get("number", 0)}
