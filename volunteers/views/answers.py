"""Answers to an editor's questions, for reading: the labels of today's form in the reader's language, else as asked."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.utils.dateparse import parse_date
from django.utils.formats import date_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from volunteers.models import Application, ApplicationFile, ApplicationForm


@dataclass(frozen=True)
class Question:
    """A question of a form as it stands now. `choices` maps a key to its label."""

    key: str
    kind: str
    label: str
    choices: dict[str, str] = field(default_factory=dict)

    def read(self, answer: Any) -> Any:
        """`answer` as a person reads it: a date stays a date, a number a number."""
        if self.kind == "yes_no":
            return _("Yes") if answer else _("No")
        if self.kind == "date" and isinstance(answer, str):
            return parse_date(answer) or answer
        if isinstance(answer, list):
            return ", ".join(self.choices.get(str(key), str(key)) for key in answer)
        if self.kind == "one_choice":
            return self.choices.get(str(answer), answer)
        return answer


def readable(question: Question | None, answer: Any) -> Any:
    """`answer` for a person; None for none. Its question may be in the form no longer."""
    if answer in (None, "", []):
        return None
    if question is not None:
        return question.read(answer)
    if isinstance(answer, bool):
        return _("Yes") if answer else _("No")
    return ", ".join(map(str, answer)) if isinstance(answer, list) else answer


def questions_of(forms: Iterable[ApplicationForm]) -> dict[int, dict[str, Question]]:
    """For each form's primary key its questions by key, in the active language. One query for all forms."""
    forms = {form.pk: form for form in forms}
    translated = {
        form.translation_key: form
        for form in ApplicationForm.objects.filter(
            translation_key__in={form.translation_key for form in forms.values()},
            locale__language_code=get_language(),
        )
    }
    return {pk: _questions(translated.get(form.translation_key, form)) for pk, form in forms.items()}


def _questions(form: ApplicationForm) -> dict[str, Question]:
    questions = {}
    for block in form.questions:
        choices = {choice["key"]: choice["label"] for choice in block.value.get("choices", ())}
        key = block.value["key"]
        questions[key] = Question(key, block.block_type, block.value["label"], choices)
    return questions


@dataclass(frozen=True)
class Answer:
    key: str
    label: str
    value: Any
    files: list[ApplicationFile]

    @property
    def text(self) -> str:
        """What stands in the page: '' for a question that was left open."""
        if isinstance(self.value, datetime.date):
            return date_format(self.value)
        return "" if self.value is None else str(self.value)


def answers_of(application: Application, questions: dict[str, Question], files: list[ApplicationFile]) -> list[Answer]:
    """The form's questions in their order, then what was asked when the form was another."""
    keys = [key for key in questions if key in application.answers or key in application.asked]
    uploaded = [upload.key for upload in files]
    for key in (*application.asked, *application.answers, *uploaded):
        if key not in keys:
            keys.append(key)
    answers = []
    for key in keys:
        question, answer = questions.get(key), application.answers.get(key)
        label = question.label if question else application.asked.get(key, key)
        of_key = [upload for upload in files if upload.key == key]
        answers.append(Answer(key, label, readable(question, answer), of_key))
    return answers
