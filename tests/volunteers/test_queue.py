"""The list of applications: what it shows first, how it is cut down, and what it costs."""

import datetime
import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from tests.volunteers.factories import DAY, GUARDIAN, make_application, make_opportunity
from tests.volunteers.staff import reviewer_and_browser
from volunteers.domain import applications
from volunteers.models import Application

pytestmark = pytest.mark.django_db
LIST = "/admin/volunteers/applications/"


@pytest.fixture
def reviewer_and_client():
    return reviewer_and_browser()


@pytest.fixture
def client(reviewer_and_client):
    return reviewer_and_client[1]


@pytest.fixture
def reviewer(reviewer_and_client):
    return reviewer_and_client[0]


def wait(application, days):
    Application.objects.filter(pk=application.pk).update(submitted_at=timezone.now() - days * DAY)
    return application


def listed(client, query=""):
    response = client.get(f"{LIST}?{query}")
    assert response.status_code == 200
    return [application.surname for application in response.context["object_list"]]


@pytest.fixture
def people(reviewer):
    """One in every tab, two to decide; the names are in no order."""
    opportunity = make_opportunity(places=(20,), name="Наурыз")
    made = {
        name: make_application(opportunity, surname=name)
        for name in ("Бірінші", "Екінші", "Үшінші", "Төртінші", "Бесінші", "Алтыншы")
    }
    wait(made["Бірінші"], 3)
    wait(made["Екінші"], 9)
    applications.accept(application=made["Үшінші"], by=reviewer)
    applications.waitlist(application=made["Төртінші"], by=reviewer)
    applications.decline(application=made["Бесінші"], by=reviewer, reason="other")
    applications.withdraw(application=made["Алтыншы"])
    applications.start_review(application=made["Бірінші"], by=reviewer)
    return made


def test_list_shows_first_who_has_waited_longest(client, people):
    assert listed(client) == ["Екінші", "Бірінші"]


@pytest.mark.parametrize(
    ("tab", "expected"),
    [
        ("waiting", ["Екінші", "Бірінші"]),
        ("accepted", ["Үшінші"]),
        ("waitlisted", ["Төртінші"]),
        ("declined", ["Бесінші"]),
        ("ended", ["Алтыншы"]),
        ("nonsense", ["Екінші", "Бірінші"]),
    ],
)
def test_tab_shows_its_states(client, people, tab, expected):
    assert listed(client, f"tab={tab}") == expected


def test_tabs_count_what_they_hold_within_the_filters(client, people):
    make_application(make_opportunity(), surname="Басқа")

    def counts(query):
        return [tab["count"] for tab in client.get(f"{LIST}?{query}").context["tabs"]]

    assert counts("") == [3, 1, 1, 1, 1, 7]
    assert counts(f"opportunity={people['Бірінші'].opportunity_id}") == [2, 1, 1, 1, 1, 6]
    assert counts("q=бірінші") == [1, 0, 0, 0, 0, 1]


def test_search_looks_everywhere_unless_a_tab_is_named(client, people):
    assert listed(client, "q=үшінші") == ["Үшінші"]
    assert listed(client, "q=үшінші&tab=waiting") == []


def test_filter_by_state_looks_everywhere(client, people):
    assert sorted(listed(client, "state=accepted&state=declined")) == ["Бесінші", "Үшінші"]


def test_filters_cut_the_list_down(client):
    old = make_opportunity(places=(5,))
    wait(make_application(old, surname="Бұрынғы", language="ru"), 40)
    make_application(surname="Жас", birth_date=datetime.date(2012, 1, 1), **GUARDIAN)
    make_application(surname="Белгілі", flag="captcha_unavailable", language="en")
    today = timezone.localdate()

    assert listed(client, f"opportunity={old.pk}") == ["Бұрынғы"]
    assert listed(client, "language=en") == ["Белгілі"]
    assert listed(client, "age=minors") == ["Жас"]
    assert listed(client, "age=adults") == ["Бұрынғы", "Белгілі"]
    assert listed(client, "flag=flagged") == ["Белгілі"]
    assert listed(client, "flag=unflagged") == ["Бұрынғы", "Жас"]
    assert listed(client, f"submitted_to={today - 10 * DAY:%Y-%m-%d}") == ["Бұрынғы"]
    assert listed(client, f"submitted_from={today - DAY:%Y-%m-%d}") == ["Жас", "Белгілі"]
    assert listed(client, "language=en&age=minors") == []


