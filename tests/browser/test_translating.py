"""A translation's way from its translator to the readers: by a moderator, who sends it back once."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.admin import not_kazakh, speak_kazakh
from tests.browser.conftest import PHONE, log_in, overflow
from tests.browser.test_publishing import go_by_userbar, publish, translate

KAZAKH, RUSSIAN = "/kk/zhanalyqtar/ush-qordan-bir-sabaq/", "/ru/novosti/odin-urok-iz-trekh-fondov/"
TITLE, WRONG, RIGHT = "Үш қор, бір сабақ", "Три фонда, один урок", "Один урок, три фонда"

# Written out in the script of wagtail-localize, where no catalogue reaches.
IN_ENGLISH_FOR_EVERYBODY = {"More actions"}


def actions(page):
    return page.locator(".translation-standing__actions")


def test_a_translator_hands_her_work_to_a_moderator_and_gets_it_back_once(open_page):
    moderator, translator = open_page("/admin/login/"), open_page("/admin/login/")
    log_in(moderator, "moderator")
    log_in(translator, "translator")
    go_by_userbar(moderator, KAZAKH, "edit")
    moderator.fill("#id_title", TITLE)
    publish(moderator)

    translator.goto("/admin/")
    translator.get_by_role("link", name=TITLE, exact=True).click()
    assert actions(translator).locator("button").count() == 0  # Something is missing yet.
    heading = translator.locator(".js-translation-editor h3").first
    expect(heading).to_contain_text("Қазақша → Русский")  # in the words of the template, not "to … translation"
    translate(translator, {TITLE: WRONG})
    translator.reload()
    actions(translator).locator("button").click()
    expect(translator.locator(".messages .success")).to_have_count(1)
    assert translator.locator("main li.complete button").count() == 0  # locked

    moderator.goto("/admin/translations/?state=moderation&language=ru")
    moderator.locator("a.state-pill--moderation").click()
    actions(moderator).locator("button[data-launch-modal]").first.click()
    moderator.locator(".modal-dialog textarea").fill("Порядок слов!")
    moderator.locator(".modal-dialog button[type=submit]").click()
    expect(moderator.locator(".translation-standing blockquote")).to_have_text("Порядок слов!")

    translator.reload()
    expect(translator.locator(".translation-standing blockquote")).to_have_text("Порядок слов!")
    translate(translator, {TITLE: RIGHT})
    actions(translator).locator("button").last.click()
    expect(translator.locator(".messages .success")).to_have_count(1)

    moderator.reload()
    actions(moderator).locator("button:not(.button-secondary)").click()
    moderator.wait_for_url(re.compile(r"/admin/pages/\d+/edit/$"))
    expect(actions(moderator).locator("button")).to_have_count(0)
    moderator.goto(RUSSIAN)
    assert moderator.locator("main h1").inner_text() == RIGHT


@pytest.mark.parametrize("username", ["translator", "moderator"])
def test_whoever_translates_or_approves_reads_kazakh_alone(open_page, username):
    page = open_page("/admin/login/")
    log_in(page, username)
    speak_kazakh(page)
    foreign = not_kazakh(page)
    page.goto("/admin/translations/")
    foreign += not_kazakh(page)
    page.goto("/admin/translations/?state=outdated")
    foreign += not_kazakh(page)
    go_by_userbar(page, RUSSIAN, "edit")
    page.locator("main li.complete").first.wait_for()
    foreign += not_kazakh(page, written="main li > p")

    assert set(foreign) <= IN_ENGLISH_FOR_EVERYBODY


def test_the_board_and_a_translation_fit_a_phone(open_page):
    page = open_page("/admin/login/", viewport=PHONE)
    log_in(page, "translator")

    page.goto("/admin/translations/")
    board = overflow(page)
    go_by_userbar(page, RUSSIAN, "edit")
    page.locator(".translation-standing").wait_for()

    assert (board, overflow(page)) == (0, 0)
