"""The queue as a spreadsheet."""

from functools import cached_property
from typing import Any

from django.utils.encoding import force_str
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from volunteers.domain.names import role_titles, shift_names
from volunteers.models import Application, ApplicationForm
from volunteers.spreadsheets import SafeSpreadsheetMixin, inert
from volunteers.views.answers import questions_of, readable

HEADINGS = {
    "number": gettext_lazy("Number"),
    "state": gettext_lazy("State"),
    "opportunity": gettext_lazy("Opportunity"),
    "surname": gettext_lazy("Surname"),
    "first_name": gettext_lazy("First name"),
    "patronymic": gettext_lazy("Patronymic"),
    "birth_date": gettext_lazy("Date of birth"),
    "age": gettext_lazy("Age"),
    "email": gettext_lazy("E-mail"),
    "phone": gettext_lazy("Phone number"),
    "city": gettext_lazy("City or settlement"),
    "place_of_study_or_work": gettext_lazy("Place of study or work"),
    "languages_spoken": gettext_lazy("Languages spoken"),
    "language": gettext_lazy("Language of the application"),
    "guardian_name": gettext_lazy("Legal representative"),
    "guardian_phone": gettext_lazy("Phone number of the legal representative"),
    "guardian_email": gettext_lazy("E-mail of the legal representative"),
    "wished_shifts": gettext_lazy("Shifts wished for"),
    "held_shifts": gettext_lazy("Shifts held"),
    "submitted_at": pgettext_lazy("date of an application", "Submitted"),
    "decided_at": gettext_lazy("Decided"),
    "reviewer": gettext_lazy("Reviewer"),
    "page_title": gettext_lazy("Page"),
}
ANSWER = "answer:"


class QueueExportMixin(SafeSpreadsheetMixin):
    """Exports exactly what the list shows, all its pages: the view's `queue` chooses."""

    export_filename = "applications"

    @cached_property
    def list_export(self) -> list[str]:
        return [*HEADINGS, *(f"{ANSWER}{key}" for key in self.answer_labels)]

    @cached_property
    def form_questions(self):
        forms = ApplicationForm.objects.filter(opportunities__applications__in=self.queue.applications().order_by())
        return questions_of(forms.distinct())

    @cached_property
    def answer_labels(self) -> dict[str, str]:
        """Each key that anybody answered under, once, whatever the language: its label now, else as it was asked."""
        labels = {
            key: question.label for questions in self.form_questions.values() for key, question in questions.items()
        }
        answered = {}
        for answers, asked in self.queue.applications().order_by().values_list("answers", "asked"):
            for key in answers:
                answered.setdefault(key, labels.get(key) or asked.get(key, key))
        return {key: answered[key] for key in sorted(answered, key=lambda key: (key not in labels, key))}

    @cached_property
    def titles(self) -> dict[int, str]:
        return role_titles()

    def get_heading(self, queryset, field):
        if field.startswith(ANSWER):
            key = field.removeprefix(ANSWER)
            return inert(_("%(question)s [%(key)s]") % {"question": self.answer_labels[key], "key": key})
        return force_str(HEADINGS[field])

    def to_row_dict(self, item: Application) -> dict[str, Any]:
        held = [participation.shift for participation in item.participations.all()]
        own = {
            "state": item.get_state_display(),
            "opportunity": item.opportunity.name,
            "phone": str(item.phone),
            "guardian_phone": str(item.guardian_phone or ""),
            "languages_spoken": ", ".join(item.languages_spoken),
            "language": item.get_language_display(),
            "wished_shifts": "; ".join(shift_names(item.wished_shifts.all(), self.titles)),
            "held_shifts": "; ".join(shift_names(held, self.titles)),
            "reviewer": (item.reviewer.get_full_name() or item.reviewer.get_username()) if item.reviewer else "",
        }
        row = {name: own[name] if name in own else getattr(item, name) for name in HEADINGS}
        questions = self.form_questions.get(item.opportunity.form_id, {})
        for key in self.answer_labels:
            row[f"{ANSWER}{key}"] = readable(questions.get(key), item.answers.get(key))
        return row
