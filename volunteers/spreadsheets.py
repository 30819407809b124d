"""Spreadsheets that are safe to open, whatever anybody has typed into a cell of theirs."""

import datetime
from collections.abc import Iterator
from typing import Any

from django.utils import timezone
from django.utils.encoding import force_str
from wagtail.admin.views.mixins import SpreadsheetExportMixin

# A spreadsheet reads a cell that begins so as a formula (OWASP: CSV injection); a tab or a line end may precede one.
DANGEROUS_BEGINNINGS = ("=", "+", "-", "@", "\t", "\r", "\n")
# Excel takes a file without it for one in the machine's own old encoding, and Kazakh letters for rubbish.
BYTE_ORDER_MARK = "\ufeff"


def is_dangerous(value: Any) -> bool:
    return isinstance(value, str) and value.startswith(DANGEROUS_BEGINNINGS)


def inert(text: str) -> str:
    """A comma-separated file knows no types: an apostrophe tells the spreadsheet that this is text."""
    # One that begins so already gets another, so that `plain` takes off no apostrophe that somebody has typed.
    return f"'{text}" if is_dangerous(text.lstrip("'")) else text


def plain(text: str) -> str:
    """What `inert` was given."""
    return text[1:] if text.startswith("'") and is_dangerous(text.lstrip("'")) else text


class SafeSpreadsheetMixin(SpreadsheetExportMixin):
    """For views that export: Wagtail's spreadsheets, typed, in the library's own time, and without formulas."""

    def get_filename(self) -> str:
        return f"{self.export_filename}-{timezone.localtime():%Y-%m-%d}"

    def preprocess_field_value(self, field: str, value: Any, export_format: str) -> Any:
        if isinstance(value, datetime.datetime):
            # As clocks in the library show it, and without a zone: spreadsheets know none.
            value = timezone.localtime(value).replace(tzinfo=None, microsecond=0)
            return value if export_format == self.FORMAT_XLSX else value.isoformat(" ")
        if value is None:
            return ""
        if isinstance(value, int | float | datetime.date) and not isinstance(value, bool):
            return value
        text = force_str(value)
        return text if export_format == self.FORMAT_XLSX else inert(text)

    def generate_xlsx_row(self, worksheet: Any, row_dict: dict[str, Any], date_format: str | None = None) -> Iterator:
        """Texts are typed as texts; one that looks like a formula keeps being one when edited (`quotePrefix`)."""
        for cell in super().generate_xlsx_row(worksheet, row_dict, date_format=date_format):
            if isinstance(cell.value, datetime.date) and not isinstance(cell.value, datetime.datetime):
                cell.number_format = "dd.mm.yyyy"
            elif is_dangerous(cell.value):
                cell.data_type = "s"
                cell.quotePrefix = True
            yield cell

    def stream_csv(self, queryset: Any) -> Iterator[bytes]:
        yield BYTE_ORDER_MARK.encode()
        yield from super().stream_csv(queryset)

    def write_csv_response(self, queryset: Any) -> Any:
        response = super().write_csv_response(queryset)
        response["Content-Type"] = "text/csv; charset=utf-8"
        # Written now: once the view has returned, the reader's language and time zone are no longer the active ones.
        response.streaming_content = list(response.streaming_content)
        return response
