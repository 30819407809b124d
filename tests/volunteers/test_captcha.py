"""Google's captcha against a server of our own that answers, fails, hangs and talks nonsense."""

import http.server
import json
import threading
import time
from urllib.parse import parse_qs
from urllib.request import Request, build_opener

import django_recaptcha.client
import pytest
from django.utils import translation

from tests.volunteers import applying
from tests.volunteers.applying import errors, send
from tests.volunteers.factories import make_opportunity
from volunteers.models import Application

pytestmark = pytest.mark.django_db

FLAGGED = Application.Flag.CAPTCHA_UNAVAILABLE


class Service:
    """Stands where Google's siteverify does."""

    def __init__(self):
        self.status, self.body, self.delay = 200, b'{"success": true}', 0.0
        self.asked: list[dict] = []
        service = self

        class Handler(http.server.BaseHTTPRequestHandler):
            def do_POST(self):
                length = int(self.headers["Content-Length"])
                service.asked.append(
                    {key: value[0] for key, value in parse_qs(self.rfile.read(length).decode()).items()}
                )
                time.sleep(service.delay)
                self.send_response(service.status)
                self.send_header("Content-Length", str(len(service.body)))
                self.end_headers()
                self.wfile.write(service.body)

            def log_message(self, *_args):
                pass

        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.port = self.server.server_port
        self.thread = threading.Thread(target=self.server.serve_forever, daemon=True)
        self.thread.start()

    def says(self, **answer) -> None:
        self.body = json.dumps(answer).encode()

    def stop(self) -> None:
        self.server.shutdown()
        self.server.server_close()


@pytest.fixture
def service(settings, monkeypatch):
    """Keys are set, and the package's own client speaks to our server instead, with everything else its own."""
    settings.RECAPTCHA_PUBLIC_KEY, settings.RECAPTCHA_PRIVATE_KEY = "public", "private"
    settings.RECAPTCHA_VERIFY_REQUEST_TIMEOUT = 0.3
    running = Service()

    def to_our_server(params):
        request = Request(f"http://127.0.0.1:{running.port}/recaptcha/api/siteverify", data=params)
        return build_opener().open(request, timeout=settings.RECAPTCHA_VERIFY_REQUEST_TIMEOUT)

    monkeypatch.setattr(django_recaptcha.client, "recaptcha_request", to_our_server)
    yield running
    running.stop()


@pytest.fixture(autouse=True)
def _in_english():
    with translation.override("en"):
        yield


@pytest.fixture
def opportunity():
    return make_opportunity()


TOKEN = {"g-recaptcha-response": "token"}


def test_without_keys_there_is_no_captcha(client, opportunity):
    page = client.get(applying.url(opportunity)).content.decode()

    assert "captcha" not in page
    assert "google" not in page


def test_with_keys_the_form_shows_it_without_inline_script(client, opportunity, service):
    page = client.get(applying.url(opportunity, "ru")).content.decode()

    assert 'data-recaptcha="2" data-sitekey="public" data-language="ru"' in page
    assert "js/recaptcha.js" in page
    assert "<noscript>" in page
    assert "private" not in page
    # Nothing of Google's is loaded by the page itself.
    assert "google.com" not in page
    assert service.asked == []


def test_person_that_the_service_vouches_for_is_taken(client, opportunity, service):
    response = send(opportunity, client=client, **TOKEN)

    assert response.status_code == 303
    assert Application.objects.get().flag == ""
    assert service.asked == [{"secret": "private", "response": "token", "remoteip": "127.0.0.1"}]


def test_forwarded_address_is_believed_by_the_sites_own_rule(client, opportunity, service):
    send(opportunity, client=client, extra={"headers": {"X-Forwarded-For": "203.0.113.9"}}, **TOKEN)

    assert service.asked[0]["remoteip"] == "127.0.0.1"


