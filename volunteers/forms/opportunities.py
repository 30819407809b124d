"""An opportunity with its shifts, as staff edit it, in the admin's page and in the page editor's window."""

from __future__ import annotations

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from modelcluster.forms import BaseChildFormSet
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.models import Locale

from volunteers.domain import names
from volunteers.models import ApplicationForm, Opportunity
from volunteers.states import HOPES_FOR_PLACE

SHIFT_FIELDS = ["role", "starts_at", "ends_at", "places"]
OPPORTUNITY_FIELDS = [
    "code",
    "name",
    "kind",
    "opens_at",
    "closes_at",
    "mode",
    "has_waiting_list",
    "minimum_age",
    "form",
]


class RoleField(forms.ModelChoiceField):
    """Every role once, by its title in the reader's language; what is kept is the role itself, in no language."""

    def __init__(self, **kwargs):
        super().__init__(queryset=names.source_roles(), **kwargs)
        self.titles = names.role_titles()

    def label_from_instance(self, role):
        return self.titles[role.pk]


class ShiftForm(WagtailAdminModelForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["role"] = RoleField(label=self.fields["role"].label)

    def clean_places(self) -> int:
        """Never below those held. Counted now: somebody may have been accepted since the form was shown."""
        places, held = self.cleaned_data["places"], self.held
        if places < held:
            raise ValidationError(_("Places held already: %(held)s. There cannot be fewer."), params={"held": held})
        return places

    @property
    def held(self) -> int:
        return self.instance.participations.count() if self.instance.pk else 0

    @property
    def wished(self) -> int:
        """How many wish for it and have not been decided on: a decision stands on what was wished for."""
        return self.instance.wished_by.filter(state__in=HOPES_FOR_PLACE).count() if self.instance.pk else 0


class ShiftFormSet(BaseChildFormSet):
    """Refuses to delete a shift on which somebody counts, as it would refuse any other mistake."""

    def clean(self):
        super().clean()
        errors = []
        if held := [form for form in self.deleted_forms if form.held]:
            errors.append(_("A shift in which places are held cannot be deleted. Decline or undo first."))
        for form in held:
            self._keep(form, _("Places held already: %(held)s."), held=form.held)
        if wished := [form for form in self.deleted_forms if form not in held and form.wished]:
            errors.append(_("A shift that undecided applications wish for cannot be deleted. Decide on them first."))
        for form in wished:
            self._keep(form, _("Undecided applications that wish for it: %(wished)s."), wished=form.wished)
        if errors:
            raise ValidationError(errors)

    @staticmethod
    def _keep(form: ShiftForm, reason: str, **params: int) -> None:
        """Show the shift again, with the error beside it: else it would stay hidden as one that is gone."""
        form.data = form.data.copy()
        form.data[form.add_prefix("DELETE")] = ""
        form.add_error("places", ValidationError(reason, params=params))


class OpportunityForm(WagtailAdminModelForm):
    WITH_SHIFTS = frozenset({Opportunity.Kind.EVENT, Opportunity.Kind.LESSON})

    def is_valid(self) -> bool:
        return super().is_valid() and self._has_the_shifts_it_needs()

    def _has_the_shifts_it_needs(self) -> bool:
        """Asked when both form and shifts are valid: it is about the two together."""
        formset = self.formsets["shifts"]
        kept = [form for form in formset.forms if form not in formset.deleted_forms and self._says_something(form)]
        if kept or self.cleaned_data["kind"] not in self.WITH_SHIFTS:
            return True
        self.add_error("kind", _("An event or a lesson needs at least one shift."))
        return False

    @staticmethod
    def _says_something(form: ShiftForm) -> bool:
        return bool(form.instance.pk) or form.has_changed()


class LocalDateTimeInput(forms.DateTimeInput):
    """The browser's own: it needs no script, which a window that is loaded later would not run."""

    input_type = "datetime-local"

    def __init__(self, **kwargs):
        super().__init__(format="%Y-%m-%dT%H:%M", **kwargs)


class NewShiftForm(ShiftForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name in ("starts_at", "ends_at"):
            self.fields[name].widget = LocalDateTimeInput()


class FormField(forms.ModelChoiceField):
    """Forms in the default language; a visitor gets the translation into hers."""

    def __init__(self, **kwargs):
        super().__init__(queryset=ApplicationForm.objects.filter(locale=Locale.get_default()), **kwargs)


class NewOpportunityForm(OpportunityForm):
    """In the window of the page editor: everything that an opportunity needs, up to three shifts, and no scripts."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name in ("opens_at", "closes_at"):
            self.fields[name].widget = LocalDateTimeInput()
        self.fields["form"] = FormField(label=self.fields["form"].label)

    class Meta:
        model = Opportunity
        fields = OPPORTUNITY_FIELDS
        formsets = {
            "shifts": {
                "form": NewShiftForm,
                "formset": ShiftFormSet,
                "fields": SHIFT_FIELDS,
                "extra": 3,
                "max_num": 3,
                "can_delete": False,
            }
        }
