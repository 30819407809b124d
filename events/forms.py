"""Forms of the admin: the page editor's own, a new event with its opportunity, and what to tell of a change."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.text import capfirst, format_lazy
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from events.models import Decision, EventPage, Venue
from events.page_form import fill_in_the_end
from volunteers.domain import planning
from volunteers.forms.fields import TextField
from volunteers.forms.opportunities import SHIFT_FIELDS, FormField, LocalDateTimeInput, NewShiftForm, OpportunityForm
from volunteers.models import Opportunity, Shift


class NewEventForm(forms.ModelForm):
    """What tells one event from the last. The rest is copied, or written in the page editor afterwards."""

    online_url = forms.URLField(
        label=capfirst(EventPage._meta.get_field("online_url").verbose_name), required=False, assume_scheme="https"
    )

    class Meta:
        model = EventPage
        fields = ["title", "starts_at", "ends_at", "is_all_day", "attendance", "venue", "online_url"]
        widgets = {"starts_at": LocalDateTimeInput(), "ends_at": LocalDateTimeInput()}
        help_texts = {"title": "", "venue": "", "ends_at": _("Empty: two hours after it starts."), "is_all_day": ""}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["venue"].queryset = Venue.objects.filter(locale=self.instance.locale)
        self.fields["ends_at"].required = False

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        fill_in_the_end(cleaned)
        return cleaned


class PlannedOpportunityForm(forms.ModelForm):
    class Meta:
        model = Opportunity
        fields = ["name", "opens_at", "closes_at", "form"]
        widgets = {"opens_at": LocalDateTimeInput(), "closes_at": LocalDateTimeInput()}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["form"] = FormField(label=self.fields["form"].label)
        self.fields["opens_at"].help_text = _("In the past: at once when the event is published.")


class PlannedShiftForm(NewShiftForm):
    class Meta:
        model = Shift
        fields = SHIFT_FIELDS


class PlannedShifts(forms.BaseFormSet):
    needs_a_shift = True

    def clean(self) -> None:
        super().clean()
        if self.needs_a_shift and not self._kept:
            raise ValidationError(_("An event or a lesson needs at least one shift."))

    @property
    def _kept(self) -> list[PlannedShiftForm]:
        """Neither left empty nor left out."""
        left_out = self.deleted_forms
        return [
            form for form in self.forms if form not in left_out and (form in self.initial_forms or form.has_changed())
        ]

    @property
    def planned(self) -> list[planning.PlannedShift]:
        """Needs valid forms."""
        return [
            planning.PlannedShift(**{name: form.cleaned_data[name] for name in SHIFT_FIELDS}) for form in self._kept
        ]


class NewOpportunity:
    """An opportunity with its shifts, as part of the form of a new event: like another, or from nothing."""

    def __init__(
        self, *, prefix: str, like: Opportunity | None, later_by: datetime.timedelta, data: Any = None
    ) -> None:
        self.like, self.prefix = like, prefix
        self.form = PlannedOpportunityForm(data, prefix=prefix, initial=_initial(like, later_by))
        shifts = planning.moved_shifts(like, later_by) if like else []
        formset = forms.formset_factory(
            PlannedShiftForm, formset=PlannedShifts, extra=1 if shifts else 3, can_delete=True
        )
        initial = [{name: getattr(shift, name) for name in SHIFT_FIELDS} for shift in shifts]
        self.shifts = formset(data, prefix=f"{prefix}-shifts", initial=initial)
        for form in self.shifts.initial_forms:
            form.fields["DELETE"].label = _("Leave out")
        for form in self.shifts.extra_forms:
            del form.fields["DELETE"]
        self.shifts.needs_a_shift = like is None or like.kind in OpportunityForm.WITH_SHIFTS

    def is_valid(self) -> bool:
        # Both, so that every mistake is told at once.
        return all([self.form.is_valid(), self.shifts.is_valid()])

    def save(self, *, code: str, by: Any) -> Opportunity:
        return planning.create(
            code=planning.free_code(code), shifts=self.shifts.planned, by=by, like=self.like, **self.form.cleaned_data
        )


def _initial(like: Opportunity | None, later_by: datetime.timedelta) -> dict[str, Any]:
    if like is None:
        return {"form": FormField().queryset.first()}
    return {
        "name": like.name,
        "form": like.form_id,
        "opens_at": planning.moved(like.opens_at, later_by),
        "closes_at": planning.moved(like.closes_at, later_by) if like.closes_at else None,
    }


class ChangeForm(forms.Form):
    """Whether to write to those who have applied, and what else to say to them, in each of their languages."""

    is_mailed = forms.BooleanField(label=_("Write to them"), required=False, initial=True)
    moves_shifts = forms.BooleanField(
        label=_("Move the shifts along"),
        required=False,
        initial=True,
        help_text=_("By the same time, with everybody who holds a place in them, and the end of applications too."),
    )

    def __init__(
        self, *args: Any, readers: Mapping[str, int], is_for_later: bool, has_shifts: bool, **kwargs: Any
    ) -> None:
        """`readers`: how many would be written to now, by language. Later there may be others, in any language."""
        super().__init__(*args, **kwargs)
        if not has_shifts:
            del self.fields["moves_shifts"]
        if not readers and not is_for_later:
            del self.fields["is_mailed"]
        self.languages = [each for each in settings.LANGUAGES if is_for_later or readers.get(each[0])]
        for language, name in self.languages:
            self.fields[f"words_{language}"] = self._words_in(language, name)
            if not is_for_later:
                self.fields[f"words_{language}"].help_text = _how_many_read_it(readers[language])
        self.order_fields(["is_mailed", *(f"words_{language}" for language, _name in self.languages)])

    @staticmethod
    def _words_in(language: str, name: str) -> forms.Field:
        return TextField(
            label=format_lazy("{} ({})", _("A word from you"), name),
            required=False,
            max_length=1000,
            widget=forms.Textarea(attrs={"rows": 3, "lang": language}),
            help_text=_("Goes as it is into the mail of whoever has applied by then. May stay empty."),
        )

    @property
    def decision(self) -> Decision:
        """Needs a valid form."""
        given = self.cleaned_data
        return Decision(
            is_mailed=given.get("is_mailed", False),
            moves_shifts=given.get("moves_shifts", False),
            words={language: given[f"words_{language}"] for language, _name in self.languages},
        )


def _how_many_read_it(number: int) -> str:
    return ngettext(
        "Goes as it is into the mail of %(number)d person. May stay empty.",
        "Goes as it is into the mails of %(number)d people. May stay empty.",
        number,
    ) % {"number": number}
