"""What an administrator has to do with, in Kazakh: accounts, groups, the site's settings, what has happened on it."""

import pytest
from playwright.sync_api import expect

from tests.browser.admin import not_kazakh, speak_kazakh
from tests.browser.conftest import log_in

USERNAME = "қысқы"
PASSWORD = "Қыс-түні-кітапхана-5"
# Each opens from the menu; the second is what holds words and names of people there.
SCREENS = {
    "/admin/users/": "",
    "/admin/groups/new/": "#page-permissions option",
    "/admin/sites/": "#listing-results td",
    "/admin/locales/": "",
    "/admin/collections/": "",
    "/admin/workflows/list/": "",
    "/admin/workflows/edit/1/": "",
    "/admin/workflows/tasks/index/": "",
    "/admin/redirects/": "",
    "/admin/redirects/add/": "",
    "/admin/settings/volunteers/volunteeringsettings/": "",
    "/admin/snippets/home/synonyms/": "",
    "/admin/snippets/home/organisation/": "#listing-results td",
    "/admin/reports/site-history/": "#listing-results td:first-child",
    "/admin/reports/workflow/": "main .listing a",
    "/admin/reports/aging-pages/": "",
    "/admin/reports/pictures/": "",
    "/admin/reports/page-types-usage/": "#listing-results td:nth-child(n + 4)",
    "/admin/exchange/": "option",
    "/admin/guide/": "",
}


@pytest.fixture
def administrator(open_page):
    page = open_page("/admin/login/")
    log_in(page, "admin")
    speak_kazakh(page)
    return page


def test_an_administrator_makes_an_editors_account_and_it_opens_in_kazakh(administrator, open_page):
    page = administrator
    page.goto("/admin/users/")
    page.get_by_role("link", name="Пайдаланушы қосу").click()
    foreign = not_kazakh(page)
    for name, value in {
        "username": USERNAME,
        "email": "qysqy@example.kz",
        "first_name": "Қысқы",
        "last_name": "Редакторұлы",
        "password1": PASSWORD,
        "password2": PASSWORD,
    }.items():
        page.fill(f"[name={name}]", value)
    page.get_by_role("tab", name="Рөлдер").last.click()  # "Next" below the fields
    page.locator("[name=groups]").and_(page.get_by_label("Редакторлар")).check()
    page.get_by_role("button", name="Құру").click()
    expect(page.locator(".messages .success")).to_contain_text(USERNAME)
    foreign += not_kazakh(page)

    editor = open_page("/admin/login/")
    editor.fill("input[name=username]", USERNAME)
    editor.fill("input[name=password]", PASSWORD)
    editor.click("button[type=submit]")
    editor.wait_for_url("**/admin/")
    expect(editor.locator("html")).to_have_attribute("lang", "kk")
    expect(editor.get_by_role("link", name="Жаңа іс-шара")).to_be_visible()
    assert editor.request.get("/admin/users/").url.endswith("/admin/")  # Accounts are not hers to see.
    foreign += not_kazakh(editor)

    assert foreign == []


def test_every_screen_of_an_administrator_is_kazakh(administrator):
    page = administrator
    foreign = {"/admin/": not_kazakh(page)}
    for address, written in SCREENS.items():
        assert page.goto(address).status == 200, address
        foreign[address] = not_kazakh(page, written=written)

    assert {address: texts for address, texts in foreign.items() if texts} == {}
