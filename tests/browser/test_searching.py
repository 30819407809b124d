"""Searching: without script, with it, by keyboard, on a phone."""

import re

from playwright.sync_api import expect

from tests.browser.conftest import PHONE, overflow


def test_a_search_works_without_script(open_page):
    page = open_page("/kk/", viewport=PHONE, javascript=False)
    page.click("header .tool--search")
    page.fill("#search-header", "kitaphana")
    page.keyboard.press("Enter")

    page.wait_for_url("**/kk/search/?q=kitaphana")
    assert page.locator(".hit mark").first.is_visible()
    assert overflow(page) == 0


def test_suggestions_by_keyboard(open_page):
    page = open_page("/kk/")
    field = page.locator("#search-header")
    field.click()
    expect(field).to_have_attribute("role", "combobox")
    page.keyboard.type("ерікті")

    options = page.locator("#search-header-suggestions [role=option]")
    expect(options.first).to_be_visible()
    expect(field).to_have_attribute("aria-expanded", "true")
    expect(page.locator("header form [role=status]")).to_have_text(re.compile(r"^Ұсыныстар: \d+$"))

    page.keyboard.press("ArrowDown")
    expect(field).to_have_attribute("aria-activedescendant", "search-header-suggestions-0")
    expect(options.first).to_have_attribute("aria-selected", "true")
    page.keyboard.press("ArrowUp")
    expect(field).not_to_have_attribute("aria-activedescendant", re.compile("."))

    page.keyboard.press("Escape")
    expect(options.first).to_be_hidden()
    expect(field).to_have_value("ерікті")

    page.keyboard.press("ArrowDown")
    expect(options.first).to_be_visible()
    page.keyboard.press("ArrowDown")
    wanted = options.first.get_attribute("data-url")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**{wanted}")


def test_enter_without_a_choice_searches(open_page):
    page = open_page("/ru/")
    page.locator("#search-header").click()
    page.keyboard.type("урок")
    expect(page.locator("#search-header-suggestions [role=option]").first).to_be_visible()
    page.keyboard.press("Enter")

    page.wait_for_url("**/ru/search/?q=*")
    expect(page.locator("#search-page")).to_have_value("урок")


def test_a_suggestion_can_be_pressed_on_a_phone(open_page):
    page = open_page("/en/", viewport=PHONE)
    page.click("header .tool--search")
    expect(page.locator("#search-header")).to_be_focused()
    page.keyboard.type("volun")
    option = page.locator("#search-header-suggestions [role=option]").first
    expect(option).to_be_visible()
    assert overflow(page) == 0
    wanted = option.get_attribute("data-url")
    option.click()

    page.wait_for_url(f"**{wanted}")
