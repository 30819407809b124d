"""Which columns a file of events has."""

import re
from collections import defaultdict
from uuid import UUID

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.functional import cached_property
from django.utils.translation import get_language_info
from django.utils.translation import gettext as _
from wagtail.models import Page

from events.models import EventIndexPage, EventPage, Venue
from home.exchange.columns import (
    ChoiceColumn,
    Column,
    MomentColumn,
    ParagraphsColumn,
    TextColumn,
    YesNoColumn,
    folded,
    in_all_languages,
)
from home.exchange.kinds import Kind, register


class VenueColumn(Column):
    """A venue by its name in any language; by name and city where several bear the name."""

    @property
    def note(self) -> str:
        return _("The name of a venue under Places and holdings; “name, city” where several bear the name.")

    def read(self, text: str, page: Page) -> Venue:
        found = self._called(folded(text))
        if not found:
            raise ValidationError(_("There is no venue of this name: %(name)s.") % {"name": text})
        if len({venue.translation_key for venue in found}) > 1:
            names = "; ".join(sorted(_name_and_city(venue) for venue in found))
            raise ValidationError(_("Several venues bear this name. Which one? %(names)s") % {"names": names})
        # An event keeps the version that it has; a new one takes that of its own language.
        return min(
            self._versions[found[0].translation_key],
            key=lambda venue: (venue.pk != page.venue_id, venue.locale_id != page.locale_id),
        )

    def cell(self, page: Page) -> str:
        venue = next((venue for venue in self._venues if venue.pk == page.venue_id), None)
        if venue is None:
            return ""
        is_alone = len({each.translation_key for each in self._called(folded(venue.name))}) == 1
        return venue.name if is_alone else _name_and_city(venue)

    def _called(self, name: str) -> list[Venue]:
        return self._by_name.get(name, [])

    @cached_property
    def _by_name(self) -> dict[str, list[Venue]]:
        by_name = defaultdict(list)
        for venue in self._venues:
            for name in {folded(venue.name), folded(_name_and_city(venue))}:
                by_name[name].append(venue)
        return by_name

    @cached_property
    def _versions(self) -> dict[UUID, list[Venue]]:
        versions = defaultdict(list)
        for venue in self._venues:
            versions[venue.translation_key].append(venue)
        return versions

    @cached_property
    def _venues(self) -> list[Venue]:
        return list(Venue.objects.order_by("pk"))


def _name_and_city(venue: Venue) -> str:
    return f"{venue.name}, {venue.city}"


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


def register_all() -> None:
    register(kind_of_events)
