"""The queue in the admin: a list, a page each, and moves. Nothing that Wagtail would offer for rows in general.

No snippet: any editor could list the names of a snippet's rows, in its chooser and in the bulk deletion's question.
"""

from django.contrib.auth.models import Permission
from django.urls import path
from django.utils.translation import gettext_lazy as _
from wagtail.admin.admin_url_finder import ModelAdminURLFinder
from wagtail.admin.menu import MenuItem, SubmenuMenuItem
from wagtail.admin.viewsets.model import ModelViewSet

from volunteers.models import Application
from volunteers.views import review
from volunteers.views.queue import waiting_count
from volunteers.views.queue_list import QueueView


class WaitingMixin:
    """A menu's entry with the number of those that wait for a decision, for whoever may read them."""

    def render_component(self, request):
        component = super().render_component(request)
        if ApplicationViewSet.policy_allows(request.user) and (waiting := waiting_count()):
            component.attrs = {**component.attrs, "data-waiting": str(waiting)}
        return component


class WaitingMenuItem(WaitingMixin, MenuItem):
    def is_shown(self, request):
        return ApplicationViewSet.policy_allows(request.user)


class WaitingSubmenuMenuItem(WaitingMixin, SubmenuMenuItem):
    pass


class ApplicationURLFinder(ModelAdminURLFinder):
    model = Application
    edit_url_name = f"{review.NAMESPACE}:review"


class ApplicationViewSet(ModelViewSet):
    model = Application
    name = review.NAMESPACE
    url_prefix = "volunteers/applications"
    icon = "user"
    menu_label = _("Applications")
    menu_name = "volunteers-applications"
    menu_item_class = WaitingMenuItem
    list_per_page = 30
    export_filename = "applications"
    add_to_reference_index = False
    copy_view_enabled = False
    index_view_class = QueueView
    index_template_name = QueueView.template_name
    index_results_template_name = QueueView.results_template_name
    url_finder_class = ApplicationURLFinder

    @classmethod
    def policy_allows(cls, user) -> bool:
        return user.has_perm("volunteers.view_application") or user.has_perm("volunteers.change_application")

    def get_edit_handler(self):
        return None

    def get_index_view_kwargs(self, **kwargs):
        return super().get_index_view_kwargs(review_url_name=self.get_url_name("review"), **kwargs)

    def get_common_view_kwargs(self, **kwargs):
        """The names of the views that exist: a name left standing would make a button that leads nowhere."""
        names = ("history", "usage", "add", "edit", "delete")
        return super().get_common_view_kwargs(**{**{f"{name}_url_name": None for name in names}, **kwargs})

    def get_permissions_to_register(self):
        """For the pages on which groups are edited: nobody adds or deletes an application by hand."""
        codenames = ["view_application", "change_application"]
        return Permission.objects.filter(content_type__app_label="volunteers", codename__in=codenames)

    def get_urlpatterns(self):
        return [
            path("", self.index_view, name="index"),
            path("results/", self.index_results_view, name="index_results"),
            path("<int:pk>/", self.construct_view(review.ReviewView), name="review"),
            path("<int:pk>/decide/", self.construct_view(review.DecideView), name="decide"),
            path("<int:pk>/undo/", self.construct_view(review.UndoView), name="undo"),
            path("<int:pk>/start-review/", self.construct_view(review.StartReviewView), name="start_review"),
            path("<int:pk>/withdraw/", self.construct_view(review.WithdrawView), name="withdraw"),
            path("<int:pk>/notes/", self.construct_view(review.AddNoteView), name="add_note"),
        ]
