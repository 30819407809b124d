"""The explorer's lists of events, lessons and news, and the lists of what they are made of."""

import datetime

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth.models import Permission
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from events.models import EventPage
from tests.events import factories
from tests.home import factories as pages
from tests.volunteers.factories import make_application, make_opportunity
from tests.volunteers.staff import browser_of, make_member

pytestmark = pytest.mark.django_db


@pytest.fixture
def home():
    return pages.make_home()


@pytest.fixture
def index(home):
    return factories.make_event_index(home)


@pytest.fixture
def editor():
    return browser_of(make_member("Editors"))


@pytest.fixture
def administrator():
    return browser_of(make_member("Administrators"))


def listed(client, index, **query):
    """The pages shown, and the headings over them."""
    response = client.get(reverse("wagtailadmin_explore", args=[index.pk]), query)
    soup = BeautifulSoup(response.content, "html.parser")
    headings = [" ".join(cell.text.split()) for cell in soup.select("table.listing thead th")]
    return [page.title for page in response.context["object_list"]], headings


def waiting_cell(client, index) -> tuple[str, str | None]:
    response = client.get(reverse("wagtailadmin_explore", args=[index.pk]))
    table = BeautifulSoup(response.content, "html.parser").select_one("table.listing")
    headings = [" ".join(cell.text.split()) for cell in table.select("thead tr > *")]
    cell = table.select("tbody td")[headings.index("Applications waiting")]
    link = cell.find("a")
    return cell.text.strip(), link and link["href"]


def apply_form(opportunity):
    return ("application_form", {"opportunity": opportunity})


def test_events_are_listed_with_what_they_are_looked_for_by(administrator, index):
    factories.make_event(
        index,
        title="Көрме",
        starts_at=factories.local(2026, 12, 1, 10),
        ends_at=factories.local(2026, 12, 2, 10),
        scale="national",
        status="postponed",
    )

    response = administrator.get(reverse("wagtailadmin_explore", args=[index.pk]))

    table = BeautifulSoup(response.content, "html.parser").select_one("table.listing")
    cells = [" ".join(cell.text.split()) for cell in table.select("tbody td")]
    assert cells[2:5] == ["01/12/2026 – 02/12/2026 Postponed", "National", "0"]


def test_events_can_be_narrowed_down(editor, index):
    now = datetime.datetime.now(datetime.UTC)
    past = {"starts_at": now - 9 * factories.DAY, "ends_at": now - 8 * factories.DAY}
    factories.make_event(index, title="Өткен", **past, scale="national")
    factories.make_event(index, title="Алдағы", status="cancelled")

    def found(**query):
        return listed(editor, index, **query)[0]

    tomorrow = (now + factories.DAY).date()
    assert found(when="past") == ["Өткен"]
    assert found(when="upcoming") == ["Алдағы"]
    assert found(scale=["national", "international"]) == ["Өткен"]
    assert found(status="cancelled") == ["Алдағы"]
    assert found(starts_at_from=f"{tomorrow:%Y-%m-%d}") == ["Алдағы"]
    assert found(ordering="starts_at") == ["Өткен", "Алдағы"]
    assert found(q="Өткен", when="past", ordering="applications_waiting") == ["Өткен"]
    assert found(starts_at_to="0001-01-01") == []


def test_lessons_and_news_have_columns_and_filters_of_their_own(editor, home):
    lessons, news = factories.make_lesson_index(home), pages.make_news_index(home)
    factories.make_lesson(lessons, title="Бастауыш", subject="Тарих", grade_from=1, grade_to=4)
    factories.make_lesson(lessons, title="Жоғары", subject="Әдебиет", grade_from=9, grade_to=11)
    pages.make_news(news, title="Ескі", published_on=datetime.date(2025, 1, 1))
    pages.make_news(news, title="Жаңа", published_on=datetime.date(2026, 1, 1))

    assert listed(editor, lessons, grade="10", q="Жоғары")[0] == ["Жоғары"]
    titles, headings = listed(editor, lessons, subject="Тарих")
    assert titles == ["Бастауыш"]
    assert headings[-5:] == ["Subject", "Grades", "Translations", "Updated", "Status"]
    titles, headings = listed(editor, news, published_on_from="2026-01-01")
    assert titles == ["Жаңа"]
    assert headings[-4:] == ["Published on", "Translations", "Updated", "Status"]


