"""The page editor of an event."""

import json
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect

from events import changes
from events.views.approvals import ask_first, last_step
from home.checks.panel import AdvisingEditView


class EventEditView(AdvisingEditView):
    def run_hook(self, hook_name: str, *args: Any, **kwargs: Any) -> HttpResponse | None:
        """Where publishing stops for a confirmation, comments are kept with the draft, and told of.

        Wagtail comes to that only after publishing, and whoever confirms has no comments in her form.
        """
        response = super().run_hook(hook_name, *args, **kwargs)
        if response is not None and hook_name == "before_publish_page" and "comments" in self.form.formsets:
            comments = self.get_commenting_changes()
            self.log_commenting_changes(comments, self.page.latest_revision)
            self.send_commenting_notifications(comments)
        return response

    def perform_workflow_action(self) -> HttpResponse:
        """An approval of a change stops as well."""
        step = last_step(self.page) if self.workflow_action == "approve" else None
        # Once it is valid, a form's instance has what was typed.
        if step is None or changes.change_to(self.form.instance) is None:
            return super().perform_workflow_action()
        if self.has_content_changes:
            response = self.save_action()
            if self.has_unsaved_changes:
                return response
        comment = json.loads(self.request.POST.get("workflow-action-extra-data", "{}")).get("comment", "")
        return redirect(ask_first(self.request, self.page, step, comment))
