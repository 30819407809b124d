import datetime
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from django import forms
from django.http import HttpRequest
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from events.models.events import EventQuerySet


class EventFilterForm(forms.Form):
    """The filters over a list of events, as a GET form.

    What makes no sense is ignored and never told off: such values come from old links and from machines.
    """

    when = forms.ChoiceField(choices=[("past", _("Past events"))], required=False, widget=forms.HiddenInput)
    scale = forms.ChoiceField(label=_("Scale"), required=False)
    month = forms.ChoiceField(label=_("Month"), required=False)
    volunteers = forms.BooleanField(label=_("Volunteers wanted"), required=False)

    def __init__(self, data: dict[str, str] | None, events: "EventQuerySet") -> None:
        super().__init__(data)
        self.is_archive = (data or {}).get("when") == "past"
        self._shown = events.past() if self.is_archive else events.upcoming()
        self.fields["scale"].choices = [("", _("Any")), *events.model.Scale.choices]
        self.fields["month"].choices = [("", _("Any")), *self._months()]
        if self.is_archive:
            del self.fields["volunteers"]  # Nothing past wants any.

    @classmethod
    def for_request(cls, request: HttpRequest, events: "EventQuerySet") -> "EventFilterForm":
        """A form that shows the visitor only what has been understood of the address."""
        given = {name: request.GET[name] for name in cls.base_fields if request.GET.get(name)}
        form = cls(given, events)
        form.is_valid()
        understood = {name: given[name] for name in given if form.cleaned_data.get(name)}
        if understood == given:
            return form
        form = cls(understood or None, events)
        form.is_valid()
        return form

    @property
    def is_narrowed(self) -> bool:
        """Whether a visitor has chosen something that could be cleared; the archive alone is no such choice."""
        return self.is_bound and any(self.cleaned_data.get(field.name) for field in self.visible_fields())

    @property
    def is_filtered(self) -> bool:
        """Whether it shows less than all that is upcoming, or past."""
        return self.is_bound and any(self.cleaned_data.get(name) for name in ("scale", "month", "volunteers"))

    @property
    def words(self) -> list[str]:
        """What is shown, as a visitor reads it in the filters; nothing for all that is upcoming."""
        chosen = self.cleaned_data if self.is_bound else {}
        words = []
        for name, field in self.fields.items():
            if chosen.get(name):
                words.append(str(dict(getattr(field, "choices", ())).get(chosen[name], field.label)))
        return words

    @property
    def query(self) -> str:
        """Of the address that shows the same, the only one for it."""
        return urlencode({name: self.data[name] for name in self.fields if self.data.get(name)})

    def apply(self, events: "EventQuerySet") -> "EventQuerySet":
        chosen = self.cleaned_data if self.is_bound else {}
        events = events.past() if self.is_archive else events.upcoming()
        if chosen.get("scale"):
            events = events.filter(scale=chosen["scale"])
        if chosen.get("month"):
            events = events.in_month(_first_day(chosen["month"]))
        if chosen.get("volunteers"):
            events = events.wanting_volunteers()
        return events

    def _months(self) -> list[tuple[str, str]]:
        """Those in which a listed event starts, in the list's own order."""
        starts = self._shown.order_by().datetimes("starts_at", "month", order="DESC" if self.is_archive else "ASC")
        days = [timezone.localdate(start) for start in starts]
        return [(f"{day:%Y-%m}", date_format(day, "YEAR_MONTH_FORMAT")) for day in days]


def _first_day(month: str) -> datetime.date:
    return datetime.date.fromisoformat(f"{month}-01")
