"""What is said of one row of a file: what would come of it, or what is wrong with it."""

from dataclasses import dataclass, field
from typing import Any, NamedTuple

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import models
from django.utils.translation import pgettext_lazy
from wagtail.models import Page

from home.exchange.kinds import Kind

# What a page that does not exist yet gets from its place in the tree.
OF_THE_TREE = {"path", "depth", "numchild", "url_path", "content_type", "translation_key"}


class Outcome(models.TextChoices):
    MISTAKEN = "mistaken", pgettext_lazy("row of an import", "Mistake")
    NEW = "new", pgettext_lazy("row of an import", "New")
    CHANGED = "changed", pgettext_lazy("row of an import", "Changed")
    UNCHANGED = "unchanged", pgettext_lazy("row of an import", "Unchanged")


class Mistake(NamedTuple):
    heading: str  # '' where it is of the row as a whole
    message: str


class Change(NamedTuple):
    heading: str
    before: str
    after: str
    language: str  # '' where it is in the reader's


@dataclass
class Line:
    number: int
    title: str
    page: Any = None  # as it would be; None where the row does not say which it is
    is_new: bool = False
    changes: list[Change] = field(default_factory=list)
    mistakes: list[Mistake] = field(default_factory=list)

    @property
    def outcome(self) -> Outcome:
        if self.mistakes or self.page is None:
            return Outcome.MISTAKEN
        if self.is_new:
            return Outcome.NEW
        return Outcome.CHANGED if self.changes else Outcome.UNCHANGED


def mistakes_in(page: Page, kind: Kind) -> list[Mistake]:
    try:
        page.full_clean(exclude=None if page.pk else OF_THE_TREE)
    except ValidationError as error:
        return mistakes_of(error, kind)
    return []


def mistakes_of(error: ValidationError, kind: Kind) -> list[Mistake]:
    headings = {column.name: column.heading for column in kind.of_page}
    return [
        Mistake(headings[name], message) if name in headings else Mistake("", _named(name, message, kind))
        for name, messages in error.message_dict.items()
        for message in messages
    ]


def _named(name: str, message: str, kind: Kind) -> str:
    """A mistake in what the file does not hold says where it is."""
    if name == NON_FIELD_ERRORS:
        return message
    return f"{kind.model._meta.get_field(name).verbose_name}: {message}"
