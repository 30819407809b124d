"""How venues and holdings are told to programs, with the page that they belong to and in its language."""

from typing import Any

from django.utils import timezone
from wagtail.rich_text import expand_db_html

from events.plans import Plan
from home.api.representation import Told, image


def tell_venue(venue: Any) -> Told:
    return {name: getattr(venue, name) for name in ("name", "address", "city", "map_url")}


def tell_former_plan(plan: Plan) -> Told:
    """Where and when an event was to be before it was moved; the venue is null online, or where it is gone."""
    return {
        "starts_at": timezone.localtime(plan.starts_at).isoformat(timespec="seconds"),
        "ends_at": timezone.localtime(plan.ends_at).isoformat(timespec="seconds"),
        "is_all_day": plan.is_all_day,
        "attendance": plan.attendance,
        "venue": tell_venue(plan.place) if plan.place else None,
    }


def tell_holdings(holdings: list[Any]) -> list[Told]:
    return [_holding(holding) for holding in holdings]


def _holding(holding: Any) -> Told:
    return {
        **{name: getattr(holding, name) for name in ("kind", "title", "shelfmark", "date_text", "credit")},
        "description": expand_db_html(holding.description),
        "picture": image(holding.picture) if holding.picture else None,
    }
