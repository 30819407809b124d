"""The form on a page that is kept for everybody: sent with script and without, and brought up to date by it."""

import json

import pytest

from tests.browser.conftest import DESK, PHONE
from tests.browser.test_applying import OPPORTUNITY, fill_in, mail_to, send


def open_kept_page(open_page, **options):
    """The event's own page, as a visitor gets it whom others have come before."""
    page = open_page(f"/kk/apply/{OPPORTUNITY}/", **options)
    address = page.locator("main p a").first.get_attribute("href")
    page.context.clear_cookies()
    for _visit in range(2):
        answer = page.goto(address)
    assert answer.headers["cache-control"].startswith("public")
    assert "csrfmiddlewaretoken" not in answer.text()
    return page


@pytest.mark.parametrize(
    ("viewport", "javascript"), [(DESK, True), (PHONE, False)], ids=["with script", "without script"]
)
def test_form_on_a_kept_page_can_be_sent(open_page, site, viewport, javascript):
    email = f"kept-{javascript}@example.kz".lower()
    page = open_kept_page(open_page, viewport=viewport, javascript=javascript)
    fill_in(page, email=email, shift=1)
    sent = []
    page.on("request", lambda request: sent.append(request) if request.method == "POST" else None)
    send(page)
    page.wait_for_url("**/apply/received/**")

    assert mail_to(site, email, 0)
    assert ("csrfmiddlewaretoken" in sent[0].post_data_buffer.decode()) is javascript


def test_form_can_be_sent_where_the_script_gets_no_answer(open_page, site):
    page = open_kept_page(open_page)
    page.route("**/fresh/", lambda route: route.abort())
    page.reload()
    fill_in(page, email="offline@example.kz", shift=1)
    send(page)
    page.wait_for_url("**/apply/received/**")

    assert mail_to(site, "offline@example.kz", 0)


def with_fresh_answer(page, change):
    """Opens the page again, with the answer to its script changed on the way."""

    def answer(route):
        fresh = route.fetch().json()
        change(fresh)
        route.fulfill(body=json.dumps(fresh), content_type="application/json")

    page.route("**/fresh/", answer)
    page.reload()
    with page.expect_response("**/fresh/"):
        page.focus("[name=surname]")


def test_script_shows_and_tells_the_places_that_are_left_by_now(open_page):
    page = open_kept_page(open_page)
    key = page.locator("[data-shift]").first.get_attribute("data-shift")

    with_fresh_answer(page, lambda fresh: fresh["shifts"][key].update(left=0, text="Орын қалмады", is_closed=True))

    shift = page.locator(f"[data-shift='{key}']")
    page.wait_for_function("document.querySelector('[data-apply-status]').textContent !== ''")
    assert shift.locator(".places__text").inner_text() == "Орын қалмады"
    assert shift.locator("meter").evaluate("meter => meter.value") == 0
    assert shift.locator("input").is_disabled()
    told = page.locator("[data-apply-status]").text_content()
    assert told == f"{shift.locator('label').inner_text()}: Орын қалмады"


def test_script_says_so_when_it_has_been_cancelled_meanwhile(open_page):
    page = open_kept_page(open_page)

    with_fresh_answer(page, lambda fresh: fresh.update(state="cancelled", message="Бұл тоқтатылды"))

    page.wait_for_selector("[data-apply-status] .notice")
    assert page.locator("[data-apply-status]").inner_text() == "Бұл тоқтатылды"


def test_script_tells_nothing_where_nothing_has_changed(open_page):
    page = open_kept_page(open_page)
    with page.expect_response("**/fresh/"):
        page.reload()
        page.focus("[name=surname]")
    page.wait_for_function("document.querySelector('[name=submission_key]').value !== ''")

    assert page.locator("[data-apply-status]").text_content() == ""
