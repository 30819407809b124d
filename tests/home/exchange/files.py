"""Spreadsheets for tests, as programs write them."""

import csv
import io

from openpyxl import Workbook, load_workbook


def csv_of(*rows, delimiter=",", encoding="utf-8", name="file.csv"):
    text = io.StringIO()
    csv.writer(text, delimiter=delimiter).writerows(rows)
    return named(text.getvalue().encode(encoding), name)


def xlsx_of(*rows, formats=None, name="file.xlsx"):
    """`formats`: {cell: number format}, such as {"B2": "dd.mm.yyyy"}."""
    workbook = Workbook()
    for row in rows:
        workbook.active.append(row)
    for cell, number_format in (formats or {}).items():
        workbook.active[cell].number_format = number_format
    content = io.BytesIO()
    workbook.save(content)
    return named(content.getvalue(), name)


def named(content, name):
    file = io.BytesIO(content)
    file.name = name
    return file


def content_of(response):
    return b"".join(response.streaming_content)


def rows_of(response):
    """Of the first sheet, headings and all."""
    sheet = load_workbook(io.BytesIO(content_of(response))).worksheets[0]
    return [list(row) for row in sheet.iter_rows(values_only=True)]
