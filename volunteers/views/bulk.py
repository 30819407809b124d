"""Deciding on many applications at once: what cannot be done is left alone and reported, each with its reason."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

from django.contrib import messages as flash
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.template.loader import render_to_string
from django.utils.translation import gettext_lazy as _
from wagtail.admin.views.bulk_action import BulkAction
from wagtail.permissions import policy_registry

from volunteers import rules
from volunteers.domain import applications
from volunteers.domain.errors import DomainError, MoveNotAllowed
from volunteers.domain.names import role_titles, shift_names
from volunteers.forms.review import BulkDeclineForm, BulkMessageForm
from volunteers.models import Application
from volunteers.states import Move, is_allowed
from volunteers.views.queue import Queue

# Each decision waits for a lock and writes a mail: more than these would outlast a web server's patience.
MOST_AT_ONCE = 200


class BulkDecision(BulkAction):
    models = [Application]
    template_name = "volunteers/admin/bulk_decision.html"
    form_class = BulkMessageForm
    move: Move
    question = ""
    button = ""
    done = ""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Refused before anything is listed: Wagtail's own page names what somebody has no access to."""
        if not policy_registry.get_by_type(Application).user_has_permission(request.user, "change"):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    @classmethod
    def get_queryset(cls, model: type[Application], object_ids: list) -> list[Application]:
        ids = [pk for pk in object_ids if rules.whole_number(str(pk)) is not None]
        return list(Application.objects.filter(pk__in=ids).for_queue().order_by("submitted_at", "pk")[:MOST_AT_ONCE])

    def get_all_objects_in_listing_query(self, parent_id: str | None) -> list[int]:
        """All that the list showed, with its tab, filters and search; for Wagtail "all" is every row there is."""
        shown = QueryDict(urlsplit(self.next_url).query)
        return list(Queue(shown).applications().values_list("pk", flat=True))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        titles = role_titles()
        asked_for = self.request.GET.getlist("id")
        total = len(self.get_all_objects_in_listing_query(None)) if "all" in asked_for else len(asked_for)
        for item in context["items"]:
            item["shifts"] = shift_names(item["item"].wished_shifts.all(), titles)
            item["is_possible"] = is_allowed(self.move, item["item"].state)
        context |= {
            "title": self.display_name,
            "question": self.question,
            "button": self.button,
            "is_decline": self.move == Move.DECLINE,
            "left_out": max(0, total - len(context["items"])),
            "possible": sum(item["is_possible"] for item in context["items"]),
            "header_icon": "user",
        }
        return context

    def form_valid(self, form: BulkMessageForm) -> HttpResponse:
        """One transaction each: a refusal undoes no other decision, and no opportunity stays locked for the rest."""
        chosen, _no_access = self.get_actionable_objects()
        done, skipped = 0, []
        for application in chosen:
            try:
                self._decide(application, form.cleaned_data)
                done += 1
            except DomainError as error:
                skipped.append({"application": application, "reason": error.message})
        self._report(done, skipped)
        return HttpResponseRedirect(self.next_url)

    def _decide(self, application: Application, data: dict[str, Any]) -> None:
        seen = rules.whole_number(self.request.POST.get(f"version-{application.pk}", ""))
        if seen is None:
            raise MoveNotAllowed(_("It was not in the list that you confirmed."))
        common = {
            "application": application,
            "by": self.request.user,
            "message": data["message"],
            "seen_version": seen,
        }
        match self.move:
            case Move.ACCEPT:
                applications.accept(**common)
            case Move.WAITLIST:
                applications.waitlist(**common)
            case Move.DECLINE:
                applications.decline(**common, reason=data["reason"])

    def _report(self, done: int, skipped: list[dict[str, Any]]) -> None:
        if done:
            flash.success(self.request, self.done % {"count": done})
        if skipped:
            report = render_to_string("volunteers/admin/bulk_report.html", {"skipped": skipped}, self.request)
            flash.warning(self.request, report)


class BulkAccept(BulkDecision):
    display_name = _("Accept")
    action_type = "accept"
    aria_label = _("Accept the chosen applications")
    action_priority = 10
    move = Move.ACCEPT
    question = _("Accept these applications, each for the shifts wished for?")
    button = _("Accept them")
    done = _("Accepted: %(count)s")


class BulkWaitlist(BulkDecision):
    display_name = _("Waiting list")
    action_type = "waitlist"
    aria_label = _("Put the chosen applications on the waiting list")
    action_priority = 20
    move = Move.WAITLIST
    question = _("Put these applications on the waiting list?")
    button = _("Put them on the waiting list")
    done = _("Put on the waiting list: %(count)s")


class BulkDecline(BulkDecision):
    display_name = _("Decline")
    action_type = "decline"
    aria_label = _("Decline the chosen applications")
    action_priority = 30
    classes = {"serious"}
    form_class = BulkDeclineForm
    move = Move.DECLINE
    question = _("Decline these applications?")
    button = _("Decline them")
    done = _("Declined: %(count)s")
