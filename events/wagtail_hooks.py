"""Where events enter Wagtail's admin."""

from collections.abc import Iterator
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import URLPattern, include, path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.components import Component
from wagtail.admin.viewsets.pages import PageViewSet
from wagtail.admin.widgets import Button
from wagtail.log_actions import LogActionRegistry, LogFormatter
from wagtail.models import ModelLogEntry, Page
from wagtail.snippets.models import register_snippet

from events import changes
from events.models import EventIndexPage, EventPage
from events.views.approvals import ApproveChangeView
from events.views.changes import PublishChangeView, TellChangeView
from events.views.new_event import NewEventView, StartView, index_for
from events.views.reports import HoldingsReport
from events.viewsets import EventPageViewSet, EventsViewSetGroup, LessonPageViewSet
from home.views import reports
from translation_workflow.bulk import pages_to_publish, refuse
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
    path("new/", StartView.as_view(), name="start"),
    path("<int:index_pk>/new/", StartView.as_view(), name="start_in"),
    path("<int:index_pk>/new/empty/", NewEventView.as_view(), name="new"),
    path("new/like/<int:source_pk>/", NewEventView.as_view(), name="new_like"),
    path("<int:index_pk>/new/<int:source_pk>/", NewEventView.as_view(), name="new_from"),
    path("change/<int:pk>/publish/<int:revision_pk>/", PublishChangeView.as_view(), name="publish_change"),
    path("change/<int:pk>/approve/<int:revision_pk>/", ApproveChangeView.as_view(), name="approve_change"),
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


@hooks.register("before_bulk_action")
def publish_changes_one_by_one(
    request: HttpRequest, action_type: str, objects: list[Any], action_class_instance: Any
) -> HttpResponse | None:
    """From a list of pages nobody could be asked what to tell whom."""
    if action_type != "publish" or request.method != "POST":
        return None
    events = [page for page in pages_to_publish(request, objects) if isinstance(page, EventPage)]
    versions = [page.get_latest_revision_as_object() for page in events]
    titles = [page.get_admin_display_title() for page in versions if changes.change_to(page)]
    if not titles:
        return None
    text = _(
        "Nothing was published. Those who have applied have to be told of changes, so publish one by one: %(titles)s"
    )
    return refuse(request, text, titles)


@hooks.register("register_page_header_buttons")
def header_buttons(page: Page, user: Any, **kwargs: Any) -> Iterator[Button]:
    yield from _ways_to_a_new_event(page, user)


@hooks.register("register_page_listing_more_buttons")
def listing_buttons(page: Page, user: Any, **kwargs: Any) -> Iterator[Button]:
    yield from _ways_to_a_new_event(page, user)


def _ways_to_a_new_event(page: Page, user: Any) -> Iterator[Button]:
    if issubclass(page.specific_class or Page, EventIndexPage):
        if page.permissions_for_user(user).can_add_subpage():
            url = reverse("events_admin:start_in", args=[page.pk])
            yield Button(_("New event"), url, icon_name="calendar-alt", priority=5)
    elif issubclass(page.specific_class or Page, EventPage):
        # As much of the list as it takes to ask who may add to it. The list itself would be a query for each row.
        index = EventIndexPage(path=page.path[: -page.steplen], depth=page.depth - 1)
        if index.permissions_for_user(user).can_add_subpage():
            url = reverse("events_admin:new_like", args=[page.pk])
            is_template = getattr(page, "is_template", False)
            label = _("New event from this template") if is_template else _("Copy to a new date")
            yield Button(label, url, icon_name="calendar-alt", priority=25)


class EventsPanel(Component):
    """On the admin's home: the way to a new event, and the changes that applicants have not been told of."""

    name = "events"
    template_name = "events/admin/home_panel.html"
    order = 60

    def __init__(self, user: Any) -> None:
        self.may_add = index_for(user) is not None
        self.untold = [page for page in changes.untold() if page.permissions_for_user(user).can_publish()]

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        untold = []
        for page in self.untold:
            number = len(news.concerned(changes.opportunities_of(page)))
            untold.append({"page": page, "label": page.state_label, "number": number})
        return {"may_add": self.may_add, "untold": untold}


@hooks.register("construct_homepage_panels")
def add_events_panel(request: HttpRequest, panels: list) -> None:
    panel = EventsPanel(request.user)
    if panel.may_add or panel.untold:
        panels.append(panel)


@hooks.register("register_log_actions")
def register_telling(actions: LogActionRegistry) -> None:
    @actions.register_action(changes.TOLD)
    class Told(LogFormatter):
        label = gettext_lazy("Tell applicants of a change")

        def format_message(self, entry: ModelLogEntry) -> str:
            return _("Applicants written to about a change: %(number)d") % {"number": entry.data.get("number", 0)}