def test_whoever_reads_applications_sees_how_many_wait_for_an_event(administrator, index):
    opportunity = make_opportunity()
    factories.make_event(index, body=[apply_form(opportunity)])
    make_application(opportunity)
    make_application(opportunity, email="second@example.kz")

    assert waiting_cell(administrator, index) == (
        "2",
        f"/admin/volunteers/applications/?tab=waiting&opportunity={opportunity.pk}",
    )


def test_applications_for_several_opportunities_are_counted_together(administrator, index):
    opportunities = [make_opportunity(), make_opportunity()]
    factories.make_event(index, body=[apply_form(each) for each in opportunities])
    for each in opportunities:
        make_application(each)

    assert waiting_cell(administrator, index) == ("2", "/admin/volunteers/applications/?tab=waiting")


@pytest.mark.parametrize("address", ["explorer", "type"])
def test_an_editor_does_not_learn_how_many_have_applied(editor, administrator, index, address):
    opportunity = make_opportunity()
    factories.make_event(index, body=[apply_form(opportunity)])
    make_application(opportunity)
    urls = {
        "explorer": reverse("wagtailadmin_explore", args=[index.pk]),
        "type": reverse("wagtailadmin_pages:type_use", args=["events", "eventpage"]),
    }

    said = ["Applications waiting" in client.get(urls[address]).content.decode() for client in (editor, administrator)]

    assert said == [False, True]


def test_a_list_of_events_costs_the_same_for_three_and_for_thirty(index):
    user = make_member("Administrators")
    # Whom wagtail-localize offers to translate each row, it asks for each row whether it can be.
    user.groups.get().permissions.remove(Permission.objects.get(codename="submit_translation"))
    client = browser_of(user)
    url = reverse("wagtailadmin_explore", args=[index.pk])
    venue = factories.make_venue()

    def cost(count: int) -> int:
        while EventPage.objects.count() < count:
            opportunity = make_opportunity()
            factories.make_event(index, venue=venue, body=[apply_form(opportunity)])
            make_application(opportunity)
        with CaptureQueriesContext(connection) as queries:
            client.get(url)
        return len(queries)

    cost(3)
    assert cost(3) == cost(30)


def cells_of(client, name):
    response = client.get(reverse(f"wagtailsnippets_events_{name}:list"))
    rows = BeautifulSoup(response.content, "html.parser").select("table.listing tbody tr")
    return {row.select("td")[1].find("a").text.strip(): row.select("td")[-2].text.strip() for row in rows}


def test_venues_say_how_many_events_take_place_there(editor, index):
    here, nowhere = factories.make_venue(name="Мұнда"), factories.make_venue(name="Ешқайда")
    pages.translated(here, "ru")
    pages.translated(index, "ru")
    pages.translated(factories.make_event(index, venue=here), "ru")
    factories.make_event(index, venue=here).unpublish()

    assert nowhere.name == "Ешқайда"
    assert cells_of(editor, "venue") == {"Мұнда": "1", "[ru] Мұнда": "1", "Ешқайда": "0"}


def test_holdings_say_how_many_lessons_show_them(editor, home):
    lessons = factories.make_lesson_index(home)
    shown = factories.make_holding(title="Көрсетілген")
    factories.make_holding(title="Сақтаулы")
    pages.translated(lessons, "ru")
    pages.translated(factories.make_lesson(lessons, holdings=[("holding", shown)]), "ru")
    factories.make_lesson(lessons, holdings=[("holding", shown)])

    assert cells_of(editor, "holding") == {"Көрсетілген": "2", "Сақтаулы": "0"}


def test_it_tells_how_each_event_stands_in_the_other_languages(index):
    pages.submit(factories.make_event(index), "ru")

    listed = browser_of(make_member("Moderators")).get(reverse("wagtailadmin_explore", args=[index.pk]))

    pills = BeautifulSoup(listed.content, "html.parser").select("td .state-pill")
    assert {" ".join(pill.text.split()): pill["class"][1] for pill in pills} == {
        "ru: Draft": "state-pill--draft",
        "en: Missing": "state-pill--missing",
    }
