"""The outbox for staff: what was written to whom, whether it has gone, and once more if need be."""

from __future__ import annotations

from functools import cached_property
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView, View
from wagtail.admin import messages
from wagtail.admin.ui.tables import TitleColumn
from wagtail.admin.utils import get_valid_next_url_from_request
from wagtail.admin.views import generic
from wagtail.admin.views.generic import WagtailAdminTemplateMixin
from wagtail.admin.views.generic.permissions import PermissionCheckedMixin

from volunteers.domain import outbox
from volunteers.domain.errors import DomainError
from volunteers.models import Message
from volunteers.views.columns import CellColumn

NAMESPACE = "volunteers_messages"
# Neither what is on its way nor what was stopped because it is no longer true.
RESENDABLE = frozenset({Message.State.SENT, Message.State.FAILED, Message.State.UNCLEAR})


class MessageListView(generic.IndexView):
    any_permission_required = ["view", "change"]
    page_title = gettext_lazy("Messages")
    is_searchable = True
    search_backend_name = None
    search_fields = ["recipient", "subject", "application__number"]
    table_classname = "listing queue-table"
    default_ordering = "-created_at"

    @cached_property
    def columns(self):
        return [
            TitleColumn(
                "subject",
                label=_("Subject"),
                get_url=lambda message: reverse(f"{NAMESPACE}:inspect", args=[message.pk]),
            ),
            CellColumn("message_state", label=_("State")),
            CellColumn("message_kind", label=_("Kind")),
            CellColumn("message_recipient", label=_("Recipient")),
            CellColumn("message_when", label=_("When"), sort_key="created_at"),
        ]

    def get_base_queryset(self):
        return Message.objects.select_related("application").defer("body_text", "body_html")


class OfMessageMixin(PermissionCheckedMixin):
    model = Message

    @cached_property
    def message(self) -> Message:
        read = Message.objects.select_related("application", "resent_from", "resent_by")
        return get_object_or_404(read, pk=self.kwargs["pk"])


class MessageView(OfMessageMixin, WagtailAdminTemplateMixin, TemplateView):
    any_permission_required = ["view", "change"]
    template_name = "volunteers/admin/message.html"
    header_icon = "mail"

    def get_page_title(self):
        return self.message.subject

    def get_breadcrumbs_items(self):
        return [
            *self.breadcrumbs_items,
            {"url": reverse(f"{NAMESPACE}:index"), "label": _("Messages")},
            {"url": "", "label": self.message.subject},
        ]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        may_decide = self.request.user.has_perm("volunteers.view_application")
        return {
            **super().get_context_data(**kwargs),
            "message": self.message,
            "resent_as": self.message.resent_as.select_related("resent_by").order_by("created_at"),
            "may_resend": self.user_has_permission("change"),
            "can_resend": self.message.state in RESENDABLE,
            "may_open_application": may_decide or self.request.user.has_perm("volunteers.change_application"),
        }


class ResendView(OfMessageMixin, View):
    permission_required = "change"
    http_method_names = ["post"]

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        back = get_valid_next_url_from_request(request) or reverse(f"{NAMESPACE}:inspect", args=[self.message.pk])
        try:
            copy = outbox.resend(message=self.message, by=request.user)
        except DomainError as error:
            messages.warning(request, error.message)
        else:
            messages.success(request, _("Sent again, to %(address)s.") % {"address": copy.recipient})
        return HttpResponseRedirect(back)
