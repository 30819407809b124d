"""The work of each of the staff by keyboard alone, in Kazakh: all is reached without a mouse, and nobody shut in."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.admin import press_tab_until, speak_kazakh
from tests.browser.conftest import log_in
from tests.browser.test_publishing import go_by_userbar, publish

KAZAKH, TITLE = "/kk/zhanalyqtar/prezidenttik-ortalyq/", "Жаңа атау, бұрынғы іс"
RUSSIAN = "Новое имя, прежнее дело"
SUMMARY = "Енді пернетақтамен де аударуға болады."


@pytest.fixture
def enter(open_page):
    def enter(username):
        page = open_page("/admin/login/", reduced_motion="reduce")
        log_in(page, username)
        speak_kazakh(page)
        return page

    return enter


def test_an_editor_makes_an_event_like_an_earlier_one_and_submits_it(enter):
    page = enter("editor")
    press_tab_until(page, page.get_by_role("link", name="Жаңа іс-шара")).press("Enter")
    page.wait_for_url("**/events/new/")
    source = page.locator(".new-event__sources a", has_text="Волонтерлердің ашық есік күні").first
    press_tab_until(page, source).press("Enter")
    page.wait_for_url("**/events/*/new/*/")
    title = press_tab_until(page, page.locator("[name=title]"))
    title.press("ControlOrMeta+a")
    page.keyboard.type("Пернетақтамен жасалған іс-шара")
    press_tab_until(page, page.locator("form.new-event button[type=submit]")).press("Enter")
    page.wait_for_url("**/pages/*/edit/")

    menu = press_tab_until(page, page.locator("[data-edit-form] .footer .w-dropdown__toggle"))
    menu.press("Enter")
    submit = page.locator("[name=action-submit]:visible")
    press_tab_until(page, submit)
    page.keyboard.press("Escape")
    expect(menu).to_be_focused()
    menu.press("Enter")
    press_tab_until(page, submit).press("Enter")
    page.wait_for_url(re.compile(r"/admin/pages/\d+/$"))
    expect(page.locator(".messages .success")).to_contain_text("Пернетақтамен жасалған іс-шара")


def test_nobody_is_shut_in_a_list_and_none_is_changed_in_passing(enter):
    page = enter("editor")
    go_by_userbar(page, "/kk/is-sharalar/ashyq-esik-kuni/", "edit")
    text = page.locator(".public-DraftEditor-content").filter(has=page.locator("li")).first
    deeper = text.locator("li.public-DraftStyleDefault-depth1")
    text.focus()
    for key in ("Tab", "Shift+Tab", "Shift+Tab"):
        page.keyboard.press(key)
    expect(text).not_to_be_focused()

    text.focus()
    page.keyboard.type("Бірінші")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    expect(text).to_be_focused()
    expect(deeper).to_have_count(1)  # who writes can still nest

    page.keyboard.press("Escape")
    page.keyboard.press("Tab")
    expect(text).not_to_be_focused()
    expect(deeper).to_have_count(1)


def test_a_reviewer_accepts(enter):
    page = enter("reviewer")
    press_tab_until(page, page.locator(".waiting-panel__title a")).press("Enter")
    page.wait_for_url("**/applications/")
    name = page.locator(".queue-table td.title a").first
    press_tab_until(page, name).press("Enter")
    page.wait_for_url(re.compile(r"/applications/\d+/"))
    press_tab_until(page, page.locator("button[value=accept]")).press("Enter")
    expect(page.locator(".messages .success")).to_contain_text("Өтінім қабылданды: ")
    press_tab_until(page, page.locator(".undo-form button")).press("Enter")
    expect(page.locator(".messages .success")).to_contain_text("Шешімнің күші жойылды: ")
    # And by one key, as an inbox does it.
    page.keyboard.press("a")
    expect(page.locator(".messages .success")).to_contain_text("Өтінім қабылданды: ")


def test_a_translator_translates_and_submits_and_a_moderator_approves(enter):
    source = enter("moderator")
    go_by_userbar(source, KAZAKH, "edit")
    source.fill("#id_summary", SUMMARY)
    publish(source)

    page = enter("translator")
    press_tab_until(page, page.get_by_role("link", name=TITLE, exact=True)).press("Enter")
    page.wait_for_url("**/pages/*/edit/")
    segment = page.locator("main li").filter(has=page.locator("> p").get_by_text(SUMMARY, exact=True))
    press_tab_until(page, segment.get_by_role("button").last).press("Enter")
    press_tab_until(page, segment.locator("textarea"))
    page.keyboard.type("Перевести можно и с клавиатуры.")
    press_tab_until(page, segment.get_by_role("button").last).press("Enter")
    expect(segment).to_have_class("complete")
    page.reload()
    press_tab_until(page, page.locator(".translation-standing__actions button")).press("Enter")
    expect(page.locator(".messages .success")).to_have_count(1)

    page = enter("moderator")
    panel = page.locator("section").filter(has=page.get_by_role("heading", name="Қарауыңызды күтіп тұрғандар"))
    press_tab_until(page, panel.get_by_role("link", name=RUSSIAN, exact=True)).press("Enter")
    page.wait_for_url("**/pages/*/edit/")
    buttons = page.locator(".translation-standing__actions button")
    changes = press_tab_until(page, buttons.and_(page.locator("[data-launch-modal]")).first)
    changes.press("Enter")
    expect(page.locator(".modal-dialog textarea")).to_be_visible()
    expect(page.locator(".modal:focus, .modal :focus")).to_have_count(1)
    page.keyboard.press("Escape")
    expect(page.locator(".modal-dialog")).to_have_count(0)
    expect(changes).to_be_focused()
    press_tab_until(page, buttons.and_(page.locator(":not(.button-secondary)"))).press("Enter")
    page.wait_for_url(re.compile(r"/admin/pages/\d+/edit/$"))
    expect(buttons).to_have_count(0)
