"""Before a change of a published event goes out: what it means, and how many people will be written to."""

from __future__ import annotations

from collections import Counter
from functools import cached_property
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.admin.utils import get_valid_next_url_from_request
from wagtail.admin.views.generic import WagtailAdminTemplateMixin

from events import changes
from events.changes import Change, Kind
from events.forms import ChangeForm
from events.models import EventPage
from volunteers.domain import news
from volunteers.models import Opportunity


def question_about(change: Change) -> str:
    return {
        Kind.EVENT_MOVED: _("This event will be moved"),
        Kind.EVENT_POSTPONED: _("This event will be postponed"),
        Kind.EVENT_CANCELLED: _("This event will be cancelled"),
        Kind.EVENT_REINSTATED: _("This event will take place after all"),
    }[change.kind]


class ChangeView(WagtailAdminTemplateMixin, TemplateView):
    template_name = "events/admin/change.html"
    header_icon = "warning"

    @cached_property
    def page(self) -> EventPage:
        """As it is public, or was last."""
        return get_object_or_404(EventPage, pk=self.kwargs["pk"])

    @cached_property
    def version(self) -> EventPage:
        """As it is to be told of."""
        return self.page

    @cached_property
    def change(self) -> Change | None:
        return changes.change_to(self.version)

    @cached_property
    def opportunities(self) -> list[Opportunity]:
        return changes.opportunities_of(self.version)

    @cached_property
    def readers(self) -> Counter[str]:
        """How many would be written to, by their language."""
        return Counter(application.language for application in news.concerned(self.opportunities))

    @cached_property
    def form(self) -> ChangeForm:
        return ChangeForm(
            self.request.POST if self.request.method == "POST" else None,
            readers=self.readers,
            is_for_later=self.is_for_later,
            has_shifts=self.change is not None and changes.shifts_can_follow(self.change, self.opportunities),
        )

    @property
    def is_for_later(self) -> bool:
        return False

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not self.may_decide():
            raise PermissionDenied
        return self.turn_away() or super().dispatch(request, *args, **kwargs)

    def may_decide(self) -> bool:
        permissions = self.page.permissions_for_user(self.request.user)
        return permissions.can_publish() and not permissions.page_locked()

    def turn_away(self) -> HttpResponse | None:
        raise NotImplementedError

    def to_editor(self) -> HttpResponse:
        return HttpResponseRedirect(reverse("wagtailadmin_pages:edit", args=[self.page.pk]))

    def get_page_title(self) -> str:
        return question_about(self.change)

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        index = self.page.get_parent().specific_deferred
        return [
            *self.breadcrumbs_items,
            {"url": reverse("wagtailadmin_explore", args=[index.pk]), "label": index.get_admin_display_title()},
            {
                "url": reverse("wagtailadmin_pages:edit", args=[self.page.pk]),
                "label": self.version.get_admin_display_title(),
            },
            {"url": "", "label": self.get_page_title()},
        ]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return {
            **super().get_context_data(**kwargs),
            "change": self.change,
            "form": self.form,
            "number": self.readers.total(),
            "cancels": self.change.kind == Kind.EVENT_CANCELLED,
            "edit_url": reverse("wagtailadmin_pages:edit", args=[self.page.pk]),
        }

    def say_how_many(self, number: int) -> str:
        text = ngettext("%(number)d person is being written to.", "%(number)d people are being written to.", number)
        return text % {"number": number}


class PublishChangeView(ChangeView):
    """Between the button "Publish" and the publishing. What was typed is kept in the draft meanwhile."""

    @cached_property
    def revision(self) -> Any:
        return self.page.latest_revision

    @cached_property
    def version(self) -> EventPage:
        return self.revision.as_object()

    @property
    def is_for_later(self) -> bool:
        return bool(self.version.go_live_at and self.version.go_live_at > timezone.now())

    def turn_away(self) -> HttpResponse | None:
        """Somebody has gone on writing, or it has been published: by a second press of the same button, perhaps."""
        if self.revision is None or self.revision.pk != self.kwargs["revision_pk"]:
            messages.warning(self.request, _("The page has been edited meanwhile. Look through it and publish again."))
            return self.to_editor()
        if self.page.live_revision_id == self.revision.pk or self.change is None:
            return self.to_editor()
        return None

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not self.form.is_valid():
            return self.render_to_response(self.get_context_data())
        is_for_later, title = self.is_for_later, self.version.get_admin_display_title()
        number = self.publish()
        if is_for_later:
            text = _("“%(title)s” is to be published at its time. What you have decided is done then.")
        else:
            text = _("“%(title)s” has been published.")
        messages.success(request, text % {"title": title})
        if number:
            messages.info(request, self.say_how_many(number))
        explorer = reverse("wagtailadmin_explore", args=[self.page.get_parent().pk])
        return HttpResponseRedirect(get_valid_next_url_from_request(request) or explorer)

    def publish(self) -> int | None:
        return changes.publish(revision=self.revision, decision=self.form.decision, by=self.request.user)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return {**super().get_context_data(**kwargs), "is_for_later": self.is_for_later, "version": self.version}


class TellChangeView(ChangeView):
    """After a publishing at which nobody could be asked: at its time, or by a command."""

    def turn_away(self) -> HttpResponse | None:
        if not self.page.live or self.change is None:
            messages.info(self.request, _("Everybody knows of this already."))
            return self.to_editor()
        return None

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not self.form.is_valid():
            return self.render_to_response(self.get_context_data())
        number = changes.tell(page=self.page, decision=self.form.decision, by=request.user)
        messages.success(request, self.say_how_many(number) if number else _("Nobody is being written to."))
        return HttpResponseRedirect(reverse("wagtailadmin_home"))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return {**super().get_context_data(**kwargs), "is_published": True, "version": self.page}
