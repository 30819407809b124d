"""What spreadsheet programs write, read as text."""

import datetime
import io
import zipfile

import pytest

from home.exchange import files
from home.exchange.files import Row, Sheet, UnreadableFile
from tests.home.exchange.files import csv_of, named, xlsx_of

HEADINGS = ["title", "summary"]
READ = Sheet(HEADINGS, [Row(2, ["Қазақ кітабы", "Ғылым, өнер"]), Row(4, ["Елорда", ""])])
ROWS = (HEADINGS, ["Қазақ кітабы", "Ғылым, өнер"], ["", ""], ["Елорда", ""])


def is_heading(text):
    return text in HEADINGS


def read(file):
    return files.read(file, is_heading)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_csv_is_read_as_programs_write_it(delimiter, encoding):
    assert read(csv_of(*ROWS, delimiter=delimiter, encoding=encoding)) == READ


def test_csv_of_a_russian_excel_is_read():
    rows = (HEADINGS, ["Выставка", "Книги; карты"])
    file = csv_of(*rows, delimiter=";", encoding="cp1251")
    assert read(file) == Sheet(HEADINGS, [Row(2, ["Выставка", "Книги; карты"])])


def test_xlsx_is_read():
    assert read(xlsx_of(*ROWS)) == READ


@pytest.mark.parametrize(
    ("value", "number_format", "text"),
    [
        (datetime.datetime(2027, 3, 1), "dd.mm.yyyy", "2027-03-01"),  # noqa: DTZ001 - sheets know no zones
        (datetime.datetime(2027, 3, 1), "dd.mm.yyyy hh:mm", "2027-03-01 00:00:00"),  # noqa: DTZ001 - sheets know no zones
        (datetime.datetime(2027, 3, 1, 18, 30), "dd.mm.yyyy hh:mm", "2027-03-01 18:30:00"),  # noqa: DTZ001 - sheets know no zones
        (12, "General", "12"),
        (12.0, "0.00", "12"),
        (True, "General", "True"),
        ("  Елорда ", "General", "Елорда"),
    ],
)
def test_a_typed_cell_comes_as_text(value, number_format, text):
    sheet = read(xlsx_of(HEADINGS, ["a", value], formats={"B2": number_format}))
    assert sheet.rows == [Row(2, ["a", text])]


def test_the_apostrophe_before_a_formula_is_taken_off():
    sheet = read(csv_of(HEADINGS, ["'=1+1", "'90-жылдар"]))
    assert sheet.rows == [Row(2, ["=1+1", "'90-жылдар"])]


def test_the_most_rows_are_read():
    sheet = read(csv_of(HEADINGS, *[[f"{n}", ""] for n in range(files.MAX_ROWS)]))
    assert len(sheet.rows) == files.MAX_ROWS


def bomb():
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet1.xml", b" " * (files.MAX_UNPACKED_BYTES + 1))
    return named(content.getvalue(), "bomb.xlsx")


@pytest.mark.parametrize(
    ("file", "said"),
    [
        (csv_of(HEADINGS, *[[f"{n}", ""] for n in range(files.MAX_ROWS + 1)]), "more than 300 rows"),
        (named(b"a" * (files.MAX_BYTES + 1), "a.csv"), "larger than 2 MB"),
        (bomb(), "larger than 2 MB"),
        (named(files.XLS_BEGINS, "a.xls"), "an old Excel"),
        (named(files.XLSX_BEGINS + b"broken", "a.xlsx"), "cannot be read"),
        (named(b"title\0", "a.csv"), "cannot be read"),
        (named(b'title\n"' + b"a" * 200_000, "a.csv"), "cannot be read"),
        (named(b"", "a.csv"), "must hold the headings"),
        (csv_of([], HEADINGS), "must hold the headings"),
        (csv_of(HEADINGS, ["", ""]), "no row below them"),
        (csv_of(HEADINGS, ["?аза? кітабы".replace("і", "i"), ""], encoding="cp1251"), "no Kazakh letters"),
    ],
    ids=lambda each: each if isinstance(each, str) else "",
)
def test_what_cannot_be_read_is_said(file, said):
    with pytest.raises(UnreadableFile) as raised:
        read(file)
    assert said in str(raised.value.message)
