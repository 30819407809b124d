"""Where Erikti's volunteers enter Wagtail's admin."""

from django.http import HttpRequest, HttpResponseRedirect
from django.templatetags.static import static
from django.urls import path, reverse
from django.utils.html import format_html_join
from django.utils.translation import gettext as _
from wagtail import hooks
from wagtail.admin import messages
from wagtail.admin.ui.components import Component
from wagtail.snippets.models import register_snippet

from volunteers.models import ApplicationForm, ConsentText, Opportunity, Role
from volunteers.views.bulk import BulkAccept, BulkDecline, BulkWaitlist
from volunteers.views.files import application_file
from volunteers.views.queue import waiting_count
from volunteers.viewsets import ApplicationViewSet, VolunteersGroup, policies

policies.register()
register_snippet(VolunteersGroup)

for action in (BulkAccept, BulkWaitlist, BulkDecline):
    hooks.register("register_bulk_action", action)

# What must stay while others stand on it, and the name of those.
STOOD_ON_BY = {Opportunity: "applications", Role: "shifts", ApplicationForm: "opportunities", ConsentText: "forms"}


@hooks.register("register_admin_urls")
def register_files():
    return [path("volunteers/files/<int:pk>/", application_file, name="volunteers_file")]


@hooks.register("insert_global_admin_css")
def link_stylesheets():
    return format_html_join(
        "",
        '<link rel="stylesheet" href="{}">',
        ((static(f"css/{name}.css"),) for name in ("admin", "admin-narrow")),
    )


@hooks.register("before_delete_snippet")
def keep_what_others_stand_on(request: HttpRequest, instances: list) -> HttpResponseRedirect | None:
    """The database refuses too, but with an error page; this tells why, one by one or in bulk."""
    needed = [
        instance
        for instance in instances
        if type(instance) in STOOD_ON_BY and getattr(instance, STOOD_ON_BY[type(instance)]).exists()
    ]
    if not needed:
        return None
    names = ", ".join(str(instance) for instance in needed)
    if isinstance(needed[0], Opportunity):
        text = _("People have applied for it, so it cannot be deleted: %(names)s. Close it instead.")
    else:
        text = _("It is in use, so it cannot be deleted: %(names)s")
    messages.error(request, text % {"names": names})
    return HttpResponseRedirect(reverse(type(needed[0]).snippet_viewset.get_url_name("list")))


class WaitingPanel(Component):
    """On the admin's home: how many wait, and the way to them."""

    name = "applications_waiting"
    template_name = "volunteers/admin/home_panel.html"
    order = 50

    def __init__(self, waiting: int) -> None:
        self.waiting = waiting

    def get_context_data(self, parent_context):
        return {"waiting": self.waiting, "url": reverse("volunteers_applications:index")}


@hooks.register("construct_homepage_panels")
def add_waiting_panel(request: HttpRequest, panels: list) -> None:
    if ApplicationViewSet.policy_allows(request.user) and (waiting := waiting_count()):
        panels.append(WaitingPanel(waiting))
