"""The organisation, its places and holdings, and what one can volunteer for."""

import datetime
from typing import Any

from django.db import transaction

from demo.content import in_language, moment, read
from demo.loading import Fields, Load
from events.models import Holding, Venue
from home.models import Organisation
from volunteers.models import ApplicationForm, ConsentText, Opportunity, Role, Shift

HELD_OPEN = 90  # days


def load_snippets(load: Load) -> None:
    """All that pages refer to. The organisation comes last of all, since it refers to a page."""
    for key, entry in load.missing("venue", read("events")["venues"]):
        load.snippet(Venue, key, _fields_of(entry))
    for key, entry in load.missing("holding", read("holdings")["holdings"]):
        load.snippet(Holding, key, _fields_of_holding(load, entry))
    volunteering = read("volunteering")
    for key, entry in load.missing("role", volunteering["roles"]):
        load.snippet(Role, key, _fields_of(entry))
    for key, entry in load.missing("consent", volunteering["consents"]):
        load.snippet(ConsentText, key, _fields_of(entry, load, "text"))
    for key, entry in load.missing("form", volunteering["forms"]):
        load.snippet(ApplicationForm, key, _fields_of_form(load, entry))


def load_organisation(load: Load) -> None:
    for key, entry in load.missing("organisation", [read("volunteering")["organisation"]]):
        if not Organisation.objects.exists():
            load.snippet(Organisation, key, _fields_of_organisation(load, entry))


def load_opportunities(load: Load) -> None:
    for key, entry in load.missing("opportunity", read("volunteering")["opportunities"], name="code"):
        with transaction.atomic():
            load.ledger.record(key, _make_opportunity(load, entry))


def opportunity_entry(code: str) -> Fields:
    return next(entry for entry in read("volunteering")["opportunities"] if entry["code"] == code)


def over() -> list[Fields]:
    """The opportunities whose time has passed on the day of loading."""
    return [entry for entry in read("volunteering")["opportunities"] if entry["closes"]["day"] < 0]


def set_times(load: Load, opportunity: Opportunity, entry: Fields, *, later_by: int = 0) -> None:
    """When it closes, and when its shifts are; `later_by` days."""

    def at(given: Fields) -> datetime.datetime:
        school_days = entry.get("on_school_days", False)
        return moment({**given, "day": given["day"] + later_by}, load.today, on_school_day=school_days)

    opportunity.closes_at = at(entry["closes"])
    opportunity.save()
    shifts = opportunity.shifts.order_by("pk")
    for shift, planned in zip(shifts, entry["shifts"], strict=True):
        shift.starts_at, shift.ends_at = at(planned["starts"]), at(planned["ends"])
        shift.save()


def _make_opportunity(load: Load, entry: Fields) -> Opportunity:
    neutral = ("code", "name", "kind", "mode", "has_waiting_list", "minimum_age")
    opportunity = Opportunity.objects.create(
        form=load.ledger.get(ApplicationForm, f"form/{entry['form']}"),
        opens_at=moment(entry["opens"], load.today),
        **{name: entry[name] for name in neutral},
    )
    for planned in entry["shifts"]:
        Shift.objects.create(
            opportunity=opportunity,
            role=load.ledger.get(Role, f"role/{planned['role']}"),
            starts_at=moment(planned["starts"], load.today),
            ends_at=moment(planned["ends"], load.today),
            places=planned["places"],
        )
    # One that is over takes no applications. It stays open until it has been given those of the demo.
    set_times(load, opportunity, entry, later_by=HELD_OPEN if entry in over() else 0)
    opportunity.full_clean()
    return opportunity


def _fields_of(entry: Fields, load: Load | None = None, *rich_texts: str) -> Any:
    def fields_in(language: str) -> Fields:
        fields = {name: value for name, value in in_language(entry, language).items() if name != "key"}
        for name in rich_texts:
            fields[name] = load.body(entry["key"], language).html(fields[name])
        return fields

    return fields_in


def _fields_of_holding(load: Load, entry: Fields) -> Any:
    credit = {"kk": "Үлгі жазба: мұндай зат қорда жоқ", "ru": "Демонстрационная запись: такой вещи в фондах нет"}
    credit["en"] = "A demonstration entry: there is no such thing in the holdings"

    def fields_in(language: str) -> Fields:
        fields = _fields_of(entry, load, "description")(language)
        picture = load.find_id("picture", fields.pop("picture"))
        return {**fields, "picture_id": picture, "credit": credit[language]}

    return fields_in


def _fields_of_form(load: Load, entry: Fields) -> Any:
    consent = load.ledger.get(ConsentText, f"consent/{entry['consent']}")
    field = ApplicationForm._meta.get_field("questions")

    def fields_in(language: str) -> Fields:
        fields = _fields_of({**entry, "consent": consent}, load, "introduction", "thanks")(language)
        return {**fields, "questions": load.body(entry["key"], language).stream(field, entry["questions"])}

    return fields_in


def _fields_of_organisation(load: Load, entry: Fields) -> Any:
    field = Organisation._meta.get_field("social_links")

    def fields_in(language: str) -> Fields:
        fields = _fields_of(entry, load, "footer_text")(language)
        links = [{"type": "link", **link} for link in entry["social_links"]]
        return {
            **fields,
            "phones": "\n".join(entry["phones"]),
            "social_links": load.body(entry["key"], language).stream(field, links),
            "privacy_page_id": load.find_id("page", "privacy"),
        }

    return fields_in
