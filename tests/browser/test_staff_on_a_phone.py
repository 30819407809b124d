"""What each of the staff works with, on a telephone: nothing is beside the screen, and no words are cut off."""

import pytest
from playwright.sync_api import expect

from tests.browser.admin import cut_off, speak_kazakh
from tests.browser.conftest import PHONE, log_in, overflow
from tests.browser.test_publishing import go_by_userbar, press_publish

HOME = "/admin/"
SCREENS = {
    "editor": (HOME, "/admin/events/new/", "/admin/exchange/", "/admin/reports/pictures/"),
    "translator": (HOME, "/admin/translations/"),
    "reviewer": (HOME, "/admin/volunteers/applications/", "/admin/volunteers/messages/"),
    "admin": (
        HOME,
        "/admin/users/",
        "/admin/users/new/",
        "/admin/groups/new/",
        "/admin/workflows/edit/1/",
        "/admin/locales/",
        "/admin/redirects/",
        "/admin/reports/site-history/",
        "/admin/settings/volunteers/volunteeringsettings/",
    ),
}


@pytest.fixture
def enter(open_page):
    def enter(username):
        page = open_page("/admin/login/", viewport=PHONE)
        log_in(page, username)
        speak_kazakh(page)
        return page

    return enter


def complaints(page, name: str) -> list[str]:
    return [f"{name}: {cut}" for cut in cut_off(page)] + [f"{name}: too wide"] * (overflow(page) != 0)


@pytest.mark.parametrize("username", SCREENS)
def test_nothing_is_cut_off(enter, username):
    page = enter(username)
    found = []
    for address in SCREENS[username]:
        page.goto(address)
        found += complaints(page, address)

    assert found == []


def test_a_new_event_and_a_change_of_one_fit(enter):
    page = enter("moderator")
    page.goto("/admin/events/new/")
    page.locator(".new-event__sources a").last.click()
    page.wait_for_url("**/events/*/new/*/")
    found = complaints(page, "a new event")

    go_by_userbar(page, "/kk/is-sharalar/muragattagy-kesh/", "edit")
    page.select_option("[name=status]", "postponed")
    press_publish(page)
    page.wait_for_url("**/admin/events/change/*/publish/*/")
    found += complaints(page, "what a change means")

    assert found == []


def test_what_can_be_done_with_the_chosen_applications_is_in_sight(enter):
    page = enter("reviewer")
    page.goto("/admin/volunteers/applications/?tab=all")
    page.locator(".queue-table tbody [type=checkbox]").first.check()
    for name in ("Қабылдау", "Күту тізімі", "Қабылдамау"):
        button = page.locator(".bulk-actions-choices").get_by_role("link", name=name)
        expect(button).to_be_in_viewport(ratio=1)

    page.locator(".queue-table td.title a").first.click()
    page.wait_for_url("**/applications/*/**")
    assert complaints(page, "an application") == []
