"""The columns of a file: how the text of a cell becomes a page's value, and the value a cell."""

import datetime
import re
from collections.abc import Callable, Iterable
from typing import Any

from django import forms
from django.conf import settings
from django.contrib.auth.models import AbstractBaseUser
from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone, translation
from django.utils.formats import date_format, get_format
from django.utils.functional import Promise
from django.utils.html import escape
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy
from wagtail.fields import RichTextField
from wagtail.models import Page

LANGUAGE_CODES = [code for code, _name in settings.LANGUAGES]
# Beside the words of the three languages: what programs write, and Excel in Russian.
YES, NO = {"1", "true", "истина", "+"}, {"0", "false", "ложь", "-"}


def in_all_languages(text: Callable[[], Any]) -> list[str]:
    """What `text` gives in each language of the site."""
    said = []
    for code in LANGUAGE_CODES:
        with translation.override(code):
            said.append(str(text()))
    return said


def folded(text: str) -> str:
    """For comparing what people have typed: without regard to case, to spaces, and to semicolons within a name."""
    return " ".join(text.split()).casefold().replace(";", ",")


class Column:
    """A field of the page, under the name that it has in the editor.

    A cell that is exported and comes back as it was changes nothing: `cell` is what is compared.
    """

    is_exported = True
    is_imported = True
    is_for_new_pages_only = False

    def __init__(self, name: str, heading: str | Promise = "", note: str | Promise = "") -> None:
        self.name = name
        self._heading = heading
        self._note = note

    def bind(self, model: type[Page]) -> None:
        self.field = model._meta.get_field(self.name)

    def prepare(self, user: AbstractBaseUser) -> None:
        """Call before `read`: what a cell may name depends on whose file it is."""
        self.user = user

    @property
    def heading(self) -> str:
        return str(capfirst(self._heading or self.field.verbose_name))

    @property
    def note(self) -> str:
        """What may stand in it, for who fills in the template."""
        return str(self._note or self.field.help_text)

    @property
    def is_required(self) -> bool:
        return self.is_imported and not (self.field.blank or self.field.has_default())

    def is_headed(self, heading: str) -> bool:
        return folded(heading) in {self.name, *map(folded, in_all_languages(lambda: self.heading))}

    def empty(self) -> Any:
        """What an emptied cell makes of a page that exists; a new page has the field's default."""
        return None if self.field.null or not isinstance(self.field, models.CharField | models.TextField) else ""

    def read(self, text: str, page: Page) -> Any:
        """The value for `page`, of which the columns before this one are filled in. Raises ValidationError."""
        raise NotImplementedError

    def cell(self, page: Page) -> Any:
        raise NotImplementedError


class TextColumn(Column):
    def bind(self, model: type[Page]) -> None:
        super().bind(model)
        options = {"assume_scheme": "https"} if isinstance(self.field, models.URLField) else {}
        # The form's, and not the model's: it alone minds the greatest length of a longer text.
        self.form_field = self.field.formfield(required=False, **options)

    def read(self, text: str, page: Page) -> str:
        return self.form_field.clean(text if isinstance(self.field, models.TextField) else " ".join(text.split()))

    def cell(self, page: Page) -> str:
        return "\n".join(getattr(page, self.name).splitlines()).strip()


class NumberColumn(Column):
    def bind(self, model: type[Page]) -> None:
        super().bind(model)
        self.form_field = self.field.formfield(required=False)

    @property
    def note(self) -> str:
        limits = {each.code: each.limit_value for each in self.field.validators}
        return _("A whole number from %(first)s to %(last)s.") % {
            "first": limits["min_value"],
            "last": limits["max_value"],
        }

    def read(self, text: str, page: Page) -> int:
        try:
            return self.form_field.clean(text)
        except ValidationError as error:
            raise ValidationError(self.note) from error

    def cell(self, page: Page) -> int | None:
        return getattr(page, self.name)


class DayColumn(Column):
    @property
    def note(self) -> str:
        return _("A day, such as %(example)s.") % {"example": _example("SHORT_DATE_FORMAT")}

    def read(self, text: str, page: Page) -> datetime.date:
        day = _day(text)
        if day is None:
            raise ValidationError(self.note)
        return day

    def cell(self, page: Page) -> datetime.date | None:
        return getattr(page, self.name)


