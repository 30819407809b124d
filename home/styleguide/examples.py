"""Made-up pages, holdings and people that the components are shown with. They look like the models, and are none."""

import datetime
import tomllib
from pathlib import Path
from types import SimpleNamespace
from typing import Any
from uuid import UUID

from django.conf import settings
from django.utils import timezone

from home.blocks import BodyBlock

WORDS: dict[str, dict[str, str]] = tomllib.loads(Path(__file__).with_name("words.toml").read_text())
STARTS = datetime.datetime(2026, 12, 3, 18, 0, tzinfo=datetime.UTC)
HOUR = datetime.timedelta(hours=1)


def say(key: str, language: str) -> str:
    return WORDS[key][language]


def seed(number: int) -> UUID:
    """Of an ornament; another one for each number."""
    return UUID(int=number)


def organisation(language: str) -> SimpleNamespace:
    return SimpleNamespace(
        name=say("organisation_full", language),
        short_name=say("organisation", language),
        city=say("city", language),
        address=say("address", language),
        phone_list=[SimpleNamespace(text="+7 7172 00 00 00", href="+77172000000")],
        email="volunteers@example.kz",
        privacy_contact="privacy@example.kz",
        privacy_page_id=None,
        social_link_list=[SimpleNamespace(name="Instagram", url="https://example.org/")],
        footer_text=say("footer", language),
    )


def event(language: str, **changes: Any) -> SimpleNamespace:
    starts_at = timezone.localtime(STARTS).replace(hour=18)
    facts = {
        "title": say("event", language),
        "summary": say("event_summary", language),
        "starts_at": starts_at,
        "ends_at": starts_at + 3 * HOUR,
        "is_all_day": False,
        "attendance": "in_person",
        "place": SimpleNamespace(
            name=say("venue", language),
            city=say("city", language),
            address=say("address", language),
            map_url="https://example.org/",
        ),
        "online_url": "",
        "status": "scheduled",
        "is_past": False,
        "state": changes.get("status", "scheduled"),
        "state_label": say(changes["status"], language) if "status" in changes else "",
        "former": None,
        "wants_volunteers": False,
        "get_scale_display": say("scale", language),
        "languages_by_name": settings.LANGUAGES,
        "organiser": say("organiser", language),
    }
    return _page(1, facts | changes)


def lesson(language: str, **changes: Any) -> SimpleNamespace:
    facts = {
        "title": say("lesson", language),
        "summary": say("lesson_summary", language),
        "subject": say("subject", language),
        "grade_from": 3,
        "grade_to": 6,
        "duration_minutes": 40,
    }
    return _page(2, facts | changes)


def news(language: str, **changes: Any) -> SimpleNamespace:
    facts = {
        "title": say("news", language),
        "summary": say("news_summary", language),
        "published_on": STARTS.date(),
    }
    return _page(3, facts | changes)


def _page(number: int, facts: dict[str, Any]) -> SimpleNamespace:
    """Without a picture, so that its cover is drawn."""
    return SimpleNamespace(**{"url": "#top", "cover": None, "cover_id": None, "translation_key": seed(number), **facts})


def holding(language: str, kind: str, **changes: Any) -> SimpleNamespace:
    facts = {
        "kind": kind,
        "get_kind_display": say(kind, language),
        "title": say("holding", language),
        "description": say("holding_text", language),
        "date_text": say("holding_date", language),
        "shelfmark": "ULGI-M-004",
        "credit": say("credit", language),
        "picture": None,
    }
    return SimpleNamespace(**facts | changes)


def document(language: str) -> SimpleNamespace:
    return SimpleNamespace(
        url="#top", title=say("worksheet", language), file_extension="docx", file_size=48_000, credit=""
    )


def body(language: str) -> Any:
    """One of each block that needs nothing from the database."""
    return BodyBlock().to_python(
        [
            {"type": "heading", "value": {"level": "h2", "text": say("heading", language)}},
            {"type": "rich_text", "value": say("text", language)},
            {"type": "quote", "value": {"text": say("quote", language), "author": say("person", language)}},
            {"type": "key_figure", "value": {"number": "150 000+", "label": say("figure_label", language)}},
            {
                "type": "questions_and_answers",
                "value": {
                    "title": "",
                    "questions": [
                        {
                            "id": "1",
                            "type": "item",
                            "value": {"question": say("question", language), "answer": say("answer", language)},
                        }
                    ],
                },
            },
            {
                "type": "call_to_action",
                "value": {
                    "title": say("event", language),
                    "text": say("event_summary", language),
                    "url": "https://example.org/",
                    "link_text": say("action", language),
                },
            },
        ]
    )
