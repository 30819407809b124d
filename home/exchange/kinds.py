"""Which pages are imported and exported. Each package registers its own."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.conf import settings
from django.utils.functional import Promise
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail.models import Page
from wagtail.query import PageQuerySet

from home.exchange.columns import Column, ToldColumn, YesNoColumn, by_heading

NUMBER, LANGUAGE = "number", "language"


def _told() -> tuple[Column, ...]:
    languages = dict(settings.LANGUAGES)
    return (
        ToldColumn(NUMBER, pgettext_lazy("of a page", "Page number"), lambda page: page.pk),
        ToldColumn(LANGUAGE, _("Language"), lambda page: languages[page.locale.language_code]),
        ToldColumn("live", pgettext_lazy("of a page", "Published"), _whether_live),
    )


def _whether_live(page: Page) -> Promise:
    return YesNoColumn.yes if page.live else YesNoColumn.no


@dataclass(frozen=True)
class Kind:
    name: str
    model: type[Page]
    index_model: type[Page]
    # In the order in which a new page is filled in from them.
    of_page: tuple[Column, ...]
    # Beside the title: a second page with the same of both is taken for the first one, imported twice.
    told_apart_by: str

    def __post_init__(self) -> None:
        for column in self.columns:
            column.bind(self.model)

    @property
    def label(self) -> str:
        return str(capfirst(self.model._meta.verbose_name_plural))

    @cached_property
    def columns(self) -> tuple[Column, ...]:
        return (*_told(), *self.of_page)

    def column(self, name: str) -> Column:
        return next(column for column in self.columns if column.name == name)

    def is_heading(self, text: str) -> bool:
        return by_heading(self.columns, text) is not None

    def pages(self) -> PageQuerySet:
        """With what the drafts and the columns ask for."""
        return self.model.objects.select_related("locale", "latest_revision")


_makers: list[Callable[[], Kind]] = []


def register(make: Callable[[], Kind]) -> None:
    """`make` is called for each file, so that columns may remember what they have looked up for it."""
    _makers.append(make)


def all_kinds() -> list[Kind]:
    return [make() for make in _makers]


def kind_named(name: str) -> Kind | None:
    return next((kind for kind in all_kinds() if kind.name == name), None)


def kind_of_index(page: Page) -> Kind | None:
    return next((kind for kind in all_kinds() if kind.index_model is page.specific_class), None)


def draft_of(page: Page) -> Any:
    """The page as its editor shows it, to be saved."""
    return page.latest_revision.as_object() if _has_draft(page) else page


def draft_to_read(page: Page) -> Any:
    """The same for a whole list: it asks the database for nothing, and is not to be saved."""
    if not _has_draft(page):
        return page
    draft = type(page).from_serializable_data(page.latest_revision.content, check_fks=False)
    draft.live, draft.locale = page.live, page.locale
    return draft


def _has_draft(page: Page) -> bool:
    return page.has_unpublished_changes and page.latest_revision is not None
