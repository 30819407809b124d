"""What a file would do to the site, row by row; and the doing of it, whole or not at all."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any, NamedTuple

from django.conf import settings
from django.contrib.auth.models import AbstractBaseUser
from django.core.exceptions import NON_FIELD_ERRORS, PermissionDenied, ValidationError
from django.db import models, transaction
from django.utils.formats import localize
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import pgettext_lazy
from wagtail.log_actions import log
from wagtail.models import Page, Revision
from wagtail_localize.models import Translation

from home.exchange.columns import Column, TextColumn, by_heading, folded
from home.exchange.files import Row, Sheet, UnreadableFile
from home.exchange.kinds import LANGUAGE, NUMBER, Kind, draft_of
from home.slugs import readable_slug

ACTION = "home.import"
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


@dataclass
class Plan:
    lines: list[Line]

    @property
    def counts(self) -> Counter[Outcome]:
        return Counter(line.outcome for line in self.lines)

    @property
    def has_mistakes(self) -> bool:
        return self.counts[Outcome.MISTAKEN] > 0

    @property
    def writes(self) -> list[Line]:
        return [line for line in self.lines if line.outcome in {Outcome.NEW, Outcome.CHANGED}]

    @property
    def fingerprint(self) -> str:
        """The same as long as the same would happen to the same pages."""
        told = [
            (line.number, line.title, line.outcome.value, line.changes, line.mistakes)
            + ((line.page.pk, line.page.latest_revision_id) if line.page and not line.is_new else ())
            for line in self.lines
        ]
        return sha256(repr(told).encode()).hexdigest()


class NotAsShown(Exception):
    """The site has changed since the plan was shown; `plan` is what would happen now. Nothing has been written."""

    def __init__(self, plan: Plan) -> None:
        self.plan = plan


def draw_up(kind: Kind, index: Page, sheet: Sheet, user: AbstractBaseUser) -> Plan:
    """Writes nothing. Raises UnreadableFile for headings that nothing can be made of."""
    return Plan(list(_Reading(kind, index, sheet, user).lines()))


@transaction.atomic
def carry_out(kind: Kind, index: Page, sheet: Sheet, user: AbstractBaseUser, *, shown: str, file_name: str) -> Plan:
    """Does what the plan with the fingerprint `shown` said, as drafts, and logs each; all of it or nothing.

    Raises NotAsShown, and PermissionDenied for whoever may no longer add pages below `index`.
    """
    index = type(index).objects.select_for_update().get(pk=index.pk)  # so that no two imports number their slugs alike
    if not index.permissions_for_user(user).can_add_subpage():
        raise PermissionDenied
    plan = Plan(list(_Reading(kind, index, sheet, user, is_locking=True).lines()))
    if plan.has_mistakes or plan.fingerprint != shown:
        raise NotAsShown(plan)
    for line in plan.writes:
        try:
            revision = _add(line.page, index, user) if line.is_new else _change(line.page, user)
        except ValidationError as error:
            # The page's last word, on what cannot be asked before it stands in the tree.
            line.mistakes += _mistakes_of(error, kind)
            raise NotAsShown(plan) from error
        log(
            instance=line.page,
            action=ACTION,
            user=user,
            revision=revision,
            content_changed=True,
            data={"file": file_name, "row": line.number},
        )
    return plan


def _add(page: Page, index: Page, user: AbstractBaseUser) -> Revision:
    page.live = False
    page.has_unpublished_changes = True
    page.owner = user
    index.add_child(instance=page)
    return page.save_revision(user=user)


def _change(page: Page, user: AbstractBaseUser) -> Revision:
    if not page.live:
        page.save()  # As the editor does: nobody else shows a page that was never published.
    return page.save_revision(user=user)


class _Reading:
    """One file for one place in the tree, with what all its rows ask for looked up once."""

    def __init__(
        self, kind: Kind, index: Page, sheet: Sheet, user: AbstractBaseUser, *, is_locking: bool = False
    ) -> None:
        self.kind, self.index, self.sheet, self.user = kind, index, sheet, user
        self.position = self._positions()
        self.imported = [column for column in kind.of_page if column.name in self.position]
        self.pages = self._pages(is_locking)
        self.translations = self._translations()
        standing = kind.model.objects.child_of(index).values_list("draft_title", kind.told_apart_by, "pk")
        self.standing = {(folded(title), value): pk for title, value, pk in standing}
        self.slugs = set(index.get_children().values_list("slug", flat=True))
        self.rows_of: dict[Any, int] = {}  # what a row is about, to the row's number

    def lines(self) -> Iterator[Line]:
        for row in self.sheet.rows:
            number = self._cell(row, NUMBER)
            line = self._line_of_existing(row, number) if number else self._line_of_new(row)
            if line.page is not None and not line.mistakes:
                self._validate_said_once(line)
            yield line

    def _positions(self) -> dict[str, int]:
        """Where each column stands. A heading that nobody knows is a mistake: what is below it would be lost."""
        found: dict[str, int] = {}
        for position, heading in enumerate(self.sheet.headings):
            column = by_heading(self.kind.columns, heading)
            if not heading and not any(any(row.cells[position : position + 1]) for row in self.sheet.rows):
                continue
            if column is None:
                known = ", ".join(column.heading for column in self.kind.columns)
                raise UnreadableFile(
                    _("Unknown heading in column %(number)s: “%(heading)s”. Known are: %(known)s.")
                    % {"number": position + 1, "heading": heading, "known": known}
                )
            if column.name in found:
                raise UnreadableFile(_("The heading “%(heading)s” stands there twice.") % {"heading": heading})
            found[column.name] = position
        if not found.keys() & {NUMBER, "title"}:
            raise UnreadableFile(_("The first row of the file must hold the headings, as in the template."))
        return found

    def _cell(self, row: Row, name: str) -> str:
        position = self.position.get(name)
        return row.cells[position] if position is not None and position < len(row.cells) else ""

    def _pages(self, is_locking: bool) -> dict[int, Any]:
        said = {int(each) for row in self.sheet.rows if (each := self._cell(row, NUMBER)).isdecimal()}
        numbers = sorted(number for number in said if number < 2**31)
        if is_locking:
            # Nobody saves a draft between this look at the last one and the next.
            list(Page.objects.select_for_update().filter(pk__in=numbers).order_by("pk").values_list("pk"))
        return self.kind.pages().in_bulk(numbers)

    def _translations(self) -> set[tuple[Any, int]]:
        keys = [page.translation_key for page in self.pages.values()]
        found = Translation.objects.filter(enabled=True, source__object_id__in=keys)
        return set(found.values_list("source__object_id", "target_locale_id"))

    def _line_of_existing(self, row: Row, number: str) -> Line:
        found = self.pages.get(int(number)) if number.isdecimal() else None
        line = Line(row.number, title=self._cell(row, "title"))
        if found is None:
            message = _("There is no such page: %(number)s. Leave the cell empty for a new one.") % {"number": number}
            line.mistakes.append(Mistake(self.kind.column(NUMBER).heading, message))
            return line
        if not found.permissions_for_user(self.user).can_edit():
            # Before anything of the page is told.
            line.mistakes.append(Mistake("", _("You may not change this page.")))
            return line
        line.page = draft_of(found)
        line.title = line.title or line.page.title
        for column in self.imported:
            self._fill_in(column, self._cell(row, column.name), line)
        if line.changes and not line.mistakes:
            line.mistakes += self._reasons_against_changing(line.page) or _mistakes_in(line.page, self.kind)
        return line

    def _line_of_new(self, row: Row) -> Line:
        line = Line(row.number, self._cell(row, "title"), self.kind.model(locale=self.index.locale), is_new=True)
        for column in self.kind.of_page:
            text = self._cell(row, column.name)
            if text:
                self._fill_in(column, text, line)
            elif column.is_required:
                line.mistakes.append(Mistake(column.heading, _("This field is required.")))
        language = self._cell(row, LANGUAGE)
        if language and folded(language) not in self._names_of_the_language:
            message = _("New pages of this import are in %(language)s.") % {"language": self.index.locale}
            line.mistakes.append(Mistake(self.kind.column(LANGUAGE).heading, message))
        if not line.mistakes:
            line.page.slug = self._free_slug(line.page.title)
            line.mistakes += _mistakes_in(line.page, self.kind)
        return line

    @cached_property
    def _names_of_the_language(self) -> set[str]:
        code = self.index.locale.language_code
        return {code, folded(dict(settings.LANGUAGES)[code]), folded(str(self.index.locale))}

    def _fill_in(self, column: Column, text: str, line: Line) -> None:
        page = line.page
        if column.is_for_new_pages_only and not line.is_new:
            if text:
                message = _("The text of a page that exists is changed in its editor. Leave this cell empty.")
                line.mistakes.append(Mistake(column.heading, message))
            return
        before, value_before = column.cell(page), getattr(page, column.field.attname)
        try:
            setattr(page, column.name, column.read(text, page) if text else column.empty())
        except ValidationError as error:
            line.mistakes += [Mistake(column.heading, message) for message in error.messages]
            return
        after = column.cell(page)
        if line.is_new:
            return
        if before == after:
            # What a file cannot hold, such as seconds, stays as it was.
            setattr(page, column.field.attname, value_before)
        else:
            language = page.locale.language_code if isinstance(column, TextColumn) else ""
            line.changes.append(Change(column.heading, _shown(before), _shown(after), language))

    def _reasons_against_changing(self, page: Page) -> list[Mistake]:
        if page.alias_of_id or (page.translation_key, page.locale_id) in self.translations:
            message = _("This page is a translation: change it where it is translated, or change its source.")
        elif (lock := page.get_lock()) and lock.for_user(self.user):
            message = _("This page is locked.")
        else:
            return []
        return [Mistake("", message)]

    def _sameness(self, page: Page) -> tuple[str, Any]:
        return folded(page.title), getattr(page, self.kind.told_apart_by)

    def _validate_said_once(self, line: Line) -> None:
        sameness = self._sameness(line.page) if line.is_new else line.page.pk
        if line.is_new and sameness in self.standing:
            message = _("This page is there already. To change it, give its number: %(number)s.")
            line.mistakes.append(Mistake("", message % {"number": self.standing[sameness]}))
        elif sameness in self.rows_of:
            message = _("Row %(number)s is about the same page.") % {"number": self.rows_of[sameness]}
            line.mistakes.append(Mistake("", message))
        self.rows_of.setdefault(sameness, line.number)

    def _free_slug(self, title: str) -> str:
        slug = base = readable_slug(title)[:200] or "page"
        suffix = 1
        while slug in self.slugs:
            suffix += 1
            slug = f"{base}-{suffix}"
        self.slugs.add(slug)
        return slug


def _mistakes_in(page: Page, kind: Kind) -> list[Mistake]:
    try:
        page.full_clean(exclude=None if page.pk else OF_THE_TREE)
    except ValidationError as error:
        return _mistakes_of(error, kind)
    return []


def _mistakes_of(error: ValidationError, kind: Kind) -> list[Mistake]:
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


def _shown(cell: Any) -> str:
    return "" if cell is None else str(localize(cell))
