"""The spreadsheet: complete, typed, and safe to open."""

import csv
import datetime
import io

import pytest
from openpyxl import load_workbook
from wagtail.models import Locale
from wagtail.users.models import UserProfile

from tests.volunteers.factories import GUARDIAN, make_application, make_form, make_opportunity
from tests.volunteers.staff import reviewer_and_browser
from volunteers.domain import applications
from volunteers.models import Application

pytestmark = pytest.mark.django_db
LIST = "/admin/volunteers/applications/"
# From OWASP's page on CSV injection.
PAYLOADS = (
    "=1+1",
    "+1",
    "-1",
    "@SUM(A1)",
    "\t=1",
    "\r=1",
    '=HYPERLINK("http://example.com","x")',
    "=cmd|' /C calc'!A0",
)


@pytest.fixture
def client():
    return reviewer_and_browser()[1]


def read_csv(client, query=""):
    content = b"".join(client.get(f"{LIST}?export=csv{query}").streaming_content)
    assert content.startswith(b"\xef\xbb\xbf")
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline="")))


def read_xlsx(client, query=""):
    response = client.get(f"{LIST}?export=xlsx{query}")
    sheet = load_workbook(io.BytesIO(b"".join(response.streaming_content))).active
    heading, *rows = sheet.iter_rows()
    return [{head.value: cell for head, cell in zip(heading, row, strict=True)} for row in rows]


@pytest.mark.parametrize("payload", PAYLOADS)
def test_no_cell_is_a_formula(client, payload):
    make_application(surname=payload, city=payload, answers={"why": payload, "many": [payload]}, asked={"why": payload})

    [row] = read_csv(client)
    [cells] = read_xlsx(client)

    assert (row["Surname"], row["City or settlement"]) == (f"'{payload}", f"'{payload}")
    assert [name for name, value in row.items() if value.startswith(("=", "+", "-", "@", "\t", "\r"))] == []
    assert [name for name in row if name.startswith(("=", "+", "-", "@", "\t", "\r"))] == []
    assert {cell.data_type for cell in cells.values()} & {"f", "e"} == set()
    assert cells["Surname"].quotePrefix


def test_file_itself_holds_no_formula(client):
    import zipfile

    make_application(surname="=1+1")
    content = b"".join(client.get(f"{LIST}?export=xlsx").streaming_content)

    sheet = zipfile.ZipFile(io.BytesIO(content)).read("xl/worksheets/sheet1.xml").decode()
    assert "<f>" not in sheet
    assert "=1+1" in sheet


def test_phone_stays_text(client):
    make_application(phone="+77015550101")

    [cells] = read_xlsx(client)
    [row] = read_csv(client)

    assert (cells["Phone number"].value, cells["Phone number"].data_type) == ("+7 701 555 0101", "s")
    assert row["Phone number"] == "'+7 701 555 0101"


def test_dates_are_dates_and_clocks_are_local(client):
    application = make_application(birth_date=datetime.date(1998, 5, 17))
    at = datetime.datetime(2026, 3, 4, 20, 30, tzinfo=datetime.UTC)
    Application.objects.filter(pk=application.pk).update(submitted_at=at)

    [cells] = read_xlsx(client)
    [row] = read_csv(client)

    assert cells["Date of birth"].is_date
    assert cells["Date of birth"].value == datetime.date(1998, 5, 17)
    assert cells["Submitted"].value == datetime.datetime(2026, 3, 5, 1, 30)  # noqa: DTZ001 - sheets know no zones
    assert (row["Date of birth"], row["Submitted"]) == ("1998-05-17", "2026-03-05 01:30:00")
    assert cells["Age"].data_type == "n"


@pytest.mark.parametrize("export_format", ["csv", "xlsx"])
def test_the_file_speaks_the_language_that_its_reader_has_chosen(export_format):
    reviewer, client = reviewer_and_browser()
    UserProfile.objects.update_or_create(user=reviewer, defaults={"preferred_language": "ru"})
    make_application()

    content = b"".join(client.get(f"{LIST}?export={export_format}").streaming_content)

    if export_format == "csv":
        heading = content.decode("utf-8-sig").split(",")[3]
    else:
        heading = next(load_workbook(io.BytesIO(content)).active.iter_rows(values_only=True))[3]
    assert heading == "Фамилия"


def test_answers_from_three_languages_meet_under_their_keys(client):
    sizes = [{"label": "Шағын", "key": "s"}, {"label": "Орташа", "key": "m"}]
    common = {"help_text": "", "is_required": False}
    form = make_form(
        [
            ("one_choice", {"label": "Өлшем", "key": "size", "choices": sizes, **common}),
            ("number", {"label": "Неше?", "key": "count", **common}),
        ]
    )
    english = form.copy_for_translation(Locale.objects.get_or_create(language_code="en")[0])
    english.questions = [
        ("one_choice", {"label": "Size", "key": "size", "choices": [{"label": "Small", "key": "s"}], **common}),
        ("number", {"label": "How many?", "key": "count", **common}),
    ]
    english.save()
    opportunity = make_opportunity(form=form)
    make_application(opportunity, language="kk", answers={"size": "s", "count": 3}, asked={"size": "Өлшем"})
    make_application(opportunity, language="ru", answers={"size": "s"}, asked={"size": "Размер"})
    make_application(opportunity, language="en", answers={"old": "yes"}, asked={"old": "An old question"})

    rows = read_xlsx(client)

    assert [row["Size [size]"].value for row in rows] == ["Small", "Small", None]
    assert [row["How many? [count]"].value for row in rows] == [3, None, None]
    assert [row["An old question [old]"].value for row in rows] == [None, None, "yes"]


def test_export_holds_what_the_list_shows_on_all_its_pages(client):
    opportunity = make_opportunity(places=(50,))
    for number in range(35):
        make_application(opportunity, surname=f"Демо{number}")
    make_application(surname="Басқа")
    accepted = make_application(opportunity, surname="Қабылданған")
    applications.accept(application=accepted, by=reviewer_and_browser()[0])

    surnames = [row["Surname"] for row in read_csv(client, f"&opportunity={opportunity.pk}")]

    assert len(surnames) == 35
    assert set(surnames) == {f"Демо{number}" for number in range(35)}


def test_export_tells_shifts_guardian_and_decision(client):
    user, browser = reviewer_and_browser(first_name="Гүлнар", last_name="Демо")
    application = make_application(birth_date=datetime.date(2012, 1, 1), **GUARDIAN)
    applications.accept(application=application, by=user)

    [row] = read_csv(browser, "&tab=accepted")

    assert row["State"] == "Accepted"
    assert row["Reviewer"] == "Гүлнар Демо"
    assert row["Legal representative"] == GUARDIAN["guardian_name"]
    assert row["Shifts held"] == row["Shifts wished for"] != ""
    assert row["Language of the application"] == "Қазақша"


def test_downloads_are_named_and_typed(client):
    make_application()

    sheet, text = client.get(f"{LIST}?export=xlsx"), client.get(f"{LIST}?export=csv")

    assert "applications-" in sheet["Content-Disposition"]
    assert text["Content-Type"] == "text/csv; charset=utf-8"
