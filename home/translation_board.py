"""Where every page and snippet stands in every language, by wagtail-localize's own texts."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db.models import Count, DateTimeField, F, Max, Model, OuterRef, QuerySet, Subquery, TextChoices, Value
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from wagtail.fields import StreamField
from wagtail.models import Locale, Page, TranslatableMixin, WorkflowState
from wagtail.snippets.models import get_snippet_models
from wagtail_localize.models import StringSegment, Translation

from home.models import TextArrival
from translation_workflow.texts import ADDRESS, texts_waiting, translated_texts


class State(TextChoices):
    SOURCE = "source", _("Source")
    MISSING = "missing", _("Missing")
    DRAFT = "draft", _("Draft")
    MODERATION = "moderation", _("In moderation")
    OUTDATED = "outdated", _("Outdated")
    READY = "ready", _("Not published yet")  # translated anew, while readers have the former words
    BY_HAND = "by_hand", _("Kept by hand")  # nobody translates it from a source, or no longer
    CURRENT = "current", _("Up to date")


# What somebody has to do something about.
OPEN = (State.MISSING, State.DRAFT, State.MODERATION, State.OUTDATED, State.READY)

NEVER = datetime.datetime.min.replace(tzinfo=datetime.UTC)


@dataclass
class Cell:
    language: str
    state: State
    pk: Any = None  # of the version; None where there is none
    translation_id: int | None = None
    total: int = 0
    translated: int = 0
    since: datetime.datetime | None = None  # of OUTDATED: when the first text arrived that waits
    by: Any = None  # the person who published it
    parts: list[str] = field(default_factory=list)  # and where in the page such texts are


@dataclass
class Row:
    model: type[Model]
    key: UUID
    title: str
    language: str  # of the source
    source_pk: Any
    changed_at: datetime.datetime | None
    cells: list[Cell]

    @property
    def is_page(self) -> bool:
        return issubclass(self.model, Page)

    @property
    def kind(self) -> str:
        return capfirst(str(self.model._meta.verbose_name))


@dataclass(frozen=True)
class _Version:
    pk: Any
    key: UUID
    locale_id: int
    title: str
    live: bool
    published_at: datetime.datetime | None
    changed_at: datetime.datetime | None
    content_type_id: int
    base_type_id: int  # of the table that holds all its versions


@dataclass(frozen=True)
class _Progress:
    pk: int
    source_locale_id: int
    total: int
    translated: int
    latest: datetime.datetime | None


def translatable_snippets() -> list[type[Model]]:
    return [model for model in get_snippet_models() if issubclass(model, TranslatableMixin)]


def rows() -> list[Row]:
    """All of them, those changed last first. A handful of queries, whatever the number of pages."""
    locales = {locale.pk: locale.language_code for locale in Locale.objects.all()}
    first_language = next(pk for pk, language in locales.items() if language == settings.LANGUAGE_CODE)
    progress, moderated = _progress(), _in_moderation()
    found = []
    for (base_type, key), versions in _versions().items():
        known = progress.get(key, {})
        source = _source(versions, known, first_language)
        cells = [
            _cell(language, versions.get(pk), known.get(pk), is_source=versions.get(pk) is source)
            for pk, language in locales.items()
        ]
        for cell in cells:
            if cell.state in OPEN and (base_type, str(cell.pk)) in moderated:
                cell.state = State.MODERATION
        content_type = ContentType.objects.get_for_id(source.content_type_id)
        model = content_type.model_class() or ContentType.objects.get_for_id(base_type).model_class()
        language = locales[source.locale_id]
        found.append(Row(model, key, source.title, language, source.pk, source.changed_at, cells))
    found.sort(key=lambda row: row.changed_at or NEVER, reverse=True)
    return found


def _in_moderation() -> set[tuple[int, str]]:
    states = WorkflowState.objects.filter(status=WorkflowState.STATUS_IN_PROGRESS)
    return set(states.values_list("base_content_type_id", "object_id"))


def _versions() -> dict[tuple[int, UUID], dict[int, _Version]]:
    """All things in all languages: {(type of their table, translation key): {language: version}}."""
    found: dict[tuple[int, UUID], dict[int, _Version]] = {}
    pages, *snippets = (_versions_of(model) for model in (Page, *translatable_snippets()))
    for values in pages.union(*snippets, all=True):
        version = _Version(*values)
        found.setdefault((version.base_type_id, version.key), {})[version.locale_id] = version
    return found


def _versions_of(model: type[Model]) -> QuerySet:
    objects = model._default_manager.order_by()
    base_type = Value(ContentType.objects.get_for_model(model).pk)
    content_type = base_type
    if model is Page:
        objects = objects.filter(depth__gt=1, alias_of=None)
        content_type = F("content_type_id")
    return objects.values_list(
        "pk",
        "translation_key",
        "locale_id",
        _name_of(model),
        "live",
        "live_revision__created_at",
        "latest_revision__created_at",
        content_type,
        base_type,
    )


def _name_of(model: type[Model]) -> str:
    names = {each.name for each in model._meta.get_fields()}
    return next(name for name in ("draft_title", "title", "name", "label") if name in names)


def _progress() -> dict[UUID, dict[int, _Progress]]:
    """Of each translation that wagtail-localize manages: {translation key: {its language: progress}}."""
    texts = StringSegment.objects.exclude(context__path=ADDRESS).filter(source__translations__enabled=True)
    in_its_language = translated_texts().filter(locale=OuterRef("source__translations__target_locale"))
    written_at = Subquery(in_its_language.values("updated_at")[:1], output_field=DateTimeField())
    counted = (
        texts.annotate(written_at=written_at)
        .order_by()
        .values("source__object_id", "source__translations__target_locale_id")
        .annotate(
            translation=F("source__translations__pk"),
            source_locale=F("source__locale_id"),
            total=Count("pk"),
            translated=Count("written_at"),
            latest=Max("written_at"),
        )
        .values_list(
            "source__object_id",
            "source__translations__target_locale_id",
            "translation",
            "source_locale",
            "total",
            "translated",
            "latest",
        )
    )
    found: dict[UUID, dict[int, _Progress]] = {}
    for key, target, *numbers in counted:
        found.setdefault(key, {})[target] = _Progress(*numbers)
    return found


def _source(versions: dict[int, _Version], progress: dict[int, _Progress], first_language: int) -> _Version:
    """The one from which others are translated, and which is from none. Translations that were stopped do not count."""
    roots = [each.source_locale_id for each in progress.values() if each.source_locale_id not in progress]
    return next(versions[locale_id] for locale_id in (*roots, first_language, *versions) if locale_id in versions)


def _cell(language: str, version: _Version | None, progress: _Progress | None, *, is_source: bool) -> Cell:
    if version is None:
        return Cell(language, State.MISSING)
    cell = Cell(language, State.CURRENT, version.pk)
    if progress is not None:
        cell.translation_id, cell.total, cell.translated = progress.pk, progress.total, progress.translated
    if not version.live:
        cell.state = State.DRAFT
    elif is_source:
        cell.state = State.SOURCE
    elif progress is None:
        cell.state = State.BY_HAND
    elif cell.translated < cell.total:
        cell.state = State.OUTDATED
    elif progress.latest and version.published_at and progress.latest > version.published_at:
        cell.state = State.READY
    return cell


def tell_changes(shown: Iterable[Row]) -> None:
    """Say of each outdated cell since when it is, by whom, and where: for the rows that are being looked at."""
    cells = {cell.translation_id: (row, cell) for row in shown for cell in row.cells if cell.state == State.OUTDATED}
    translations = Translation.objects.filter(pk__in=cells).select_related("source")
    arrivals = {
        (arrival.source_id, arrival.context_id, arrival.string_id): arrival
        for arrival in TextArrival.objects.filter(
            source__in=[translation.source_id for translation in translations]
        ).select_related("revision__user")
    }
    for translation in translations:
        row, cell = cells[translation.pk]
        waiting = list(texts_waiting(translation).select_related("context").order_by("order"))
        cell.parts = list(dict.fromkeys(label_of(row.model, text.context.field_path) for text in waiting))
        came = [arrivals.get((text.source_id, text.context_id, text.string_id)) for text in waiting]
        first = min((each for each in came if each), key=lambda each: each.arrived_at, default=None)
        cell.since = first.arrived_at if first else translation.source.last_updated_at
        cell.by = first.revision.user if first and first.revision else None


def label_of(model: type[Model], path: str) -> str:
    """What the editor calls the place: `body.heading.text` is 'Heading'."""
    name, *blocks = path.split(".")
    found = model._meta.get_field(name)
    if isinstance(found, StreamField) and blocks:
        block = found.stream_block.child_blocks.get(blocks[0])
        if block is not None:
            return str(block.label)
    return capfirst(str(getattr(found, "verbose_name", name)))


def counts() -> dict[State, int]:
    """How many things are in each of the states that want something done, in whichever language."""
    numbers = dict.fromkeys(OPEN, 0)
    for row in rows():
        for state in {cell.state for cell in row.cells}.intersection(OPEN):
            numbers[state] += 1
    return numbers