class MomentColumn(Column):
    """A time by the clock in the library, or a day alone where the page says that it needs no more."""

    def __init__(self, name: str, *, is_day: Callable[[Page], bool]) -> None:
        super().__init__(name)
        self.is_day = is_day

    @property
    def note(self) -> str:
        return _("Day and time, such as %(example)s.") % {"example": _example("SHORT_DATETIME_FORMAT")}

    def read(self, text: str, page: Page) -> datetime.datetime:
        day = _day(text)
        if day is not None:
            if not self.is_day(page):
                raise ValidationError(_("Give the time too, or mark the event as all day."))
            return timezone.make_aware(datetime.datetime.combine(day, datetime.time.min))
        try:
            return forms.DateTimeField(input_formats=_formats("DATETIME_INPUT_FORMATS")).clean(text)
        except ValidationError as error:
            raise ValidationError(self.note) from error

    def cell(self, page: Page) -> datetime.datetime | datetime.date | None:
        moment = getattr(page, self.name)
        if moment is None:
            return None
        moment = timezone.localtime(moment).replace(microsecond=0)
        return moment.date() if self.is_day(page) else moment


class ChoiceColumn(Column):
    """One of a field's choices, by its key or by its name in any of the languages."""

    @property
    def note(self) -> str:
        return _("One of: %(choices)s.") % {"choices": ", ".join(str(label) for _key, label in self.field.choices)}

    def read(self, text: str, page: Page) -> str:
        for key, label in self.field.choices:
            # Bound now: the label is asked for at once, in each language.
            if folded(text) in {key, *map(folded, in_all_languages(lambda label=label: label))}:
                return key
        raise ValidationError(self.note)

    def cell(self, page: Page) -> str:
        return str(getattr(page, f"get_{self.name}_display")())


class YesNoColumn(Column):
    yes, no = pgettext_lazy("in a cell", "yes"), pgettext_lazy("in a cell", "no")

    @property
    def note(self) -> str:
        return _("One of: %(choices)s.") % {"choices": f"{self.yes}, {self.no}"}

    def empty(self) -> bool:
        return False

    def read(self, text: str, page: Page) -> bool:
        word = folded(text)
        if word in YES | {folded(each) for each in in_all_languages(lambda: self.yes)}:
            return True
        if word in NO | {folded(each) for each in in_all_languages(lambda: self.no)}:
            return False
        raise ValidationError(self.note)

    def cell(self, page: Page) -> str:
        return str(self.yes if getattr(page, self.name) else self.no)


class ParagraphsColumn(Column):
    """The body of a new page, or another formatted text of it, from plain text: one paragraph after an empty line each.

    Such texts are not exported, and none that exists is imported: a cell cannot hold pictures, links and forms, so that
    every one that came back would have lost them.
    """

    is_exported = False
    is_for_new_pages_only = True

    @property
    def note(self) -> str:
        return _("For new pages only: plain text, with an empty line between paragraphs.")

    def read(self, text: str, page: Page) -> Any:
        paragraphs = [each.strip() for each in re.split(r"\n\s*\n", "\n".join(text.splitlines()))]
        html = "".join(f"<p>{escape(each).replace(chr(10), '<br/>')}</p>" for each in paragraphs if each)
        if isinstance(self.field, RichTextField):
            return html
        return self.field.stream_block.to_python([{"type": "rich_text", "value": html}])

    def cell(self, page: Page) -> str:
        return ""


class ToldColumn(Column):
    """What a reader of the file wants to know, and an import never changes."""

    is_imported = False

    def __init__(self, name: str, heading: str | Promise, tell: Callable[[Page], Any]) -> None:
        super().__init__(name, heading, gettext_lazy("For reading: it is not imported."))
        self.tell = tell

    def bind(self, model: type[Page]) -> None:
        pass

    def cell(self, page: Page) -> Any:
        return self.tell(page)


def _formats(name: str) -> list[str]:
    """The reader's own, then those of the other languages: in all of them the day comes before the month."""
    languages = [translation.get_language() or settings.LANGUAGE_CODE, *LANGUAGE_CODES]
    return list(dict.fromkeys(each for code in languages for each in get_format(name, lang=code)))


def _day(text: str) -> datetime.date | None:
    try:
        return forms.DateField(input_formats=_formats("DATE_INPUT_FORMATS")).clean(text)
    except ValidationError:
        return None


def _example(format_name: str) -> str:
    return date_format(datetime.datetime(2027, 12, 31, 18, 30), format_name)  # noqa: DTZ001 - an example


def by_heading(columns: Iterable[Column], heading: str) -> Column | None:
    return next((column for column in columns if column.is_headed(heading)), None)
