"""The columns that name what a page shows: its venue, its holdings, its materials."""

import re
from collections import defaultdict
from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.functional import Promise, cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.blocks import StreamValue
from wagtail.models import Page

from events.models import Holding, Venue
from home.exchange.columns import Column, folded
from home.exchange.library import documents
from volunteers.models import TranslatedSnippet


class SnippetColumn(Column):
    """Names snippets: by the name in any language, and by name and `detail` where several bear the name."""

    model: type[TranslatedSnippet]
    name_field: str
    detail_field: str
    missing: Promise
    several: Promise

    def find(self, text: str, page: Page, present: set[int | None]) -> TranslatedSnippet:
        """The version that is among `present` already, or that of the page's language. Raises ValidationError."""
        found = self._called(folded(text))
        if not found:
            raise ValidationError(self.missing % {"name": text})
        if len({snippet.translation_key for snippet in found}) > 1:
            names = "; ".join(sorted(map(self._full_name, found)))
            raise ValidationError(self.several % {"names": names})
        return min(
            self._versions[found[0].translation_key],
            key=lambda snippet: (snippet.pk not in present, snippet.locale_id != page.locale_id),
        )

    def name_of(self, pk: int | None) -> str:
        snippet = self._snippets.get(pk)
        if snippet is None:
            return ""
        name = getattr(snippet, self.name_field)
        is_alone = len({each.translation_key for each in self._called(folded(name))}) == 1
        return name if is_alone else self._full_name(snippet)

    def _full_name(self, snippet: TranslatedSnippet) -> str:
        parts = (getattr(snippet, self.name_field), getattr(snippet, self.detail_field))
        return ", ".join(part for part in parts if part)

    def _called(self, name: str) -> list[TranslatedSnippet]:
        return self._by_name.get(name, [])

    @cached_property
    def _by_name(self) -> dict[str, list[TranslatedSnippet]]:
        by_name = defaultdict(list)
        for snippet in self._snippets.values():
            for name in {folded(getattr(snippet, self.name_field)), folded(self._full_name(snippet))}:
                by_name[name].append(snippet)
        return by_name

    @cached_property
    def _versions(self) -> dict[UUID, list[TranslatedSnippet]]:
        versions = defaultdict(list)
        for snippet in self._snippets.values():
            versions[snippet.translation_key].append(snippet)
        return versions

    @cached_property
    def _snippets(self) -> dict[int | None, TranslatedSnippet]:
        return {snippet.pk: snippet for snippet in self.model._default_manager.order_by("pk")}


class VenueColumn(SnippetColumn):
    model, name_field, detail_field = Venue, "name", "city"
    missing = gettext_lazy("There is no venue of this name: %(name)s.")
    several = gettext_lazy("Several venues bear this name. Which one? %(names)s")

    @property
    def note(self) -> str:
        return _("The name of a venue under Places and holdings; “name, city” where several bear the name.")

    def read(self, text: str, page: Page) -> TranslatedSnippet:
        return self.find(text, page, {page.venue_id})

    def cell(self, page: Page) -> str:
        return self.name_of(page.venue_id)


class ChosenColumn(Column):
    """A stream that holds blocks of one sort, in each of them a thing that was chosen: its names, with semicolons."""

    block: str

    def _found(self, text: str, page: Page, present: set[int | None]) -> models.Model:
        raise NotImplementedError

    def _name(self, pk: int | None) -> str:
        raise NotImplementedError

    def empty(self) -> list:
        return []

    def read(self, text: str, page: Page) -> StreamValue:
        ids = {block["value"]: block["id"] for block in self._blocks(page)}  # kept by what stays
        names = [each.strip() for each in re.split(r"[;\n]", text) if each.strip()]
        found = dict.fromkeys(self._found(name, page, set(ids)).pk for name in names)
        blocks = [{"type": self.block, "value": pk, "id": ids.get(pk)} for pk in found]
        return self.field.stream_block.to_python(blocks)

    def cell(self, page: Page) -> str:
        names = (self._name(block["value"]) for block in self._blocks(page))
        # One that has a semicolon itself would be read as two; it is found with a comma as well.
        return "; ".join(name.replace(";", ",") for name in names if name)

    def _blocks(self, page: Page) -> Iterable[dict[str, Any]]:
        """As they are stored: a list of pages would ask the database for the blocks of each."""
        return getattr(page, self.name).raw_data


class HoldingsColumn(ChosenColumn, SnippetColumn):
    block = "holding"
    model, name_field, detail_field = Holding, "title", "shelfmark"
    missing = gettext_lazy("There is no holding of this title: %(name)s.")
    several = gettext_lazy("Several holdings bear this title. Which one? %(names)s")

    @property
    def note(self) -> str:
        return _(
            "Titles of holdings under Places and holdings, with semicolons between them; “title, shelfmark” where"
            " several bear the title."
        )

    def _found(self, text: str, page: Page, present: set[int | None]) -> models.Model:
        return self.find(text, page, present)

    def _name(self, pk: int | None) -> str:
        return self.name_of(pk)


class MaterialsColumn(ChosenColumn):
    """Documents that are here already: an import uploads none."""

    block = "document"

    def __init__(self, name: str) -> None:
        super().__init__(name, note=gettext_lazy("Titles or file names of documents, with semicolons between them."))
        self.documents = documents()

    def _found(self, text: str, page: Page, present: set[int | None]) -> models.Model:
        return self.documents.find(text, self.user, present)

    def _name(self, pk: int | None) -> str:
        return self.documents.name_of(pk)