def test_person_that_it_does_not_vouch_for_is_asked_once_more_and_loses_nothing(client, opportunity, service):
    service.says(success=False, **{"error-codes": ["timeout-or-duplicate"]})

    response = send(opportunity, client=client, language="en", **TOKEN)

    assert response.status_code == 422
    assert list(errors(response)) == ["captcha"]
    page = response.content.decode()
    assert 'value="Айсұлу"' in page
    summary = page[page.index("error-summary") : page.index("</ul>", page.index("error-summary"))]
    assert "Protection against automatic senders" in summary
    assert Application.objects.count() == 0


def test_unticked_box_is_told(client, opportunity, service):
    service.says(success=False, **{"error-codes": ["invalid-input-response"]})

    response = send(opportunity, client=client, language="en")

    assert errors(response) == {"captcha": ["Tick the box that says you are not a robot."]}


def test_token_is_not_spent_on_a_form_with_errors(client, opportunity, service):
    response = send(opportunity, client=client, consent=None, **TOKEN)

    assert list(errors(response)) == ["consent"]
    assert service.asked == []


def test_forms_fault_is_not_counted_for_a_mailbox_when_the_captcha_fails(client, opportunity, service, settings):
    settings.APPLY_RATE_BY_EMAIL = "1/h"
    service.says(success=False)
    for _attempt in range(3):
        assert send(opportunity, client=client, **TOKEN).status_code == 422
    service.says(success=True)

    assert send(opportunity, client=client, **TOKEN).status_code == 303


@pytest.mark.parametrize(
    ("status", "body", "delay"),
    [
        (500, b"", 0),
        (503, b"<html>", 0),
        (400, b"", 0),
        (200, b"<html>not json", 0),
        (200, b"", 0),
        (200, b"\xff\xfe", 0),
        (200, b"[]", 0),
        (200, b"null", 0),
        (200, b"{}", 0),
        (200, b'{"success": true}', 1),
    ],
    ids=["500", "503", "400", "html", "empty", "bytes", "list", "null", "no-verdict", "hangs"],
)
@pytest.mark.parametrize("token", [TOKEN, {}], ids=["token", "no-token"])
def test_application_is_kept_and_flagged_while_the_service_fails(
    client, opportunity, service, status, body, delay, token
):
    service.status, service.body, service.delay = status, body, delay

    response = send(opportunity, client=client, **token)

    assert response.status_code == 303
    assert Application.objects.get().flag == FLAGGED


def test_application_is_kept_and_flagged_when_nobody_listens(client, opportunity, service, unused_port):
    service.port = unused_port

    assert send(opportunity, client=client).status_code == 303
    assert Application.objects.get().flag == FLAGGED


def test_flag_is_not_the_applicants_to_set(client, opportunity, service):
    send(opportunity, client=client, flag="x", **TOKEN)

    assert Application.objects.get().flag == ""


@pytest.fixture
def scoring(service, settings):
    settings.RECAPTCHA_VERSION = 3
    settings.RECAPTCHA_REQUIRED_SCORE = 0.5
    return service


@pytest.mark.parametrize(
    ("answer", "status"),
    [
        ({"success": True, "score": 0.9, "action": "apply"}, 303),
        ({"success": True, "score": 0.5, "action": "apply"}, 303),
        ({"success": True, "score": 0.4, "action": "apply"}, 422),
        ({"success": True, "score": 0.9, "action": "login"}, 422),
        ({"success": True, "action": "apply"}, 422),
        ({"success": False}, 422),
    ],
)
def test_score_decides(client, opportunity, scoring, answer, status):
    scoring.says(**answer)

    response = send(opportunity, client=client, captcha="token")

    assert response.status_code == status
    assert Application.objects.filter(flag="").count() == (status == 303)


def test_score_needs_a_hidden_field_and_no_box(client, opportunity, scoring):
    page = client.get(applying.url(opportunity)).content.decode()

    assert 'name="captcha" data-recaptcha="3" data-sitekey="public" data-action="apply"' in page


def test_score_without_a_token_is_asked_for_once_more(client, opportunity, scoring):
    scoring.says(success=False, **{"error-codes": ["invalid-input-response"]})

    response = send(opportunity, client=client, language="en")

    assert errors(response)["captcha"][0].startswith("The check against automatic senders has run out.")
