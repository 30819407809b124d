"""The outbox in the admin: to be read, and sent again. No snippet, for the reason that the queue is none."""

from django.contrib.auth.models import Permission
from django.urls import path
from django.utils.translation import gettext_lazy as _
from wagtail.admin.admin_url_finder import ModelAdminURLFinder
from wagtail.admin.viewsets.model import ModelViewSet

from volunteers.models import Message
from volunteers.views import messages


class MessageURLFinder(ModelAdminURLFinder):
    edit_url_name = f"{messages.NAMESPACE}:inspect"


class MessageViewSet(ModelViewSet):
    model = Message
    name = messages.NAMESPACE
    url_prefix = "volunteers/messages"
    icon = "mail"
    menu_label = _("Messages")
    menu_name = "volunteers-messages"
    list_per_page = 30
    list_filter = ["state", "kind", "language"]
    add_to_reference_index = False
    copy_view_enabled = False
    index_view_class = messages.MessageListView
    search_fields = messages.MessageListView.search_fields
    search_backend_name = None
    ordering = "-created_at"
    url_finder_class = MessageURLFinder

    def get_edit_handler(self):
        return None

    def get_common_view_kwargs(self, **kwargs):
        names = ("history", "usage", "add", "edit", "delete")
        return super().get_common_view_kwargs(**{**{f"{name}_url_name": None for name in names}, **kwargs})

    def get_permissions_to_register(self):
        codenames = ["view_message", "change_message"]
        return Permission.objects.filter(content_type__app_label="volunteers", codename__in=codenames)

    def get_urlpatterns(self):
        return [
            path("", self.index_view, name="index"),
            path("results/", self.index_results_view, name="index_results"),
            path("<int:pk>/", self.construct_view(messages.MessageView), name="inspect"),
            path("<int:pk>/resend/", self.construct_view(messages.ResendView), name="resend"),
        ]