def test_date_filter_holds_the_whole_local_day(client):
    """Half past eleven at night in Astana is the same day there, and the day before in UTC at half past one."""
    late = make_application(surname="Кешкі")
    local = timezone.localtime().replace(year=2026, month=3, day=5, hour=1, minute=30)
    Application.objects.filter(pk=late.pk).update(submitted_at=local)

    assert listed(client, "submitted_from=2026-03-05&submitted_to=2026-03-05") == ["Кешкі"]
    assert listed(client, "submitted_to=2026-03-04") == []


def test_row_tells_what_a_reviewer_looks_for(client):
    opportunity = make_opportunity(places=(3, 3, 3), name="Наурыз")
    application = make_application(
        opportunity, surname="Жас", birth_date=datetime.date(2012, 1, 1), flag="captcha_unavailable", **GUARDIAN
    )
    wait(application, 3)

    body = client.get(LIST).content.decode()

    row = re.search(r"<tr[^>]*>(?:(?!</tr>).)*Жас.*?</tr>", body, re.S)[0]
    text = " ".join(re.sub(r"<[^>]+>", " ", row).split())
    for word in (application.number, "Submitted", "Minor", "Flagged", "Наурыз", "Қазақша", "3 days", "More: 1"):
        assert word in text


def test_links_keep_the_filters(client, people):
    body = client.get(f"{LIST}?q=бірінші&tab=all&p=1&export=&utm=x").content.decode()

    link = re.search(rf'href="(/admin/volunteers/applications/{people["Бірінші"].pk}/[^"]*)"', body)[1]
    assert link.split("?")[1] in ("q=%D0%B1%D1%96%D1%80%D1%96%D0%BD%D1%88%D1%96&amp;tab=all",)


@pytest.mark.parametrize(
    "address", [LIST, LIST + "results/", LIST + "?tab=all", LIST + "?q=example", LIST + "?export=csv"]
)
def test_list_costs_the_same_for_three_and_for_thirty(client, reviewer, address):
    opportunity = make_opportunity(places=(40, 40))

    def cost(count):
        while Application.objects.count() < count:
            application = make_application(opportunity, answers={"why": "x"})
            if application.pk % 3 == 0:
                applications.start_review(application=application, by=reviewer)
            elif application.pk % 3 == 1:
                applications.accept(application=application, by=reviewer)
        with CaptureQueriesContext(connection) as queries:
            response = client.get(address)
            b"".join(response.streaming_content) if response.streaming else response.content
        return len(queries)

    cost(3)
    assert cost(3) == cost(30)


def test_empty_queue_says_so(client):
    assert "Nothing waits for a decision." in client.get(LIST).content.decode()


def test_list_works_without_scripts(client, people):
    body = client.get(LIST).content.decode()
    plain = re.search(r"<noscript>(.*?)</noscript>", body, re.S)[1]

    assert f'action="{LIST}"' in plain
    for name in ("q", "state", "opportunity", "language", "age", "flag", "submitted_from", "submitted_to"):
        assert f'name="{name}"' in plain


def test_search_survives_what_no_database_likes(client, people):
    for query in ("%00", "%22", "%27%3B", "%5C", "%25", "_", "%F0%9F%98%80"):
        assert client.get(f"{LIST}?q={query}").status_code == 200


@pytest.mark.parametrize(
    "query",
    [
        "opportunity=x",
        "submitted_from=31.02.2026",
        "submitted_from=0001-01-01",
        "submitted_to=9999-12-31",
        "state=none",
        "ordering=password",
        "p=99",
    ],
)
def test_nonsense_in_the_address_breaks_nothing(client, people, query):
    assert client.get(f"{LIST}?{query}").status_code == 200


def test_ordering_turns_the_list_around(client, people):
    assert listed(client, "ordering=-submitted_at") == ["Бірінші", "Екінші"]


def test_page_of_an_application_knows_its_place(client, people):
    first, second = people["Екінші"], people["Бірінші"]

    context = client.get(reverse("volunteers_applications:review", args=[first.pk])).context

    assert (context["place"].position, context["place"].count) == (1, 2)
    assert context["previous_url"] == ""
    assert context["next_url"] == reverse("volunteers_applications:review", args=[second.pk])
