"""Applications decided by a reviewer whose admin is Kazakh, in whatever language people have applied."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.admin import not_kazakh, speak_kazakh
from tests.browser.conftest import log_in
from tests.browser.test_applying import mail_to

QUEUE = "/admin/volunteers/applications/"
# An applicant's own words and name, and what she chose among the words of a form.
OF_APPLICANTS = ".review-head__name, .review-facts dd, .review-answers, .review-mail, .bulk-decision strong, .messages"


@pytest.fixture
def reviewer(open_page):
    page = open_page("/admin/login/")
    log_in(page, "reviewer")
    speak_kazakh(page)
    return page


def row(page):
    return page.locator("main table.queue-table tbody tr")


def narrow(page, part: str, choice: str) -> None:
    """The list, by one of the funnel's parts."""
    page.get_by_role("button", name="Сүзгілерді көрсету").click()
    page.locator(".w-drilldown__menu, .w-drilldown").get_by_role("button", name=part).click()
    page.get_by_label(choice, exact=True).check()
    expect(page.locator("#listing-results [data-w-active-filter-id], .w-active-filters")).not_to_have_count(0)
    page.keyboard.press("Escape")


def open_first(page, language: str) -> str:
    """Whoever has waited longest of those who applied in that language; returns her mailbox."""
    page.goto(f"{QUEUE}?language={language}")
    row(page).first.locator("td.title a").first.click()
    page.wait_for_url(re.compile(rf"{QUEUE}\d+/"))
    return page.locator(".review a[href^='mailto:']").first.inner_text()


def is_decided(page, words: str) -> None:
    expect(page.locator(".messages .success")).to_contain_text(words)


def test_a_reviewer_decides_in_kazakh_and_each_is_answered_in_her_own_language(reviewer, site):
    page = reviewer
    foreign = not_kazakh(page)
    waiting = page.locator(".waiting-panel__title a")
    number = re.fullmatch(r"Шешім күткен өтінімдер: (\d+)", waiting.inner_text())[1]
    waiting.click()
    expect(page.locator(".queue-tabs [aria-current]")).to_have_text(re.compile(rf"Шешім күтуде\s+{number}"))
    foreign += not_kazakh(page)

    narrow(page, "Тіл", "Русский")
    expect(row(page).filter(has_text="Қазақша")).to_have_count(0)
    foreign += not_kazakh(page)

    russian = open_first(page, "ru")
    foreign += not_kazakh(page, written=OF_APPLICANTS)
    page.get_by_role("button", name="Қабылдау", exact=True).click()
    is_decided(page, "Өтінім қабылданды: ")
    assert mail_to(site, russian, 0)["Content-Language"] == "ru"

    english = open_first(page, "en")
    page.get_by_role("button", name="Қабылдамау").click()
    expect(page.locator("#reason-missing")).to_be_visible()  # and nothing has been sent
    page.locator("[name=reason]").select_option(index=1)
    page.fill("[name=message]", "Please apply again in spring.")
    page.get_by_role("button", name="Қабылдамау").click()
    is_decided(page, "Өтінім қабылданбады: ")
    mail = mail_to(site, english, 0)
    assert mail["Content-Language"] == "en"
    assert "Please apply again in spring." in mail.get_body(("plain",)).get_content()

    open_first(page, "kk")
    application = page.url
    page.get_by_role("button", name="Күту тізімі").click()
    is_decided(page, "Күту тізіміне қосылды: ")
    foreign += not_kazakh(page, written=OF_APPLICANTS)
    page.locator(".undo-form button").click()
    is_decided(page, "Шешімнің күші жойылды: ")
    page.goto(application)
    expect(page.locator("main .state-pill").first).to_have_class(re.compile("--(submitted|in_review)"))
    foreign += not_kazakh(page, written=OF_APPLICANTS)

    page.goto(f"{QUEUE}?language=kk")
    people = [row(page).nth(index).locator("td.title a").first.inner_text() for index in (0, 1)]
    for index in (0, 1):
        row(page).nth(index).locator("[type=checkbox]").check()
    page.locator(".bulk-actions-choices").get_by_role("link", name="Күту тізімі").click()
    expect(page.locator(".bulk-decision strong")).to_have_text(people)
    foreign += not_kazakh(page, written=OF_APPLICANTS)
    page.locator(".bulk-decision button[type=submit]").click()
    is_decided(page, "Күту тізіміне қосылған өтінімдер: 2")
    page.goto(f"{QUEUE}?tab=waitlisted&q={people[0]}")
    expect(row(page)).to_have_count(1)

    assert foreign == []
