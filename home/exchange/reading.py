"""A file row by row: which page each is about, and what the page would be."""

from collections.abc import Iterator
from typing import Any

from django.conf import settings
from django.contrib.auth.models import AbstractBaseUser
from django.core.exceptions import ValidationError
from django.utils.formats import localize
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from wagtail.models import Page
from wagtail_localize.models import Translation

from home.exchange.columns import Column, TextColumn, by_heading, folded
from home.exchange.files import Row, Sheet, UnreadableFile
from home.exchange.kinds import LANGUAGE, NUMBER, Kind, draft_of
from home.exchange.lines import Change, Line, Mistake, mistakes_in
from home.slugs import readable_slug


class Reading:
    """One file for one place in the tree, with what all its rows ask for looked up once."""

    def __init__(
        self, kind: Kind, index: Page, sheet: Sheet, user: AbstractBaseUser, *, is_locking: bool = False
    ) -> None:
        self.kind, self.index, self.sheet, self.user = kind, index, sheet, user
        self.position = self._positions()
        self.imported = [column for column in kind.of_page if column.name in self.position]
        for column in self.imported:
            column.prepare(user)
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
            line.mistakes += self._reasons_against_changing(line.page) or mistakes_in(line.page, self.kind)
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
            line.mistakes += mistakes_in(line.page, self.kind)
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
        if text and text == before and not line.is_new:
            return  # A picture, say, that others may choose and she may not.
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


def _shown(cell: Any) -> str:
    return "" if cell is None else str(localize(cell))
