"""Spreadsheets that are safe to open, whatever anybody has typed into what they show."""

import datetime
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


class SafeExportMixin(SpreadsheetExportMixin):
    def get_filename(self):
        return f"{self.export_filename}-{timezone.localtime():%Y-%m-%d}"

    def preprocess_field_value(self, field, value, export_format):
        if isinstance(value, datetime.datetime):
            # As clocks in the library show it, and without a zone: spreadsheets know none.
            value = timezone.localtime(value).replace(tzinfo=None, microsecond=0)
            return value if export_format == self.FORMAT_XLSX else value.isoformat(" ")
        if value is None:
            return ""
        if isinstance(value, int | float | datetime.date) and not isinstance(value, bool):
            return value
        text = force_str(value)
        return text if export_format == self.FORMAT_XLSX else self.inert(text)

    @staticmethod
    def inert(text: str) -> str:
        """A comma-separated file knows no types: an apostrophe tells the spreadsheet that this is text."""
        return f"'{text}" if is_dangerous(text) else text

    def generate_xlsx_row(self, worksheet, row_dict, date_format=None):
        """Texts are typed as texts; one that looks like a formula keeps being one when edited (`quotePrefix`)."""
        for cell in super().generate_xlsx_row(worksheet, row_dict, date_format=date_format):
            if isinstance(cell.value, datetime.date) and not isinstance(cell.value, datetime.datetime):
                cell.number_format = "dd.mm.yyyy"
            elif is_dangerous(cell.value):
                cell.data_type = "s"
                cell.quotePrefix = True
            yield cell

    def stream_csv(self, queryset):
        yield BYTE_ORDER_MARK.encode()
        yield from super().stream_csv(queryset)

    def write_csv_response(self, queryset):
        response = super().write_csv_response(queryset)
        response["Content-Type"] = "text/csv; charset=utf-8"
        return response
