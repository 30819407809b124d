"""A moderator approves of a change that an editor has made: she is asked as if she published it herself."""

from __future__ import annotations

from functools import cached_property
from typing import Any
from urllib.parse import urlencode

from django.contrib.auth.models import AbstractBaseUser
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.admin import messages
from wagtail.admin.utils import get_valid_next_url_from_request
from wagtail.admin.views.pages.workflow import WorkflowActionView
from wagtail.models import Task, TaskState

from events import changes
from events.models import EventPage
from events.views.changes import PublishChangeView


def last_step(page: EventPage) -> TaskState | None:
    """What the page waits for, where nothing comes after it but the publishing."""
    if not page.workflow_in_progress:
        return None
    state = page.current_workflow_state
    tasks = Task.objects.filter(workflow_tasks__workflow=state.workflow_id, active=True)
    to_come = tasks.exclude(task_states__in=state.successful_task_states).exclude(pk=state.current_task_state.task_id)
    return None if to_come.exists() else state.current_task_state.specific


def may_approve(page: EventPage, task_state: TaskState, user: AbstractBaseUser) -> bool:
    return "approve" in [name for name, *_rest in task_state.task.specific.get_actions(page, user)]


def ask_first(request: HttpRequest, page: EventPage, task_state: TaskState, comment: str) -> str:
    """The address of the question. The comment on the approval is kept until it has been answered."""
    request.session[_kept_as(task_state)] = comment
    url = reverse("events_admin:approve_change", args=[page.pk, page.latest_revision_id])
    next_url = get_valid_next_url_from_request(request)
    return f"{url}?{urlencode({'next': next_url})}" if next_url else url


def _kept_as(task_state: TaskState) -> str:
    return f"approval_comment_{task_state.pk}"


class ApprovingActionView(WorkflowActionView):
    """From the admin's home and from reports: of the page as it was submitted."""

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        page = self.object.specific
        step = last_step(page) if self.action_name == "approve" else None
        form = self.form_class(request.POST)
        if step is None or changes.change_to(page.get_latest_revision_as_object()) is None or not form.is_valid():
            return super().post(request, *args, **kwargs)
        url = ask_first(request, page, step, form.cleaned_data.get("comment", ""))
        if request.headers.get("x-requested-with") == "XMLHttpRequest":
            return self.render_modal_json(request, {"step": "success", "redirect": url})
        return redirect(url)


class ApproveChangeView(PublishChangeView):
    """Between the approval and the publishing that comes with it."""

    @cached_property
    def step(self) -> TaskState | None:
        return last_step(self.page)

    def may_decide(self) -> bool:
        if self.step is None:  # Somebody else has approved of it: she is told so.
            return super().may_decide()
        return may_approve(self.page, self.step, self.request.user)

    def turn_away(self) -> HttpResponse | None:
        if self.step is None:
            messages.warning(self.request, _("This page does not wait for an approval any more."))
            return self.to_editor()
        return super().turn_away()

    def publish(self) -> int | None:
        comment = self.request.session.pop(_kept_as(self.step), "")
        return changes.approve(task_state=self.step, decision=self.form.decision, comment=comment, by=self.request.user)
