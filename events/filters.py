import datetime
from functools import cached_property
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from django import forms
from django.db.models import TextChoices
from django.http import HttpRequest
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from home.made_up import call_made_up

if TYPE_CHECKING:
    from events.models.events import EventQuerySet


class View(TextChoices):
    """How events are shown, where not as a list."""

    MONTH = "month", pgettext_lazy("events", "Calendar")
    PLACES = "places", pgettext_lazy("events", "Places")


class EventFilterForm(forms.Form):
    """The filters over the events, as a GET form.

    What makes no sense is ignored and never told off: such values come from old links and from machines.
    """

    view = forms.ChoiceField(choices=View.choices, required=False, widget=forms.HiddenInput)
    when = forms.ChoiceField(choices=[("past", _("Past events"))], required=False, widget=forms.HiddenInput)
    scale = forms.ChoiceField(label=_("Scale"), required=False)
    month = forms.ChoiceField(label=_("Month"), required=False)
    volunteers = forms.BooleanField(label=_("Volunteers wanted"), required=False)

    def __init__(self, data: dict[str, str] | None, events: "EventQuerySet") -> None:
        super().__init__(data)
        given = data or {}
        self.view = given.get("view", "") if given.get("view") in View else ""
        self.is_archive = not self.view and given.get("when") == "past"
        self._events = events
        self.fields["scale"].choices = [("", _("Any")), *events.model.Scale.choices]
        if self.view:
            del self.fields["when"]
        if self.view == View.MONTH:
            # Chosen by turning the leaves.
            self.fields["month"] = forms.RegexField(r"\A[0-9]{4}-[0-9]{2}\Z", required=False, widget=forms.HiddenInput)
        else:
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
        call_made_up(request)
        form = cls(understood or None, events)
        form.is_valid()
        return form

    def clean_month(self) -> str:
        month = self.cleaned_data["month"]
        if month and self.view == View.MONTH:
            first, last = self.span
            if not f"{first:%Y-%m}" <= month <= f"{last:%Y-%m}" or not "01" <= month[-2:] <= "12":
                raise forms.ValidationError("")
        return month

    @property
    def is_narrowed(self) -> bool:
        """Whether a visitor has chosen something that could be cleared; the archive alone is no such choice."""
        return self.is_bound and any(self.cleaned_data.get(field.name) for field in self.visible_fields())

    @property
    def chosen_month(self) -> str:
        return self.cleaned_data.get("month", "") if self.is_bound else ""

    @property
    def first_day(self) -> datetime.date:
        """Of the month that is shown as a calendar."""
        return _first_day(self.chosen_month) if self.chosen_month else timezone.localdate().replace(day=1)

    @cached_property
    def span(self) -> tuple[datetime.date, datetime.date]:
        """From the first event to the last, today within: what is before and after is empty, and has no end."""
        days = [timezone.localdate(), *(self._events.span() or ())]
        return min(days), max(days)

    @property
    def words(self) -> list[str]:
        """What is shown, as a visitor reads it in the filters; nothing for all that is upcoming."""
        chosen = self.cleaned_data if self.is_bound else {}
        words = []
        for name, field in self.fields.items():
            if name == "month" and self.view == View.MONTH:
                words.append(date_format(self.first_day, "YEAR_MONTH_FORMAT"))
            elif chosen.get(name):
                words.append(str(dict(getattr(field, "choices", ())).get(chosen[name], field.label)))
        return words

    @property
    def own_query(self) -> str:
        """Of the address that shows the same, the only one for it."""
        return urlencode({name: self.data[name] for name in self.fields if self.data.get(name)})

    def apply(self, events: "EventQuerySet") -> "EventQuerySet":
        events = self.matching(events.past() if self.is_archive else events.upcoming())
        return events.in_month(_first_day(self.chosen_month)) if self.chosen_month else events

    def matching(self, events: "EventQuerySet") -> "EventQuerySet":
        """Those of the scale and the wish that are asked for, of all times."""
        chosen = self._chosen()
        if chosen.get("scale"):
            events = events.filter(scale=chosen["scale"])
        return events.wanting_volunteers() if chosen.get("volunteers") else events

    def query(self, **where: str) -> str:
        """The query string of another view or another time of what is asked for here."""
        return urlencode({name: value for name, value in {**where, **self._chosen()}.items() if value})

    @property
    def reset_query(self) -> str:
        """The query string of this view with nothing asked for."""
        kept = {field.name: field.value() for field in self.hidden_fields()}
        return urlencode({name: value for name, value in kept.items() if value})

    def _chosen(self) -> dict[str, str]:
        """The filters that every view has."""
        return {
            name: self.data[name] for name in ("scale", "volunteers") if self.is_bound and self.cleaned_data.get(name)
        }

    def _months(self) -> list[tuple[str, str]]:
        """Those in which a listed event starts, in the list's own order."""
        shown = self._events.past() if self.is_archive else self._events.upcoming()
        starts = shown.order_by().datetimes("starts_at", "month", order="DESC" if self.is_archive else "ASC")
        days = [timezone.localdate(start) for start in starts]
        return [(f"{day:%Y-%m}", date_format(day, "YEAR_MONTH_FORMAT")) for day in days]


def _first_day(month: str) -> datetime.date:
    return datetime.date.fromisoformat(f"{month}-01")
