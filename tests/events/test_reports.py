"""The report on holdings."""

import csv
import io

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail.users.models import UserProfile

from events.models import Holding
from tests.events import factories
from tests.home import factories as pages
from tests.volunteers.staff import browser_of, make_member

pytestmark = pytest.mark.django_db


@pytest.fixture
def lessons():
    return factories.make_lesson_index(pages.make_home())


def browser_in(language):
    user = make_member("Editors")
    UserProfile.objects.update_or_create(user=user, defaults={"preferred_language": language})
    return browser_of(user)


def report(client, **query):
    """Each holding's title, and what is said of the lessons that show it."""
    soup = BeautifulSoup(client.get(reverse("holdings_report"), query).content, "html.parser")
    rows = [row.select("td") for row in soup.select("table.listing tbody tr")]
    return {row[0].text.strip(): " ".join(row[-1].text.split()) for row in rows}


def test_holdings_used_and_unused_are_told_apart(lessons):
    shown = factories.make_holding(title="Көрсетілген")
    factories.make_holding(title="Сақтаулы")
    drafted = factories.make_holding(title="Нобайда")
    factories.make_lesson(lessons, title="Сабақ", holdings=[("holding", shown)])
    factories.make_lesson(lessons, holdings=[("holding", drafted)]).unpublish()
    client = browser_in("en")

    assert report(client) == {"Көрсетілген": "Сабақ", "Нобайда": "Used by no lesson", "Сақтаулы": "Used by no lesson"}
    assert list(report(client, use="used")) == ["Көрсетілген"]
    assert list(report(client, use="unused")) == ["Нобайда", "Сақтаулы"]
    assert report(client, kind="museum") == {}


def test_a_holding_is_listed_once_in_the_readers_language(lessons):
    shown = factories.make_holding(title="Қор")
    pages.translated(shown, "ru")
    pages.translated(lessons, "ru")
    pages.translated(factories.make_lesson(lessons, title="Сабақ", holdings=[("holding", shown)]), "ru")

    assert report(browser_in("kk")) == {"Қор": "Сабақ"}
    assert report(browser_in("ru")) == {"[ru] Қор": "[ru] Сабақ"}
    assert report(browser_in("en")) == {"Қор": "Сабақ"}


def test_who_may_not_edit_a_lesson_gets_no_link_to_it(lessons):
    factories.make_lesson(lessons, holdings=[("holding", factories.make_holding())])
    user = make_member("Editors")
    links = {}
    for editing in (True, False):
        if not editing:
            user.groups.get().page_permissions.all().delete()
        soup = BeautifulSoup(browser_of(user).get(reverse("holdings_report")).content, "html.parser")
        links[editing] = len(soup.select("td:last-child a"))

    assert links == {True: 1, False: 0}


def test_the_report_on_holdings_is_closed_to_reviewers():
    assert browser_of(make_member("Reviewers")).get(reverse("holdings_report")).status_code == 302


def test_the_report_is_taken_along_as_a_spreadsheet(lessons):
    shown = factories.make_holding(title="Қор", shelfmark="М-1")
    for title in ("Бірінші", "Екінші"):
        factories.make_lesson(lessons, title=title, holdings=[("holding", shown)])

    response = browser_in("en").get(reverse("holdings_report"), {"export": "csv"})

    rows = list(csv.reader(io.StringIO(b"".join(response.streaming_content).decode("utf-8-sig"))))
    assert rows == [["Title", "Kind", "Shelfmark", "Lessons"], ["Қор", "Archive", "М-1", "Бірінші; Екінші"]]


def test_the_report_costs_the_same_for_three_holdings_and_for_thirty(lessons):
    client = browser_in("en")

    def cost(count: int) -> int:
        while Holding.objects.count() < count:
            factories.make_lesson(lessons, holdings=[("holding", factories.make_holding())])
        with CaptureQueriesContext(connection) as queries:
            assert len(report(client)) == count
        return len(queries)

    cost(3)
    assert cost(3) == cost(30)
