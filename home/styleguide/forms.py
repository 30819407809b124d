"""One form with a field of each kind, empty, filled in, and wrong."""

import itertools
from typing import Any, cast

from django import forms
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile, UploadedFile
from django.utils.datastructures import MultiValueDict

from home.styleguide.examples import say
from volunteers.forms.fields import BirthDateField

_serials = itertools.count()  # Many copies of one form stand on a page: neither their labels nor their radios may meet.
OTHER_LANGUAGES = [("de", "Deutsch"), ("tr", "Türkçe"), ("es", "Español"), ("fr", "Français")]


class ExampleForm(forms.Form):
    name = forms.CharField(max_length=40)
    patronymic = forms.CharField(required=False)
    email = forms.EmailField()
    reason = forms.CharField(widget=forms.Textarea(attrs={"rows": 4}), max_length=20)
    day = forms.DateField(widget=forms.DateInput(attrs={"type": "date"}))
    birthday = BirthDateField()
    file = forms.FileField(required=False)
    scales = forms.ChoiceField(choices=[])
    scale = forms.ChoiceField(choices=[], widget=forms.RadioSelect)
    languages = forms.MultipleChoiceField(choices=[], widget=forms.CheckboxSelectMultiple)
    consent = forms.BooleanField()

    def __init__(
        self,
        language: str,
        data: dict[str, Any] | None = None,
        files: dict[str, UploadedFile] | None = None,
        *,
        initial: dict[str, Any] | None = None,
    ) -> None:
        prefix = f"example{next(_serials)}"
        super().__init__(
            data and {f"{prefix}-{key}": value for key, value in data.items()},
            MultiValueDict({f"{prefix}-{key}": [value] for key, value in files.items()}) if files else None,
            prefix=prefix,
            initial=initial,
        )
        for key, field in self.fields.items():
            field.label = say("scales" if key == "scale" else key, language)
        self.fields["email"].help_text = say("email_help", language)
        self.fields["file"].help_text = say("file_help", language)
        kinds = [(key, say(key, language)) for key in ("archive", "museum", "library")]
        _offer(self, "scales", [("", "…"), *kinds])
        _offer(self, "scale", kinds)
        _offer(self, "languages", [*settings.LANGUAGES, *OTHER_LANGUAGES])


def empty(language: str) -> ExampleForm:
    return ExampleForm(language)


def filled(language: str) -> ExampleForm:
    return ExampleForm(
        language,
        {
            "name": say("person", language),
            "email": "ulgi@example.org",
            "reason": say("advice", language)[:20],
            "day": "2026-12-03",
            "birthday_day": "24",
            "birthday_month": "1",
            "birthday_year": "2008",
            "scales": "museum",
            "scale": "museum",
            "languages": ["kk", "ru"],
            "consent": "on",
        },
    )


def wrong(language: str) -> ExampleForm:
    """Every field with an error that it can really have."""
    empty_file = SimpleUploadedFile("letter.pdf", b"")
    return ExampleForm(
        language,
        {"email": "ulgi@", "reason": say("event_summary", language), "day": "31.02.2026", "birthday_day": "31"},
        {"file": empty_file},
    )


def disabled(language: str) -> ExampleForm:
    form = ExampleForm(language, initial={"name": say("person", language), "scale": "museum", "consent": True})
    for field in form.fields.values():
        field.disabled = True
    return form


class ExampleFilter(forms.Form):
    """As a filter bar wants it: few fields, none of them required."""

    scales = forms.ChoiceField(choices=[], required=False)
    day = forms.DateField(widget=forms.DateInput(attrs={"type": "month"}), required=False)
    consent = forms.BooleanField(required=False)

    def __init__(self, language: str) -> None:
        super().__init__(prefix=f"example{next(_serials)}")
        self.fields["scales"].label = say("scales", language)
        _offer(self, "scales", [("", "…"), ("archive", say("archive", language))])
        self.fields["day"].label = say("day", language)
        self.fields["consent"].label = say("online", language)


def _offer(form: forms.Form, key: str, choices: list[tuple[str, str]]) -> None:
    cast(forms.ChoiceField, form.fields[key]).choices = choices
