"""Reads what spreadsheet programs write: XLSX, and CSV as Excel of any language saves it. A cell comes as text."""

import csv
import datetime
import io
import re
import zipfile
from collections.abc import Callable, Iterator
from typing import IO, Any, NamedTuple

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from openpyxl import load_workbook
from openpyxl.styles.numbers import is_datetime

from volunteers.spreadsheets import plain

MAX_BYTES = 2 * 1024 * 1024
# Each page costs thirty queries, 300 of them up to ten seconds of a processor. On SQLite nobody else writes meanwhile,
# and who waits for it gives up after twenty.
MAX_ROWS = 300
MAX_COLUMNS = 60
# A small archive can hold a file that fills the memory.
MAX_UNPACKED_BYTES = 50 * 1024 * 1024
# Spreadsheets often claim to go on for a million empty rows.
MAX_EMPTY_ROWS = 1000

XLSX_BEGINS = b"PK\x03\x04"
XLS_BEGINS = b"\xd0\xcf\x11\xe0"
DELIMITERS = ",;\t"
# What becomes of қазақ in an encoding that has no қ.
LOST_LETTERS = re.compile(r"[а-яё]\?[а-яё]|\B\?[а-яё]{2}", re.IGNORECASE)

Cells = list[str]


class UnreadableFile(Exception):
    def __init__(self, message: str | Promise) -> None:
        super().__init__(message)
        self.message = message


class Row(NamedTuple):
    number: int  # as spreadsheet programs count: the headings are row 1
    cells: Cells


class Sheet(NamedTuple):
    headings: Cells
    rows: list[Row]


def read(file: IO[bytes], is_heading: Callable[[str], bool]) -> Sheet:
    """The first sheet, without its empty rows. Raises UnreadableFile.

    `is_heading` tells a heading from other text; by it the character between the cells of a CSV file is found.
    """
    content = file.read(MAX_BYTES + 1)
    if len(content) > MAX_BYTES:
        raise UnreadableFile(_("The file is larger than 2 MB. Divide it into several."))
    if content.startswith(XLS_BEGINS):
        raise UnreadableFile(_("This is a file of an old Excel (.xls). Save it as .xlsx and try again."))
    found = _of_xlsx(content) if content.startswith(XLSX_BEGINS) else _of_csv(content, is_heading)
    rows = _filled(Row(number, cells) for number, cells in enumerate(found, start=1))
    if not rows or rows[0].number != 1:
        raise UnreadableFile(_("The first row of the file must hold the headings, as in the template."))
    if len(rows) == 1:
        raise UnreadableFile(_("The file has headings, and no row below them."))
    return Sheet(rows[0].cells, rows[1:])


def _filled(rows: Iterator[Row]) -> list[Row]:
    filled: list[Row] = []
    for row in rows:
        if any(row.cells):
            filled.append(row)
        if len(filled) > MAX_ROWS + 1:
            raise UnreadableFile(_("The file has more than 300 rows. Divide it into several."))
        if row.number - len(filled) > MAX_EMPTY_ROWS:
            break
    return filled


def _of_xlsx(content: bytes) -> Iterator[Cells]:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            unpacked = sum(member.file_size for member in archive.infolist())
        if unpacked > MAX_UNPACKED_BYTES:
            raise UnreadableFile(_("The file is larger than 2 MB. Divide it into several."))
        # Without the formulas: what the program has last reckoned from them.
        sheet = load_workbook(io.BytesIO(content), read_only=True, data_only=True).worksheets[0]
        sheet.reset_dimensions()
        for cells in sheet.iter_rows():
            yield [_text_of(cell) for cell in cells[:MAX_COLUMNS]]
    except UnreadableFile:
        raise
    except Exception as error:
        # A broken file makes openpyxl stumble in its own code, anywhere and in any way.
        raise UnreadableFile(_("The file cannot be read. Save it as .xlsx or as CSV and try again.")) from error


def _text_of(cell: Any) -> str:
    value = cell.value
    if value is None:
        return ""
    if isinstance(value, datetime.datetime):
        # The program keeps a day as its midnight; how the cell is shown tells one from the other.
        is_day = is_datetime(cell.number_format) == "date" and value.time() == datetime.time.min
        return value.date().isoformat() if is_day else value.replace(microsecond=0).isoformat(" ")
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return str(value).strip()


def _of_csv(content: bytes, is_heading: Callable[[str], bool]) -> list[Cells]:
    text = _decoded(content)
    if "\0" in text:
        raise UnreadableFile(_("The file cannot be read. Save it as .xlsx or as CSV and try again."))
    try:
        return max(
            (_cells_of(text, delimiter) for delimiter in DELIMITERS),
            key=lambda rows: sum(map(is_heading, rows[0])) if rows else 0,
        )
    except csv.Error as error:
        raise UnreadableFile(_("The file cannot be read. Save it as .xlsx or as CSV and try again.")) from error


def _cells_of(text: str, delimiter: str) -> list[Cells]:
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    return [[plain(cell).strip() for cell in cells[:MAX_COLUMNS]] for cells in rows]


def _decoded(content: bytes) -> str:
    try:
        return content.decode("utf-16" if content.startswith((b"\xff\xfe", b"\xfe\xff")) else "utf-8-sig")
    except UnicodeDecodeError:
        # What Excel here calls plain CSV. Any bytes but one can be read so.
        text = content.decode("cp1251", errors="replace")
    if LOST_LETTERS.search(text):
        raise UnreadableFile(
            _("Its encoding has no Kazakh letters, and they are lost. Save the file as .xlsx or “CSV UTF-8”.")
        )
    return text
