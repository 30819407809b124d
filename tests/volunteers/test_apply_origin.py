"""Which sendings are taken from a form that holds no token, and what becomes of the others."""

import re

import pytest
from django.test import Client
from django.utils import timezone

from tests.volunteers import applying
from tests.volunteers.applying import pdf, send, typed
from tests.volunteers.factories import make_form, make_opportunity
from volunteers.models import Application, ApplicationFile

pytestmark = pytest.mark.django_db

OURS = {"Sec-Fetch-Site": "same-origin"}


@pytest.fixture
def opportunity():
    return make_opportunity()


@pytest.fixture
def browser():
    return Client(enforce_csrf_checks=True)


def post(opportunity, client, headers, **changes):
    return client.post(applying.url(opportunity, "en"), typed(opportunity, **changes), headers=headers)


def token_in(response) -> str:
    return re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', response.content.decode())[1]


PROVEN = [
    OURS,
    {"Sec-Fetch-Site": "none"},
    {"Origin": "http://testserver"},
    {"Sec-Fetch-Site": "same-origin", "Origin": "null"},  # as browsers say where no referrer may be told
]
FOREIGN = [
    {"Sec-Fetch-Site": "cross-site"},
    {"Sec-Fetch-Site": "same-site"},
    {"Sec-Fetch-Site": "cross-site", "Origin": "http://testserver"},
    {"Origin": "http://elsewhere.example.org"},
    {"Origin": "https://testserver"},
    {"Origin": "http://testserver:8000"},
    {"Origin": "null"},
]


@pytest.mark.parametrize("headers", PROVEN)
def test_sending_that_says_it_is_ours_needs_no_token(opportunity, browser, headers):
    assert post(opportunity, browser, headers).status_code == 303


@pytest.mark.parametrize("headers", [*FOREIGN, {}])
def test_any_other_is_shown_again_with_everything_typed(opportunity, browser, headers):
    response = post(opportunity, browser, headers, city="Қарағанды")

    page = response.content.decode()
    assert response.status_code == 403
    assert Application.objects.count() == 0
    assert 'value="Айсұлу"' in page
    assert 'value="Қарағанды"' in page
    assert "please send it once more" in page
    assert "no-store" in response["Cache-Control"]

    # What the visitor then presses is a page of ours, with a token for browsers that say nothing.
    again = post(opportunity, browser, {}, csrfmiddlewaretoken=token_in(response))
    assert again.status_code == 303


@pytest.mark.parametrize("headers", FOREIGN)
def test_token_does_not_help_a_sending_from_elsewhere(opportunity, browser, headers):
    token = token_in(browser.get(applying.url(opportunity)))

    assert post(opportunity, browser, headers, csrfmiddlewaretoken=token).status_code == 403
    assert Application.objects.count() == 0


def test_host_that_a_proxy_has_renamed_can_be_trusted(opportunity, browser, settings):
    settings.CSRF_TRUSTED_ORIGINS = ["https://volunteers.example.kz"]

    assert post(opportunity, browser, {"Origin": "https://volunteers.example.kz"}).status_code == 303


def test_token_that_has_expired_costs_nothing(opportunity, browser):
    """Cookies cleared meanwhile, or another secret key: the page is still ours."""
    stale = token_in(browser.get(applying.url(opportunity)))
    browser.cookies.clear()

    assert post(opportunity, browser, OURS, csrfmiddlewaretoken=stale).status_code == 303


def with_file():
    question = ("file", {"label": "CV", "help_text": "", "is_required": True, "key": "cv"})
    return make_opportunity(form=make_form([question]))


def test_file_of_a_doubtful_sending_is_kept_for_the_next(browser):
    opportunity = with_file()
    doubtful = post(opportunity, browser, {}, q_cv=pdf())
    kept = re.search(r'name="(kept-[^"]+)" value="([^"]+)"', doubtful.content.decode())
    key = re.search(r'name="submission_key" value="([^"]+)"', doubtful.content.decode())[1]

    sent = {"csrfmiddlewaretoken": token_in(doubtful), "submission_key": key, kept[1]: kept[2]}
    again = post(opportunity, browser, {}, **sent)

    assert (doubtful.status_code, again.status_code) == (403, 303)
    assert Application.objects.get().files.count() == 1


def test_another_site_fills_no_disk_through_its_visitors(browser):
    response = post(with_file(), browser, {"Sec-Fetch-Site": "cross-site"}, q_cv=pdf())

    assert response.status_code == 403
    assert ApplicationFile.objects.count() == 0


def test_second_click_without_a_key_is_the_same_sending(opportunity):
    first, second = (send(opportunity, submission_key="") for _click in range(2))

    assert first["Location"] == second["Location"]
    assert Application.objects.count() == 1
    assert Application.objects.get().messages.count() == 1


@pytest.mark.parametrize(
    ("changes", "extra"),
    [({"city": "Алматы"}, {}), ({}, {"REMOTE_ADDR": "192.0.2.7"})],
    ids=["other words", "another address"],
)
def test_other_words_and_other_senders_get_no_receipt_of_hers(opportunity, changes, extra):
    send(opportunity, submission_key="")
    number = Application.objects.get().number

    response = send(opportunity, submission_key="", extra=extra, **changes)

    assert number not in Client().get(response["Location"]).content.decode()


def test_fresh_values_make_a_form_complete(opportunity, browser, settings, time_machine):
    settings.APPLY_MINIMUM_SECONDS = 3
    time_machine.move_to(timezone.now(), tick=False)
    response = browser.get(f"{applying.url(opportunity, 'en')}fresh/")
    values = response.json()["values"]

    quick = post(opportunity, browser, {}, **values)
    time_machine.shift(4)
    sent = post(opportunity, browser, {}, **values)

    assert "no-store" in response["Cache-Control"]
    assert (quick.status_code, sent.status_code) == (422, 303)
    assert str(Application.objects.get().submission_key) == values["submission_key"]


def test_fresh_values_are_nobody_elses(opportunity):
    first, second = (Client().get(f"{applying.url(opportunity)}fresh/").json()["values"] for _visitor in range(2))

    assert all(first[name] != second[name] for name in ("csrfmiddlewaretoken", "submission_key"))


def test_fresh_places_are_told_in_the_words_of_the_page():
    opportunity = make_opportunity(places=(2, 1), has_waiting_list=False)
    one, two = opportunity.shifts.all()
    url = f"{applying.url(opportunity, 'en')}fresh/"

    answer = Client().get(url).json()

    assert (answer["state"], answer["message"]) == ("open", "")
    assert answer["shifts"] == {
        str(one.pk): {"left": 2, "text": "Places left: 2", "is_closed": False},
        str(two.pk): {"left": 1, "text": "Places left: 1", "is_closed": False},
    }


@pytest.mark.parametrize(
    ("has_waiting_list", "state", "message"),
    [(True, "full", "All places are taken"), (False, "full", "All places are taken.")],
)
def test_fresh_answer_tells_that_it_is_full(has_waiting_list, state, message):
    opportunity = make_opportunity(places=(1,), mode="automatic", has_waiting_list=has_waiting_list)
    send(opportunity)

    answer = Client().get(f"{applying.url(opportunity, 'en')}fresh/").json()

    assert (answer["state"], answer["message"]) == (state, message)
    assert [shift["is_closed"] for shift in answer["shifts"].values()] == [not has_waiting_list]


def test_fresh_answer_for_nothing_is_not_found(client):
    assert client.get("/en/apply/nothing/fresh/").status_code == 404
