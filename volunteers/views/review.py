"""An application as a reviewer has it before her, and what she does with it."""

from __future__ import annotations

from functools import cached_property
from typing import Any

from django.conf import settings
from django.contrib import messages as flash
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView, View
from wagtail.admin import messages
from wagtail.admin.views.generic import WagtailAdminTemplateMixin
from wagtail.admin.views.generic.permissions import PermissionCheckedMixin

from volunteers import rules
from volunteers.domain import applications
from volunteers.domain.errors import DomainError
from volunteers.forms.review import DecisionForm, NoteForm
from volunteers.models import Application
from volunteers.states import Move
from volunteers.views.messages import RESENDABLE
from volunteers.views.queue import Queue, waiting_count
from volunteers.views.review_context import describe

NAMESPACE = "volunteers_applications"
DECIDED = {
    Move.ACCEPT: gettext_lazy("Accepted: %(name)s"),
    Move.WAITLIST: gettext_lazy("Put on the waiting list: %(name)s"),
    Move.DECLINE: gettext_lazy("Declined: %(name)s"),
}


class OfApplicationMixin(PermissionCheckedMixin):
    """For views of one application, reached through a queue whose filters stand in the address."""

    model = Application

    @cached_property
    def queue(self) -> Queue:
        return Queue(self.request.GET)

    @cached_property
    def application(self) -> Application:
        read = Application.objects.select_related("opportunity__form", "reviewer")
        return get_object_or_404(read, pk=self.kwargs["pk"])

    def address(self, name: str, *args: Any) -> str:
        """Of a page of the queue, in the same filters."""
        url, query = reverse(f"{NAMESPACE}:{name}", args=args), self.queue.urlencode()
        return f"{url}?{query}" if query else url


class ReviewView(OfApplicationMixin, WagtailAdminTemplateMixin, TemplateView):
    """Looking changes nothing: who takes an application on says so with a button."""

    any_permission_required = ["view", "change"]
    template_name = "volunteers/admin/application.html"
    header_icon = "user"

    def get_page_title(self):
        return self.application.full_name

    def get_breadcrumbs_items(self):
        return [
            *self.breadcrumbs_items,
            {"url": self.address("index"), "label": _("Applications")},
            {"url": "", "label": self.application.number},
        ]

    def get_context_data(self, **kwargs):
        form = kwargs.get("form") or DecisionForm(places=self.application.opportunity.places())
        context = super().get_context_data(**kwargs)
        context |= describe(self.application, form)
        place = self.queue.place_of(self.application)
        user = self.request.user
        context |= {
            "place": place,
            "previous_url": self.address("review", place.previous) if place.previous else "",
            "next_url": self.address("review", place.next) if place.next else "",
            "queue_query": self.queue.urlencode(),
            "here": self.address("review", self.application.pk),
            "note_form": NoteForm(),
            "may_decide": self.user_has_permission("change"),
            "may_see_mail": user.has_perm("volunteers.view_message") or user.has_perm("volunteers.change_message"),
            "may_resend": user.has_perm("volunteers.change_message"),
            "resendable": RESENDABLE,
            "may_change_opportunity": user.has_perm("volunteers.change_opportunity"),
            "media": context["media"] + form.media if "media" in context else form.media,
        }
        return context


class DecideView(ReviewView):
    """Takes the decision and goes on to the next application, as an inbox does.

    Whatever stands in the way is told over the same page, with all that was typed.
    """

    permission_required = "change"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Somebody has come back to the address of a page that told her of an error."""
        return HttpResponseRedirect(self.address("review", self.application.pk))

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        form = DecisionForm(request.POST, places=self.application.opportunity.places())
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(form=form), status=422)
        following = self.queue.place_of(self.application).next
        try:
            self._decide(form)
        except DomainError as error:
            messages.warning(request, error.message)
            del self.application
            form.places = self.application.opportunity.places()
            return self.render_to_response(self.get_context_data(form=form), status=409)
        self._tell(Move(form.cleaned_data["move"]), is_last=following is None)
        return HttpResponseRedirect(self.address("review", following) if following else self.address("index"))

    def _decide(self, form: DecisionForm) -> None:
        data = form.cleaned_data
        common = {
            "application": self.application,
            "by": self.request.user,
            "message": data["message"],
            "seen_version": data["version"],
        }
        match data["move"]:
            case Move.ACCEPT:
                applications.accept(**common, shifts=form.chosen_shifts)
            case Move.WAITLIST:
                applications.waitlist(**common)
            case Move.DECLINE:
                applications.decline(**common, reason=data["reason"])

    def _tell(self, move: Move, *, is_last: bool) -> None:
        context = {
            "text": DECIDED[move] % {"name": self.application.full_name},
            "undo_url": self.address("undo", self.application.pk),
            "version": self.application.version + 1,
            "delay": settings.DECISION_MAIL_DELAY,
            "nothing_waits": is_last and not waiting_count(),
        }
        # Not Wagtail's own buttons: those are links, and undoing is no link to be followed by a prefetching browser.
        flash.success(self.request, render_to_string("volunteers/admin/decided_message.html", context, self.request))


class MoveView(OfApplicationMixin, View):
    """A move that needs no form. What the domain refuses is told on the application's page."""

    permission_required = "change"
    http_method_names = ["post"]
    done = ""

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            self.move()
        except DomainError as error:
            messages.warning(request, error.message)
        else:
            messages.success(request, self.done % {"name": self.application.full_name})
        return HttpResponseRedirect(self.address("review", self.application.pk))

    def move(self) -> None:
        raise NotImplementedError

    @property
    def seen_version(self) -> int | None:
        return rules.whole_number(self.request.POST.get("version", ""))


class UndoView(MoveView):
    done = gettext_lazy("The decision has been taken back: %(name)s")

    def move(self) -> None:
        applications.undo(application=self.application, by=self.request.user, seen_version=self.seen_version)


class StartReviewView(MoveView):
    done = gettext_lazy("The others see now that you have it before you: %(name)s")

    def move(self) -> None:
        applications.start_review(application=self.application, by=self.request.user, seen_version=self.seen_version)


class WithdrawView(MoveView):
    """For somebody who telephones, and has lost the mail with the link."""

    done = gettext_lazy("Withdrawn for the applicant: %(name)s")

    def move(self) -> None:
        applications.withdraw(application=self.application, by=self.request.user)


class AddNoteView(OfApplicationMixin, View):
    permission_required = "change"
    http_method_names = ["post"]

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        form = NoteForm(request.POST)
        if form.is_valid():
            form.instance.application = self.application
            form.instance.written_by = request.user
            form.save()
        else:
            messages.warning(request, _("The note is empty or too long; it was not kept."))
        return HttpResponseRedirect(f"{self.address('review', self.application.pk)}#notes")
