from django.urls import URLPattern
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.viewsets.pages import PageViewSet
from wagtail.snippets.models import register_snippet

from events.views.reports import HoldingsReport
from events.viewsets import EventPageViewSet, EventsViewSetGroup, LessonPageViewSet
from home.views import reports

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
