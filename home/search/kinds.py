"""What can be found: each package says it of its own models, when it is ready."""

import datetime
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.db.models import Model, QuerySet
from django.utils.functional import Promise
from django.utils.translation import override
from wagtail.models import Page
from wagtail.search.index import Indexed, SearchField


@dataclass(frozen=True)
class Content:
    """What there is to find of one page or snippet, in its own language."""

    page: Page  # where it is shown
    title: str
    text: str
    fragment: str = ""  # where on that page
    date: datetime.date | None = None


Contents = Callable[[Iterable[Model]], dict[int, Content]]  # by primary key; what is shown nowhere has none


@dataclass(frozen=True)
class Kind:
    name: str  # in addresses
    label: str | Promise  # over a list of them


@dataclass(frozen=True)
class Source:
    kind: Kind
    model: type[Model]
    contents: Contents

    def shown(self) -> QuerySet:
        return self.model._default_manager.filter(live=True).select_related("locale")


_sources: dict[type[Model], Source] = {}


def register(kind: Kind, *models: type[Model], contents: Contents | None = None) -> None:
    """Let rows of `models` be found. Pages have their title, their date and whatever text their search fields hold."""
    for model in models:
        _sources[model] = Source(kind, model, contents or contents_of_pages)


def sources() -> list[Source]:
    return list(_sources.values())


def source_of(instance: Model) -> Source | None:
    return _sources.get(type(instance))


def kinds() -> dict[str, Kind]:
    """By name, in the order in which they were registered."""
    return {source.kind.name: source.kind for source in _sources.values()}


def contents_of_pages(pages: Iterable[Page]) -> dict[int, Content]:
    contents = {}
    for page in pages:
        with override(page.locale.language_code):  # of names that stand in snippets
            contents[page.pk] = Content(page, page.title, text_of(page), date=page.found_on)
    return contents


def text_of(instance: Indexed) -> str:
    """The text of its search fields without the title, a line each."""
    fields = [field for field in instance.get_search_fields() if isinstance(field, SearchField)]
    values = [field.get_value(instance) for field in fields if field.field_name != "title"]
    lines = [line for value in values for line in ([value] if isinstance(value, str) else value or [])]
    return "\n".join(line for line in lines if line)
