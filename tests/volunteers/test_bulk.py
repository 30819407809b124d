"""Decisions on many at once: what is done, what is left alone, and that each is told why."""

import re

import pytest

from tests.volunteers.factories import make_application, make_opportunity
from tests.volunteers.staff import make_member, reviewer_and_browser
from volunteers.domain import applications
from volunteers.models import Application
from volunteers.views import bulk

pytestmark = pytest.mark.django_db
LIST = "/admin/volunteers/applications/"


@pytest.fixture
def client():
    return reviewer_and_browser()[1]


def address(action, chosen, following=LIST):
    ids = "&".join(f"id={application.pk}" for application in chosen) if chosen != "all" else "id=all"
    following = following.replace("?", "%3F").replace("=", "%3D").replace("&", "%26")
    return f"/admin/bulk/volunteers/application/{action}/?{ids}&next={following}"


def confirm(client, action, chosen, following=LIST, **data):
    """Open the question and answer it as the page has it."""
    url = address(action, chosen, following)
    body = client.get(url).content.decode()
    versions = dict(re.findall(r'name="(version-\d+)" value="(\d+)"', body))
    response = client.post(url, {**versions, **data})
    return response, text_of(client.get(response.url)) if response.status_code == 302 else text_of(response)


def text_of(response):
    return " ".join(re.sub(r"<[^>]+>", " ", response.content.decode()).split())


def states(*chosen):
    return [Application.objects.get(pk=application.pk).state for application in chosen]


def test_accept_does_what_it_can_and_reports_the_rest(client):
    opportunity = make_opportunity(places=(2,))
    first, second, third = (make_application(opportunity) for _ in range(3))
    declined = make_application(make_opportunity())
    applications.decline(application=declined, by=make_member("Reviewers"), reason="other")

    response, told = confirm(client, "accept", [first, second, third, declined], message="Күтеміз")

    assert response.url == LIST
    assert states(first, second, third, declined) == ["accepted", "accepted", "submitted", "declined"]
    assert "Accepted: 2" in told
    assert "Left as they were: 2" in told
    assert re.search(f"{third.number}[^:]*: No places left", told)
    assert re.search(f"{declined.number}[^:]*: This cannot be done", told)
    assert "Күтеміз" in first.messages.get(kind="accepted").body_text


def test_waitlist(client):
    chosen = [make_application(), make_application()]

    _, told = confirm(client, "waitlist", chosen)

    assert states(*chosen) == ["waitlisted", "waitlisted"]
    assert "Put on the waiting list: 2" in told


def test_decline_gives_everybody_the_reason_and_the_message(client):
    chosen = [make_application(), make_application()]

    confirm(client, "decline", chosen, reason="times", message="Келесі жолы")

    assert states(*chosen) == ["declined", "declined"]
    assert {(entry.reason, entry.message) for one in chosen for entry in one.log.filter(move="decline")} == {
        ("times", "Келесі жолы")
    }


def test_decline_needs_a_reason(client):
    chosen = [make_application()]

    response, told = confirm(client, "decline", chosen, message="Сөз")

    assert response.status_code == 200
    assert "This field is required" in told
    assert states(*chosen) == ["submitted"]


def test_what_a_colleague_decided_meanwhile_is_left_alone(client):
    first, second = make_application(), make_application()
    url = address("decline", [first, second])
    versions = {f"version-{first.pk}": 0, f"version-{second.pk}": 0}
    applications.waitlist(application=first, by=make_member("Reviewers", first_name="Дәурен"))

    response = client.post(url, {**versions, "reason": "other"})

    assert states(first, second) == ["waitlisted", "declined"]
    assert "Дәурен was faster" in text_of(client.get(response.url))


def test_all_are_those_of_the_list_and_not_all_there_are(client):
    opportunity = make_opportunity(places=(9,))
    inside = [make_application(opportunity), make_application(opportunity)]
    outside = make_application()

    confirm(client, "waitlist", "all", following=f"{LIST}?opportunity={opportunity.pk}")

    assert states(*inside, outside) == ["waitlisted", "waitlisted", "submitted"]


def test_all_leaves_out_the_tabs_that_were_not_shown(client):
    waiting, waitlisted = make_application(), make_application()
    applications.waitlist(application=waitlisted, by=make_member("Reviewers"))

    confirm(client, "accept", "all")

    assert states(waiting, waitlisted) == ["accepted", "waitlisted"]


def test_one_that_came_after_the_question_is_not_decided_on(client):
    first = make_application()
    url = address("waitlist", "all")
    client.get(url)
    late = make_application()

    client.post(url, {f"version-{first.pk}": 0})

    assert states(first, late) == ["waitlisted", "submitted"]


def test_more_than_fit_are_said_to_be_left(client, monkeypatch):
    monkeypatch.setattr(bulk, "MOST_AT_ONCE", 1)
    chosen = [make_application(), make_application()]

    assert "Left for another time: 1" in text_of(client.get(address("waitlist", chosen)))


def test_names_in_the_report_are_no_markup(client):
    opportunity = make_opportunity(places=(1,))
    applications.accept(application=make_application(opportunity), by=make_member("Reviewers"))
    application = make_application(opportunity, surname="<b>x</b>")

    _, told = confirm(client, "accept", [application])

    assert states(application) == ["waitlisted"]
    assert f"{application.number} &lt;b&gt;x&lt;/b&gt;" in told


@pytest.mark.parametrize("query", ["", "id=x", "id=999999", "id=1%27", f"id={'9' * 30}"])
def test_nonsense_decides_nothing(client, query):
    application = make_application()

    assert client.get(f"/admin/bulk/volunteers/application/accept/?{query}").status_code == 200
    assert states(application) == ["submitted"]


def test_next_leads_to_no_other_site(client):
    application = make_application()

    response, _ = confirm(client, "waitlist", [application], following="https://example.com/")

    assert not response.url.startswith("https")
