"""The application form: what every application holds, and the editor's own questions, in the reader's language."""

import datetime
import uuid
from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils import timezone
from django.utils.datastructures import MultiValueDict
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from volunteers import rules
from volunteers.domain import opportunities
from volunteers.domain.errors import Refusal
from volunteers.forms import captcha, fields, questions, showing
from volunteers.forms.shifts import ShiftsField
from volunteers.forms.uploads import UploadField
from volunteers.languages import SpokenLanguage
from volunteers.models import Application, ApplicationFile, Opportunity, Shift, VolunteeringSettings

GUARDIAN_FIELDS = ("guardian_name", "guardian_phone", "guardian_email")
DETAILS = (
    "surname",
    "first_name",
    "patronymic",
    "birth_date",
    "email",
    "phone",
    "city",
    "place_of_study_or_work",
    "languages_spoken",
    *GUARDIAN_FIELDS,
)
# Refusals that time or another birth date may lift, so that sending once more makes sense.
_MAY_PASS = {"not_yet_open", "too_young"}


class ApplyForm(forms.Form):
    """Built for one opportunity and the active language; `is_embedded` on a page of the site (see `forms.showing`).

    Valid files are stored while the form is checked, whatever else is wrong with it (see `forms.uploads`). The captcha
    is not asked by `is_valid`; `passes_captcha` asks it, and comes after.
    """

    surname = fields.NameField(label=_("Surname"), max_length=100)
    first_name = fields.NameField(label=_("First name"), max_length=100)
    patronymic = fields.NameField(label=_("Patronymic (if any)"), max_length=100, required=False)
    birth_date = fields.BirthDateField(label=_("Date of birth"))
    email = fields.MailField(label=_("E-mail"), help_text=_("We write to this address how your application stands."))
    phone = fields.PhoneField(label=_("Phone number"), help_text="+7 7XX XXX XX XX")
    city = fields.LineField(label=_("City or settlement"), max_length=120)
    place_of_study_or_work = fields.LineField(
        label=_("Place of study or work"), max_length=200, required=False, help_text=_("School and grade, for example.")
    )
    languages_spoken = forms.MultipleChoiceField(
        label=_("Languages spoken"),
        choices=SpokenLanguage,
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "required": _("Choose at least one language."),
            "invalid_choice": fields.not_offered,
            "invalid_list": fields.not_offered,
        },
    )
    guardian_name = fields.NameField(
        label=_("Full name of your parent or legal representative"), max_length=200, required=False
    )
    guardian_phone = fields.PhoneField(
        label=_("Phone number of your parent or legal representative"), required=False, help_text="+7 7XX XXX XX XX"
    )
    guardian_email = fields.MailField(label=_("E-mail of your parent or legal representative"), required=False)
    guardian_consent = forms.BooleanField(
        label=_(
            "My parent or legal representative agrees that I volunteer and that the data of us both are processed."
        ),
        required=False,
    )
    consent = forms.BooleanField(
        error_messages={"required": _("The application cannot be sent without consent.")},
    )
    page = fields.LineField(required=False, widget=forms.HiddenInput)
    submission_key = forms.UUIDField(widget=forms.HiddenInput)
    shown = fields.LineField(required=False, widget=forms.HiddenInput)
    # Bots fill in whatever they find. The name is one that no browser offers to fill in by itself.
    extra_note = fields.LineField(
        label=_("Leave this field empty"),
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off", "tabindex": "-1"}),
    )

    def __init__(
        self,
        opportunity: Opportunity,
        *,
        page_id: int | None = None,
        is_embedded: bool = False,
        data: QueryDict | None = None,
        files: MultiValueDict | None = None,
        too_large: set[str] = frozenset(),
        remote_address: str = "",
    ):
        self.opportunity = opportunity
        self.is_embedded = is_embedded
        self.wording = opportunity.form.localized
        # The same in all versions of a form, and the opportunity's own may have been fetched with it.
        self.consent_text = opportunity.form.consent.localized
        self.thresholds = VolunteeringSettings.load()
        self.flag = Application.Flag.NONE
        super().__init__(
            data=None if data is None else showing.repaired(data, opportunity, remote_address),
            files=files,
            # Two forms may stand on one page, and no id may stand there twice.
            auto_id=f"apply-{opportunity.code}-%s",
            initial={"page": page_id, **(showing.embedded if is_embedded else showing.fresh)(opportunity)},
        )
        self.fields["consent"].label = self.consent_text.label
        for name, attrs in _TYPING.items():
            self.fields[name].widget.attrs.update(attrs)
        shifts = ShiftsField(opportunity, label=_("Shifts"), help_text=_("Choose all that suit you."))
        if shifts.shifts:
            self.fields["shifts"] = shifts
        self.fields.update(
            questions.fields_for(
                self.wording.questions,
                opportunity=opportunity,
                maximum_megabytes=self.thresholds.maximum_upload_megabytes,
            )
        )
        # Where it stands on the page, so that the summary of errors goes through the form from top to bottom.
        self.fields["consent"] = self.fields.pop("consent")
        for name, field in self._upload_fields():
            field.submission_key = self.sending
            field.is_too_large = name in too_large
        if captcha.is_wanted():
            self.fields["captcha"] = captcha.CaptchaField(remote_address=remote_address)

    @cached_property
    def refusals(self) -> list[Refusal]:
        """Why nobody can apply just now."""
        return opportunities.why_cannot_apply(self.opportunity)

    @property
    def can_be_sent(self) -> bool:
        return all(refusal.code in _MAY_PASS for refusal in self.refusals)

    @property
    def state(self) -> str:
        """What a reader is told of it before she begins, in one word for a script to compare."""
        return " ".join(refusal.code for refusal in self.refusals) or ("full" if self.leads_to_waiting_list else "open")

    @property
    def shift_groups(self):
        return self.fields["shifts"].grouped(self["shifts"])

    @property
    def leads_to_waiting_list(self) -> bool:
        """Whether every place is taken, and the waiting list is open."""
        shifts = self.fields["shifts"].shifts.values() if "shifts" in self.fields else ()
        return bool(shifts) and self.opportunity.has_waiting_list and not any(shift.places_left for shift in shifts)

    @property
    def question_fields(self) -> list[forms.BoundField]:
        return [self[questions.field_name(question.value["key"])] for question in self.wording.questions]

    @property
    def guardian_consent_age(self) -> int:
        return self.thresholds.guardian_consent_age

    def clean_extra_note(self) -> str:
        if self.cleaned_data["extra_note"]:
            # Emptied, so that a person whose browser filled it in has only to send once more.
            self.data["extra_note"] = ""
            raise ValidationError(_("This field catches automatic senders. It is empty again: please send once more."))
        return ""

    def clean_shown(self) -> str:
        """A person needs some seconds for a form. The stamp is kept, so that her next attempt is late enough."""
        shown = self.cleaned_data["shown"]
        if showing.was_just_now(shown, seconds=settings.APPLY_MINIMUM_SECONDS):
            self.add_error(None, _("That was very quick. Please look through what you typed, and send once more."))
        return shown

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        self._validate_guardian()
        self._validate_opportunity()
        return cleaned

    def _validate_guardian(self) -> None:
        birth_date = self.cleaned_data.get("birth_date")
        if birth_date is None:
            return
        if self._is_minor(birth_date):
            for name in (*GUARDIAN_FIELDS, "guardian_consent"):
                if name not in self.errors and not self.cleaned_data.get(name):
                    self.add_error(name, _("Needed from applicants who are under age."))
            return
        # Of a grown-up's family nothing is kept, and nothing that was typed about it can be wrong.
        for name in GUARDIAN_FIELDS:
            self.errors.pop(name, None)
            self.cleaned_data[name] = ""

    def _is_minor(self, birth_date: datetime.date) -> bool:
        return rules.age_on(birth_date, timezone.localdate()) < self.guardian_consent_age

    def _validate_opportunity(self) -> None:
        birth_date = self.cleaned_data.get("birth_date")
        for refusal in opportunities.why_cannot_apply(self.opportunity, birth_date=birth_date):
            self.add_refusal(refusal)

    def add_refusal(self, refusal: Refusal) -> None:
        """Show why the opportunity does not take this; beside the birth date what is due to it."""
        self.add_error("birth_date" if refusal.code == "too_young" else None, refusal.message)

    def passes_captcha(self) -> bool:
        """Ask the captcha service; for a form that is valid otherwise, since a token answers one question only."""
        if "captcha" not in self.fields:
            return True
        try:
            is_verified = self.fields["captcha"].verify(self.cleaned_data["captcha"])
        except ValidationError as error:
            self.add_error("captcha", error)
            return False
        if not is_verified:
            self.flag = Application.Flag.CAPTCHA_UNAVAILABLE
        return True

    @property
    def sending(self) -> uuid.UUID | None:
        """Which sending this is: the same for a form sent twice."""
        return uuid.UUID(self.data["submission_key"]) if self.is_bound else None

    @property
    def details(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in DETAILS}

    @property
    def chosen_shifts(self) -> list[Shift]:
        return self.cleaned_data.get("shifts", [])

    @property
    def answers(self) -> dict[str, Any]:
        return questions.answers(self.wording.questions, self.cleaned_data)

    @property
    def asked(self) -> dict[str, str]:
        return questions.asked(self.wording.questions)

    @property
    def uploads(self) -> list[ApplicationFile]:
        return [field.kept for _name, field in self._upload_fields() if field.kept is not None]

    def _upload_fields(self) -> list[tuple[str, UploadField]]:
        return [(name, field) for name, field in self.fields.items() if isinstance(field, UploadField)]


# How a phone helps with typing: which keyboard it shows, and what it knows by heart.
_TYPING = {
    "surname": {"autocomplete": "family-name", "autocapitalize": "words", "spellcheck": "false"},
    "first_name": {"autocomplete": "given-name", "autocapitalize": "words", "spellcheck": "false"},
    "patronymic": {"autocomplete": "additional-name", "autocapitalize": "words", "spellcheck": "false"},
    "email": {"autocomplete": "email", "inputmode": "email", "autocapitalize": "none", "spellcheck": "false"},
    "phone": {"autocomplete": "tel", "inputmode": "tel"},
    "city": {"autocomplete": "address-level2"},
    "place_of_study_or_work": {"autocomplete": "organization"},
    # The parent's data: what the phone knows is its owner's, and would be wrong here.
    "guardian_name": {"autocomplete": "off", "autocapitalize": "words", "spellcheck": "false"},
    "guardian_phone": {"autocomplete": "off", "inputmode": "tel"},
    "guardian_email": {"autocomplete": "off", "inputmode": "email", "autocapitalize": "none", "spellcheck": "false"},
}
