"""The editor's own questions as fields, and their answers as the queue keeps them.

An answer lies under its question's key, and a choice is kept by its own key, so that what was asked in three
languages is one answer, and a reworded label loses none.
"""

import datetime
from collections.abc import Callable, Iterator
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.blocks import StructValue
from wagtail.blocks.stream_block import StreamValue

from volunteers.forms import fields
from volunteers.forms.uploads import UploadField
from volunteers.models import Opportunity

SHORT_TEXT = 200
LONG_TEXT = 3000
YES, NO = "yes", "no"

Common = dict[str, Any]  # what every field is given: label, help_text, required


def field_name(key: str) -> str:
    return f"q_{key}"


def fields_for(
    questions: StreamValue, *, opportunity: Opportunity, maximum_megabytes: int
) -> Iterator[tuple[str, forms.Field]]:
    """Name and field of every question, in the editor's order."""
    for question in questions:
        value = question.value
        common = {"label": value["label"], "help_text": value["help_text"], "required": value["is_required"]}
        if question.block_type == "file":
            field = UploadField(
                opportunity=opportunity, key=value["key"], maximum_megabytes=maximum_megabytes, **common
            )
        else:
            field = BUILDERS[question.block_type](value, common)
        yield field_name(value["key"]), field


def file_names(questions: StreamValue) -> set[str]:
    return {field_name(question.value["key"]) for question in questions if question.block_type == "file"}


def asked(questions: StreamValue) -> dict[str, str]:
    """The questions as they are put, key to label."""
    return {question.value["key"]: question.value["label"] for question in questions}


def answers(questions: StreamValue, cleaned: dict[str, Any]) -> dict[str, Any]:
    """What was answered, key to value, fit for JSON. Files lie elsewhere; what was left empty is left out."""
    found = {}
    for question in questions:
        key = question.value["key"]
        value = cleaned.get(field_name(key))
        if question.block_type == "file" or value in (None, "", []):
            continue
        found[key] = value.isoformat() if isinstance(value, datetime.date) else value
    return found


def _short_text(_value: StructValue, common: Common) -> forms.Field:
    return fields.LineField(max_length=SHORT_TEXT, **common)


def _long_text(_value: StructValue, common: Common) -> forms.Field:
    return fields.TextField(max_length=LONG_TEXT, **common)


def _one_choice(value: StructValue, common: Common) -> forms.Field:
    return forms.ChoiceField(
        choices=_with_a_way_back(_choices(value), common),
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose one."), "invalid_choice": fields.not_offered},
        **common,
    )


def _many_choices(value: StructValue, common: Common) -> forms.Field:
    return forms.MultipleChoiceField(
        choices=_choices(value),
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "required": _("Choose at least one."),
            "invalid_choice": fields.not_offered,
            "invalid_list": fields.not_offered,
        },
        **common,
    )


def _yes_no(_value: StructValue, common: Common) -> forms.Field:
    return forms.TypedChoiceField(
        choices=_with_a_way_back([(YES, _("Yes")), (NO, _("No"))], common),
        coerce=lambda value: value == YES,
        empty_value=None,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose one."), "invalid_choice": fields.not_offered},
        **common,
    )


def _number(value: StructValue, common: Common) -> forms.Field:
    field = fields.NumberField(min_value=value["minimum"], max_value=value["maximum"], **common)
    field.widget.attrs["inputmode"] = "decimal"
    return field


def _date(_value: StructValue, common: Common) -> forms.Field:
    return fields.DatePartsField(**common)


def _choices(value: StructValue) -> list[tuple[str, str]]:
    return [(choice["key"], choice["label"]) for choice in value["choices"]]


def _with_a_way_back(choices: list[tuple[str, Any]], common: Common) -> list[tuple[str, Any]]:
    """A radio button once pressed stays pressed: where no answer is needed, "no answer" must be one of them."""
    return choices if common["required"] else [*choices, ("", _("No answer"))]


BUILDERS: dict[str, Callable[[StructValue, Common], forms.Field]] = {
    "short_text": _short_text,
    "long_text": _long_text,
    "one_choice": _one_choice,
    "many_choices": _many_choices,
    "yes_no": _yes_no,
    "number": _number,
    "date": _date,
}
