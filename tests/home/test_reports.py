"""What the reports on pages find, for whom, and at what cost."""

import csv
import datetime
import io

import pytest
import time_machine
from bs4 import BeautifulSoup
from django.contrib.auth.models import Group, Permission
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail.models import GroupPagePermission
from wagtail.users.models import UserProfile

from home.models import StandardPage
from tests.home import factories
from tests.volunteers.staff import browser_of, make_member

pytestmark = pytest.mark.django_db

REPORTS = ("pictures_report", "not_updated_report")
NOW = datetime.datetime(2026, 11, 26, 12, tzinfo=datetime.UTC)


@pytest.fixture
def editor():
    return browser_of(make_member("Editors"))


@pytest.fixture
def home():
    with time_machine.travel(NOW, tick=False):
        return factories.make_home(cover=factories.make_image(description="Дала"))


def rows(response) -> list[list[str]]:
    table = BeautifulSoup(response.content, "html.parser").select_one("table.listing")
    found = table.select("tbody tr") if table else []
    return [[" ".join(cell.get_text(" ").split()) for cell in row.select("td")] for row in found]


def pictures(editor, **query):
    return {row[0]: row[3] for row in rows(editor.get(reverse("pictures_report"), query))}


def picture(image, alt="Дала", **fields):
    return {"image": image, "alt": alt, "decorative": False, "caption": "", "credit": "", **fields}


def test_pages_without_pictures_and_pictures_without_words_are_found(editor, home):
    described, silent = factories.make_image(description="Дала"), factories.make_image()
    whole = {"cover": described}
    factories.make_page(home, title="Бүтін", **whole, body=[("image", picture(described))])
    factories.make_page(home, title="Мұқабасыз")
    factories.make_page(home, title="Сипатсыз", cover=silent)
    factories.make_page(home, title="Сөзсіз", **whole, body=[("image", picture(described, alt=" "))])
    factories.make_page(home, title="Безенді", **whole, body=[("image", picture(described, alt="", decorative=True))])
    several = {"title": "", "images": [picture(described), picture(silent, alt="")]}
    factories.make_page(home, title="Топтама", **whole, body=[("gallery", several)])

    no_words = "A picture in the body without alternative text"
    no_description = "A picture without a description in the library of pictures"
    assert pictures(editor) == {
        "Мұқабасыз": "No cover picture",
        "Сипатсыз": no_description,
        "Сөзсіз": no_words,
        "Топтама": f"{no_words} {no_description}",
    }
    assert list(pictures(editor, lack="alternative")) == ["Сөзсіз", "Топтама"]


def test_a_page_that_nobody_has_published_for_a_year_is_found(editor, home):
    ages = {"Биылғы": 300, "Былтырғы": 400, "Ескі": 1200}
    for title, age in ages.items():
        with time_machine.travel(NOW - datetime.timedelta(days=age), tick=False):
            factories.make_page(home, title=title)
    StandardPage.objects.get(title="Ескі").unpublish()

    def found(**query):
        with time_machine.travel(NOW, tick=False):
            return [row[0] for row in rows(editor.get(reverse("not_updated_report"), query))]

    assert found() == ["Былтырғы"]
    assert found(days="182") == ["Былтырғы", "Биылғы"]
    assert found(days="730") == []
    assert found(days="every day") == ["Былтырғы"]


def test_a_report_shows_only_what_the_reader_may_edit(home):
    with time_machine.travel(NOW - datetime.timedelta(days=400), tick=False):
        hers, other = factories.make_page(home, title="Өзінікі"), factories.make_page(home, title="Бөтен")
    group = Group.objects.create(name="Бір бөлім")
    group.permissions.add(Permission.objects.get(codename="access_admin"))
    change = Permission.objects.get(codename="change_page", content_type__app_label="wagtailcore")
    GroupPagePermission.objects.create(group=group, page=hers, permission=change)
    client = browser_of(make_member("Бір бөлім"))

    with time_machine.travel(NOW, tick=False):
        found = [[row[0] for row in rows(client.get(reverse(report)))] for report in REPORTS]

    assert other.live
    assert found == [["Өзінікі"], ["Өзінікі"]]


@pytest.mark.parametrize("report", REPORTS)
def test_a_report_is_closed_to_who_edits_no_page(report):
    assert browser_of(make_member("Reviewers")).get(reverse(report)).status_code == 302


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
@pytest.mark.parametrize("report", REPORTS)
def test_a_report_opens_in_every_language_and_says_which_a_title_is_in(home, report, language):
    user = make_member("Editors")
    UserProfile.objects.update_or_create(user=user, defaults={"preferred_language": language})
    with time_machine.travel(NOW - datetime.timedelta(days=400), tick=False):
        factories.make_page(home, title="Бет")

    with time_machine.travel(NOW, tick=False):
        response = browser_of(user).get(reverse(report))

    link = BeautifulSoup(response.content, "html.parser").select_one("td.title a")
    assert (link.text.strip(), link["lang"]) == ("Бет", "kk")


@pytest.mark.parametrize("report", REPORTS)
def test_a_report_is_taken_along_as_a_spreadsheet_that_is_safe_to_open(editor, home, report):
    with time_machine.travel(NOW - datetime.timedelta(days=400), tick=False):
        factories.make_page(home, title="=1+1", slug="sum")

    with time_machine.travel(NOW, tick=False):
        response = editor.get(reverse(report), {"export": "csv"})
        workbook = editor.get(reverse(report), {"export": "xlsx"})

    text = b"".join(response.streaming_content).decode("utf-8-sig")
    heading, row = csv.reader(io.StringIO(text))
    assert (heading[0], heading[-1]) == ("Title", "Address")
    assert (row[0], row[1], row[-1]) == ("'=1+1", "Қазақша", "http://testserver/kk/sum/")
    assert workbook["Content-Type"].startswith("application/vnd.openxmlformats")


@pytest.mark.parametrize("report", REPORTS)
def test_a_report_costs_the_same_for_three_pages_and_for_thirty(editor, home, report):
    image = factories.make_image()

    def cost(count: int) -> int:
        with time_machine.travel(NOW - datetime.timedelta(days=400), tick=False):
            while StandardPage.objects.count() < count:
                factories.make_page(home, body=[("image", picture(image, alt=""))])
        with time_machine.travel(NOW, tick=False), CaptureQueriesContext(connection) as queries:
            assert len(rows(editor.get(reverse(report)))) == count
        return len(queries)

    cost(3)
    assert cost(3) == cost(30)
