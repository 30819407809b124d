"""The applicant's own page: how it stands, confirming, withdrawing."""

import datetime
import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone, translation

from tests.volunteers.factories import DAY, HOUR, make_application, make_opportunity, make_reviewer
from volunteers.domain import applications, links, opportunities
from volunteers.models import Application, LogEntry
from volunteers.states import State
from volunteers.views.manage import TOLD, WORDS

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _in_english():
    with translation.override("en"):
        yield


@pytest.fixture
def application():
    return make_application()


@pytest.fixture
def reviewer():
    return make_reviewer()


def url(application, language="en") -> str:
    with translation.override(language):
        return reverse("volunteers:manage", args=[links.token_for(application)])


def main(response) -> str:
    page = response.content.decode()
    return page[page.index("<main") : page.index("</main")]


def accepted(reviewer, **fields) -> Application:
    return applications.accept(application=make_application(**fields), by=reviewer)


def test_page_tells_how_it_stands(client, application):
    page = main(client.get(url(application)))

    assert "We have received your application" in page
    assert application.number in page
    assert "The shifts that you asked for" in page
    assert "Жолбасшы</span>: " in page
    assert "Your application came in" in page
    assert ">Yes, I will come<" not in page
    assert "Withdraw application" in page


@pytest.mark.parametrize("state", State)
def test_every_state_has_its_words(client, application, state):
    Application.objects.update(state=state)

    page = main(client.get(url(application)))

    assert str(WORDS[state][0]) in page
    assert str(WORDS[state][1]) in page
    assert (">Yes, I will come<" in page) == (state == State.ACCEPTED)
    assert ("?step=withdraw" in page) == (state not in {State.DECLINED, State.WITHDRAWN, State.EXPIRED})


@pytest.mark.parametrize("token", ["26-ABCDEF", "26-ABCDEF~forged", "~", "x" * 2000, "%00"])
def test_forged_token_is_not_found(client, token):
    assert client.get(f"/en/application/{token}/").status_code == 404
    assert client.post(f"/en/application/{token}/", {"action": "withdraw"}).status_code == 404


def test_page_is_private(client, application):
    for response in (client.get(url(application)), client.get(f"{url(application)}?step=withdraw")):
        assert "no-store" in response["Cache-Control"]
        assert response["X-Robots-Tag"] == "noindex, nofollow"
        assert response["Referrer-Policy"] == "same-origin"
        assert "unsafe-inline" not in response["Content-Security-Policy"]
        assert 'content="noindex, nofollow"' in response.content.decode()


def test_page_shows_nothing_of_other_people_or_of_staff(client, reviewer):
    application = make_application()
    make_application(application.opportunity, surname="Басқа", email="other@example.kz")
    applications.decline(application=application, by=reviewer, reason="skills", message="between us")
    application.notes.create(text="secret note", written_by=reviewer)

    page = client.get(url(application)).content.decode()

    assert "It was declined" in page
    for secret in ("Басқа", "other@example.kz", "between us", "secret note", reviewer.username):
        assert secret not in page


def test_accepted_applicant_confirms(client, reviewer):
    application = accepted(reviewer)

    response = client.post(url(application), {"action": "confirm"}, follow=True)

    assert response.redirect_chain == [(url(application), 303)]
    page = main(response)
    assert "You have confirmed that you will come" in page
    assert "Your shifts" in page
    assert ">Yes, I will come<" not in page
    assert Application.objects.get().state == State.CONFIRMED


def test_confirming_twice_is_no_error(client, reviewer):
    application = accepted(reviewer)
    for _attempt in range(2):
        assert client.post(url(application), {"action": "confirm"}).status_code == 303

    assert LogEntry.objects.filter(move="confirm").count() == 1


def test_after_the_beginning_there_is_nothing_to_confirm(client, reviewer, time_machine):
    opportunity = make_opportunity(begins_in=2 * HOUR)
    application = applications.accept(application=make_application(opportunity), by=reviewer)
    time_machine.move_to(timezone.now() + 3 * HOUR, tick=False)

    shown = main(client.get(url(application)))
    response = client.post(url(application), {"action": "confirm"})

    assert ">Yes, I will come<" not in shown
    assert response.status_code == 409
    assert "It has begun already." in main(response)
    assert Application.objects.get().state == State.ACCEPTED


