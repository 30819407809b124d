"""How many applications an address and a mailbox may send, and that a counter which fails stops nobody."""

import pytest
from django.test import Client
from django.utils import timezone, translation

from tests.volunteers import applying
from tests.volunteers.applying import pdf, send
from tests.volunteers.factories import HOUR, make_application, make_form, make_opportunity
from volunteers.models import Application, ApplicationFile

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _in_english(settings):
    settings.APPLY_RATE_BY_ADDRESS = "3/h"
    settings.APPLY_RATE_BY_EMAIL = "2/h"
    with translation.override("en"):
        yield


@pytest.fixture
def opportunity():
    return make_opportunity()


def from_address(address: str) -> Client:
    return Client(REMOTE_ADDR=address)


def test_address_that_posts_too_often_is_asked_to_wait_and_loses_nothing(opportunity):
    for number in range(3):
        assert send(opportunity, email=f"a{number}@example.kz").status_code == 303

    response = send(opportunity, language="en", email="fourth@example.kz")

    page = response.content.decode()
    assert response.status_code == 429
    assert 0 < int(response["Retry-After"]) <= 3600
    assert "no-store" in response["Cache-Control"]
    assert "Nothing is lost" in page
    assert 'value="fourth@example.kz"' in page
    assert 'value="Айсұлу"' in page
    assert Application.objects.count() == 3


def test_every_post_counts_for_its_address(opportunity):
    for _attempt in range(3):
        assert send(opportunity, consent=None).status_code == 422

    assert send(opportunity).status_code == 429


def test_another_address_is_not_held_up(opportunity):
    for _attempt in range(4):
        send(opportunity, consent=None)

    assert send(opportunity, client=from_address("198.51.100.7")).status_code == 303


def test_reading_the_form_is_not_counted(client, opportunity):
    for _attempt in range(5):
        assert client.get(applying.url(opportunity)).status_code == 200

    assert send(opportunity, client=client).status_code == 303


def test_limit_ends_with_its_hour(opportunity, time_machine):
    now = timezone.now()
    time_machine.move_to(now, tick=False)
    for _attempt in range(4):
        response = send(opportunity, consent=None)
    assert response.status_code == 429

    time_machine.move_to(now + HOUR + HOUR / 60, tick=False)
    assert send(opportunity).status_code == 303


def test_address_over_its_limit_stores_no_files(client):
    value = {"label": "CV", "help_text": "", "is_required": False, "key": "cv"}
    opportunity = make_opportunity(form=make_form([("file", value)]))
    for _attempt in range(3):
        send(opportunity, client=client, consent=None)

    assert send(opportunity, client=client, q_cv=pdf()).status_code == 429
    assert ApplicationFile.objects.count() == 0


def test_mailbox_is_limited_whatever_addresses_it_comes_from():
    responses = [
        send(make_opportunity(), client=from_address(f"198.51.100.{number}"), language="en", email="A@example.kz ")
        for number in range(3)
    ]

    assert [response.status_code for response in responses] == [303, 303, 429]
    assert 'value="A@example.kz' in responses[2].content.decode()
    assert int(responses[2]["Retry-After"]) > 0


def test_form_with_an_error_is_not_counted_for_its_mailbox(opportunity):
    """Else anybody could use up somebody's attempts without a single valid form."""
    for number in range(3):
        assert send(opportunity, client=from_address(f"198.51.100.{number}"), consent=None).status_code == 422

    assert send(opportunity, client=from_address("198.51.100.9")).status_code == 303


def test_mailbox_that_has_applied_is_limited_like_any_other(opportunity):
    make_application(opportunity, email="known@example.kz")

    answers = {}
    for email in ("known@example.kz", "kenin@example.kz"):
        answers[email] = [
            send(opportunity, client=from_address(f"198.51.{len(email)}.{number}"), email=email).status_code
            for number in range(3)
        ]

    assert answers["known@example.kz"] == answers["kenin@example.kz"] == [303, 303, 429]


def test_form_sent_again_beyond_the_limit_still_gets_its_receipt(opportunity):
    """It is one application, however often a bad line makes somebody press the button."""
    data = applying.typed(opportunity)
    responses = [from_address(f"198.51.100.{number}").post(applying.url(opportunity), data) for number in range(4)]

    assert [response.status_code for response in responses] == [303] * 4
    assert len({response["Location"] for response in responses}) == 1


@pytest.mark.parametrize("error", [ConnectionError, TimeoutError, RuntimeError, KeyError])
def test_cache_that_is_away_stops_nobody(opportunity, settings, error):
    backend = "tests.volunteers.caches_away.FailingCache"
    settings.CACHES = {"default": {"BACKEND": backend, "OPTIONS": {"error": error}}}

    for number in range(5):
        assert send(opportunity, email=f"a{number}@example.kz").status_code == 303


def test_cache_that_answers_nothing_stops_nobody(opportunity, settings):
    """django-redis, told to ignore errors, answers None or False to everything; so does this backend."""
    settings.CACHES = {"default": {"BACKEND": "tests.volunteers.caches_away.SilentCache"}}

    for number in range(5):
        assert send(opportunity, email=f"a{number}@example.kz").status_code == 303


def test_address_behind_our_proxy_is_the_visitors(opportunity, settings):
    settings.TRUSTED_PROXIES = 1
    client = Client(REMOTE_ADDR="10.0.0.1")
    for number in range(4):
        headers = {"headers": {"X-Forwarded-For": f"203.0.113.{number}, 198.51.100.5"}}
        response = send(opportunity, client=client, extra=headers, consent=None)

    assert response.status_code == 429
    other = {"headers": {"X-Forwarded-For": "198.51.100.6"}}
    assert send(opportunity, client=client, extra=other).status_code == 303


def test_unreadable_address_stops_nobody(opportunity, settings):
    settings.TRUSTED_PROXIES = 1
    for number in range(5):
        headers = {"headers": {"X-Forwarded-For": "unknown"}}
        assert send(opportunity, extra=headers, email=f"a{number}@example.kz").status_code == 303
