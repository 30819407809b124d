"""The shifts that an applicant wishes for, with the places left in each."""

from dataclasses import dataclass

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from volunteers import rules
from volunteers.domain.names import shift_time
from volunteers.forms.fields import not_offered
from volunteers.models import Opportunity, Shift


@dataclass
class Choice:
    """One shift as the form shows it."""

    shift: Shift
    time: str
    tag: str
    id_for_label: str
    is_closed: bool


class ShiftCheckboxes(forms.CheckboxSelectMultiple):
    closed: frozenset[str] = frozenset()

    def create_option(self, name, value, *args, **kwargs):
        option = super().create_option(name, value, *args, **kwargs)
        if str(value) in self.closed:
            # One that was free when she ticked it can still be unticked.
            option["attrs"]["disabled"] = not option["selected"]
        return option


class ShiftsField(forms.MultipleChoiceField):
    """The value is a list of Shift, in order of time. Shifts that have ended are not offered."""

    widget = ShiftCheckboxes
    default_error_messages = {
        "required": _("Choose at least one shift."),
        "invalid_choice": not_offered,
        "invalid_list": not_offered,
        "full": _("No places left: %(shift)s. Choose another shift."),
        "overlap": _("These overlap: %(shifts)s. Choose one of them."),
    }

    def __init__(self, opportunity: Opportunity, **kwargs):
        self.is_automatic = opportunity.mode == Opportunity.Mode.AUTOMATIC
        self.has_waiting_list = opportunity.has_waiting_list
        now = timezone.now()
        self.shifts = {str(shift.pk): shift for shift in opportunity.known_places if shift.ends_at > now}
        choices = [(key, shift_time(shift)) for key, shift in self.shifts.items()]
        super().__init__(choices=choices, required=bool(choices), **kwargs)
        self.widget.closed = frozenset(key for key, shift in self.shifts.items() if self.is_closed(shift))
        if len(self.shifts) == 1 and not self.widget.closed:
            self.initial = list(self.shifts)

    def is_closed(self, shift: Shift) -> bool:
        return shift.places_left == 0 and not self.has_waiting_list

    def clean(self, value):
        chosen_keys = set(super().clean(value))
        chosen = [shift for key, shift in self.shifts.items() if key in chosen_keys]
        for shift in chosen:
            if self.is_closed(shift):
                raise ValidationError(self.error_messages["full"], code="full", params={"shift": shift_time(shift)})
        # Where staff decide, wishes may overlap: they choose among them.
        if self.is_automatic and (clashes := rules.overlapping(chosen)):
            times = "; ".join(shift_time(shift) for shift in clashes[0])
            raise ValidationError(self.error_messages["overlap"], code="overlap", params={"shifts": times})
        return chosen

    def grouped(self, bound_field: forms.BoundField) -> list[list[Choice]]:
        """The choices under their roles, roles in the order of their first shift."""
        groups: dict[int, list[Choice]] = {}
        for option in bound_field.subwidgets:
            shift = self.shifts[option.data["value"]]
            groups.setdefault(shift.role_id, []).append(
                Choice(
                    shift=shift,
                    time=option.choice_label,
                    tag=option.tag(),
                    id_for_label=option.id_for_label,
                    is_closed=self.is_closed(shift),
                )
            )
        return list(groups.values())
