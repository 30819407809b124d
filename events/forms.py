"""Forms of the admin: what to tell of a change."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from volunteers.forms.fields import TextField


class ChangeForm(forms.Form):
    """Whether to write to those who have applied, and what else to say to them."""

    is_mailed = forms.BooleanField(label=_("Write to them"), required=False, initial=True)
    message = TextField(
        label=_("A word from you"),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Goes into the mail as it is, the same for all languages. May stay empty."),
    )
    moves_shifts = forms.BooleanField(
        label=_("Move the shifts along"),
        required=False,
        initial=True,
        help_text=_("By the same time, with everybody who holds a place in them, and the end of applications too."),
    )

    def __init__(self, *args: Any, has_readers: bool, has_shifts: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not has_readers:
            del self.fields["is_mailed"], self.fields["message"]
        if not has_shifts:
            del self.fields["moves_shifts"]

    @property
    def decision(self) -> dict[str, Any]:
        """As `changes.publish` takes it, where the form is valid."""
        return {"is_mailed": False, "message": "", "moves_shifts": False, **self.cleaned_data}