def test_who_was_not_accepted_cannot_confirm(client, application):
    response = client.post(url(application), {"action": "confirm"})

    assert response.status_code == 409
    assert 'role="alert"' in main(response)
    assert Application.objects.get().state == State.SUBMITTED


def test_withdrawing_asks_first_and_only_a_post_withdraws(client, reviewer):
    application = accepted(reviewer)

    step = main(client.get(f"{url(application)}?step=withdraw"))
    assert "Withdraw this application?" in step
    assert Application.objects.get().state == State.ACCEPTED

    response = client.post(url(application), {"action": "withdraw"}, follow=True)
    assert "Your application has been withdrawn" in main(response)
    assert "?step=withdraw" not in main(response)
    assert Application.objects.get().participations.count() == 0


def test_no_get_changes_anything(client, reviewer):
    """Mail programs open every link of a mail to look for harm."""
    application = accepted(reviewer)
    for query in ("", "?action=confirm", "?action=withdraw", "?step=withdraw", "?step=confirm"):
        assert client.get(url(application) + query).status_code == 200
        assert client.head(url(application) + query).status_code == 200

    assert Application.objects.get().state == State.ACCEPTED


def test_declined_application_cannot_be_withdrawn(client, reviewer, application):
    applications.decline(application=application, by=reviewer)

    assert "Withdraw this application?" not in main(client.get(f"{url(application)}?step=withdraw"))
    assert client.post(url(application), {"action": "withdraw"}).status_code == 409


@pytest.mark.parametrize("action", ["", "accept", "decline", "undo", "confirm\0"])
def test_any_other_action_does_nothing(client, application, action):
    assert client.post(url(application), {"action": action}).status_code == 303
    assert Application.objects.get().state == State.SUBMITTED


def test_decision_taken_back_leaves_no_trace_in_the_story(client, reviewer, application):
    applications.decline(application=application, by=reviewer)
    applications.undo(application=application, by=reviewer)

    page = main(client.get(url(application)))

    assert "It was declined" not in page
    assert "We are looking at it again" in page


def test_story_is_told_in_order_and_in_almaty_time(client, reviewer, time_machine):
    time_machine.move_to(datetime.datetime(2026, 11, 22, 20, 30, tzinfo=datetime.UTC), tick=False)
    application = make_application()
    applications.start_review(application=application, by=reviewer)
    applications.accept(application=application, by=reviewer)

    page = main(client.get(url(application, "ru")))

    story = page[page.index("<ol") :]
    assert story.count("23 ноября 2026 г. 1:30") == 3
    with translation.override("ru"):
        told = [story.index(str(TOLD[move])) for move in ("submit", "start_review", "accept")]
    assert told == sorted(told)


def test_cancelled_event_is_said_in_place_of_what_comes_next(client, reviewer):
    application = accepted(reviewer)
    opportunities.cancel(opportunity=application.opportunity, by=reviewer)

    page = main(client.get(url(application)))

    assert "This has been cancelled" in page
    assert ">Yes, I will come<" not in page


def test_page_speaks_the_language_of_its_address(client, application):
    for language in ("kk", "ru", "en"):
        page = client.get(url(application, language)).content.decode()
        assert f'<html lang="{language}">' in page


def test_forms_pass_their_csrf_check_as_a_browser_sends_them(reviewer):
    """With "no-referrer" browsers send `Origin: null`, so the page must not ask for that."""
    application = accepted(reviewer)
    client = Client(enforce_csrf_checks=True)
    page = client.get(url(application))
    token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page.content.decode())[1]
    assert page["Referrer-Policy"] != "no-referrer"

    data = {"action": "confirm", "csrfmiddlewaretoken": token}
    assert client.post(url(application), data, headers={"Origin": "null"}).status_code == 403
    assert client.post(url(application), data, headers={"Origin": "http://testserver"}).status_code == 303


def test_shifts_of_three_and_of_thirty_cost_the_same(client):
    counts = []
    for places in ((5,) * 3, (5,) * 30):
        application = make_application(make_opportunity(places=places))
        client.get(url(application))
        with CaptureQueriesContext(connection) as captured:
            client.get(url(application))
        counts.append(len(captured))

    assert counts[0] == counts[1]


def test_link_still_works_long_after(client, application, time_machine):
    address = url(application)
    time_machine.move_to(timezone.now() + 400 * DAY, tick=False)

    assert client.get(address).status_code == 200
