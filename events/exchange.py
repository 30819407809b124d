"""Which columns a file of events has, and which one of lessons."""

import re

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import get_language_info
from django.utils.translation import gettext as _
from wagtail.models import Page

from events.exchange_columns import HoldingsColumn, MaterialsColumn, VenueColumn
from events.models import EventIndexPage, EventPage, LessonIndexPage, LessonPage
from home.exchange.columns import (
    ChoiceColumn,
    Column,
    MomentColumn,
    NumberColumn,
    ParagraphsColumn,
    TextColumn,
    YesNoColumn,
    folded,
    in_all_languages,
)
from home.exchange.kinds import Kind, register
from home.exchange.library import CoverColumn


class LanguagesColumn(Column):
    """Languages of the site, by code or by name in any of the languages, with commas between them."""

    names = dict(settings.LANGUAGES)

    @property
    def note(self) -> str:
        return _("With commas between them: %(choices)s.") % {"choices": ", ".join(self.names.values())}

    def empty(self) -> list[str]:
        return []

    def read(self, text: str, page: Page) -> list[str]:
        said = {folded(each) for each in re.split(r"[,;/\n]", text) if each.strip()}
        codes = {word: code for code in self.names for word in self._words(code)}
        if not said <= codes.keys():
            raise ValidationError(self.note)
        return self.field.clean([codes[word] for word in said], page)

    def cell(self, page: Page) -> str:
        return ", ".join(self.names[code] for code in page.languages)

    def _words(self, code: str) -> set[str]:
        translated = in_all_languages(lambda: get_language_info(code)["name_translated"])
        return {code, folded(self.names[code]), *map(folded, translated)}


def _is_all_day(page: Page) -> bool:
    return page.is_all_day


def kind_of_events() -> Kind:
    return Kind(
        name="events",
        model=EventPage,
        index_model=EventIndexPage,
        of_page=(
            TextColumn("title"),
            TextColumn("summary"),
            CoverColumn(),
            YesNoColumn("is_all_day"),  # before the times: it says whether they need one
            MomentColumn("starts_at", is_day=_is_all_day),
            MomentColumn("ends_at", is_day=_is_all_day),
            ChoiceColumn("status"),
            ChoiceColumn("attendance"),
            VenueColumn("venue"),
            TextColumn("online_url"),
            ChoiceColumn("scale"),
            LanguagesColumn("languages"),
            TextColumn("organiser"),
            ParagraphsColumn("body"),
        ),
        told_apart_by="starts_at",
    )


def kind_of_lessons() -> Kind:
    return Kind(
        name="lessons",
        model=LessonPage,
        index_model=LessonIndexPage,
        of_page=(
            TextColumn("title"),
            TextColumn("summary"),
            CoverColumn(),
            TextColumn("topic"),
            TextColumn("subject"),
            NumberColumn("grade_from"),
            NumberColumn("grade_to"),
            NumberColumn("duration_minutes"),
            HoldingsColumn("holdings"),
            MaterialsColumn("materials"),
            ParagraphsColumn("takeaways"),
            ParagraphsColumn("body"),
        ),
        told_apart_by="grade_from",
    )


def register_all() -> None:
    register(kind_of_events)
    register(kind_of_lessons)
