from __future__ import annotations

import datetime
from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminPageForm

USUAL_LENGTH = datetime.timedelta(hours=2)


class EventPageForm(WagtailAdminPageForm):
    """The page editor's: an end that is left out follows from the beginning."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "ends_at" in self.fields:
            self.fields["ends_at"].required = False
            self.fields["ends_at"].help_text = _("Empty: two hours after it starts.")

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        fill_in_the_end(cleaned)
        return cleaned


def fill_in_the_end(cleaned: dict[str, Any]) -> None:
    """Of an event whose end was left empty. One that was mistyped is not in `cleaned` at all."""
    if cleaned.get("starts_at") and "ends_at" in cleaned and not cleaned["ends_at"]:
        cleaned["ends_at"] = cleaned["starts_at"] + USUAL_LENGTH
