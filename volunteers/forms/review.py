"""What a reviewer posts: a decision, a bulk decision, a note."""

from collections.abc import Iterable

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.widgets import AdminAutoHeightTextInput

from volunteers.models import Note, Shift
from volunteers.states import DeclineReason, Move

MESSAGE_LENGTH = 2000


class MessageField(forms.CharField):
    def __init__(self, **kwargs):
        super().__init__(
            required=False, max_length=MESSAGE_LENGTH, widget=AdminAutoHeightTextInput(attrs={"rows": 2}), **kwargs
        )


class ReasonField(forms.ChoiceField):
    def __init__(self, **kwargs):
        choices = [("", _("Choose a reason")), *DeclineReason.choices]
        super().__init__(label=_("Reason for declining"), choices=choices, **kwargs)


class DecisionForm(forms.Form):
    """One form for every decision, so that a message typed for one is kept when another is taken.

    `places` are the opportunity's shifts, read with the places held. A full one stays choosable in the form: whether
    there is a place is known only under the lock, and the domain says so.
    """

    move = forms.ChoiceField(choices=[(move, move) for move in (Move.ACCEPT, Move.WAITLIST, Move.DECLINE)])
    version = forms.IntegerField(widget=forms.HiddenInput)
    shifts = forms.TypedMultipleChoiceField(coerce=int, required=False, widget=forms.CheckboxSelectMultiple)
    message = MessageField(label=_("Message to the applicant"))
    reason = ReasonField(required=False)

    def __init__(self, *args, places: Iterable[Shift], **kwargs):
        super().__init__(*args, **kwargs)
        self.places = list(places)
        self.fields["shifts"].choices = [(shift.pk, str(shift.pk)) for shift in self.places]

    def clean(self):
        cleaned = super().clean()
        self._validate_reason(cleaned)
        self._validate_shifts(cleaned)
        return cleaned

    def _validate_reason(self, cleaned: dict) -> None:
        if cleaned.get("move") == Move.DECLINE and not cleaned.get("reason"):
            self.add_error("reason", _("Choose a reason: the applicant is told it."))

    def _validate_shifts(self, cleaned: dict) -> None:
        if cleaned.get("move") == Move.ACCEPT and self.places and not cleaned.get("shifts"):
            self.add_error("shifts", _("Choose at least one shift."))

    @property
    def chosen_shifts(self) -> list[Shift]:
        return [shift for shift in self.places if shift.pk in self.cleaned_data["shifts"]]


class BulkMessageForm(forms.Form):
    message = MessageField(
        label=_("Message to all of them"), help_text=_("As it is, in whichever language they have applied.")
    )


class BulkDeclineForm(BulkMessageForm):
    reason = ReasonField()
    field_order = ["reason", "message"]


class NoteForm(forms.ModelForm):
    class Meta:
        model = Note
        fields = ["text"]
        widgets = {"text": AdminAutoHeightTextInput(attrs={"rows": 2})}
