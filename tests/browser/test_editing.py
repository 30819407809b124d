"""A page's way from an editor to the readers, in Kazakh: each person at her own browser, and the mails between them."""

import contextlib
import datetime
import re
import time

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from tests.browser.conftest import PHONE, log_in, overflow
from tests.browser.test_publishing import EVENT, exists, go_by_userbar

TITLE = "Кітапханадағы қысқы түн"
ADDRESS = "/kk/zhanalyqtar/kitapkhanadagy-qysqy-tun/"
SAVED = "Сақталды"
LISTING = re.compile(r"/admin/pages/\d+/$")
PATIENCE = 30  # seconds
LIMIT = PATIENCE * 1000


@pytest.fixture
def enter(open_page):
    """A function that logs somebody in, in a browser of her own."""

    def enter(username, **options):
        page = open_page("/admin/login/", **options)
        log_in(page, username)
        return page

    return enter


def letter(site, recipient: str, subject: str):
    """The mail, once it has come."""
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        for message in site.mailbox.taken:
            if message["to"] == recipient and message["subject"].strip().startswith(subject):
                return message.get_content().strip()
        time.sleep(0.2)
    raise AssertionError([(message["to"], message["subject"]) for message in site.mailbox.taken])


def act(page, action: str) -> None:
    """By a button of the page's footer: all but the first are behind an arrow."""
    named = f"[name='{action}'], [data-workflow-action-name='{action}']"
    button = page.locator(f"[data-edit-form] .footer button:is({named})").first
    if not button.is_visible():
        page.locator("[data-edit-form] .footer .w-dropdown__toggle").click()
    button.click()


def open_from_home(page, heading: str) -> None:
    page.goto("/admin/")
    panel = page.locator("section").filter(has=page.get_by_role("heading", name=heading))
    panel.get_by_role("link", name=TITLE, exact=True).click()
    page.wait_for_url(re.compile(r"/admin/pages/\d+/edit/$"))


def test_a_news_item_is_written_sent_back_mended_and_approved(enter, site):
    editor = enter("editor")
    go_by_userbar(editor, "/kk/zhanalyqtar/", "add_subpage")
    editor.fill("#id_title", TITLE)
    # No faster than a person: what is new is told from the form as it was two seconds after it came.
    editor.locator("#id_summary").press_sequentially("5 желтоқсанда есік таңға дейін ашық.", delay=100)
    expect(editor.get_by_text(SAVED)).to_be_visible(timeout=LIMIT)  # by itself
    act(editor, "action-submit")
    editor.wait_for_url(LISTING)
    assert not exists(editor, ADDRESS)
    assert letter(site, "moderator@example.kz", f"Бет мақұлдауға жіберілді: «{TITLE}»").startswith(
        "Сәлеметсіз бе, Келісім!"
    )

    moderator = enter("moderator")
    open_from_home(moderator, "Қарауыңызды күтіп тұрғандар")
    comment(moderator, "Қысқаша сипаттама", "Қай жылы?")
    act(moderator, "reject")
    moderator.locator(".modal-dialog textarea").fill("Күні қате: 6 желтоқсан")
    moderator.locator(".modal-dialog button[type=submit]").click()
    moderator.wait_for_url(LISTING)
    assert "«Күні қате: 6 желтоқсан»" in letter(site, "editor@example.kz", f"Бет қабылданбады: «{TITLE}»")

    editor.goto("/admin/")
    expect(editor.get_by_text("Келісім Модераторқызы: Күні қате: 6 желтоқсан")).to_be_visible()
    open_from_home(editor, "Сізге қайтарылғандар")
    editor.fill("#id_summary", "6 желтоқсанда есік таңға дейін ашық.")
    act(editor, "action-submit")
    editor.wait_for_url(LISTING)

    moderator.goto("/admin/")
    moderator.locator("tr", has_text=TITLE).locator(".w-dropdown__toggle").click()
    compare = moderator.locator("a[href*='/revisions/compare/']:visible").last.get_attribute("href")
    moderator.goto(compare)
    assert moderator.locator("main .comparison .deletion").all_inner_texts() == ["5"]
    assert moderator.locator("main .comparison .addition").all_inner_texts() == ["6"]
    open_from_home(moderator, "Қарауыңызды күтіп тұрғандар")
    act(moderator, "approve")
    moderator.wait_for_url(LISTING)
    letter(site, "editor@example.kz", f"Бет мақұлданды: «{TITLE}»")
    moderator.goto(ADDRESS)
    assert moderator.locator("main .lead").inner_text() == "6 желтоқсанда есік таңға дейін ашық."


def comment(page, field: str, text: str) -> None:
    """Beside a field, kept with the page's next draft."""
    region = page.get_by_role("region", name=field)
    region.hover()
    region.get_by_role("button", name="Пікір қосу").click()
    page.locator(".comment textarea").fill(text)
    page.locator(".comment__button--primary").first.click()


def test_the_calendar_of_a_field_is_kazakh(enter):
    page = enter("editor")
    go_by_userbar(page, EVENT["kk"], "edit")
    # Not typed: the calendar opens with the typing, and closes when it likes.
    page.locator("[name=starts_at]").evaluate("field => { field.value = '23.11.2026 09:05' }")
    calendar = page.locator(".xdsoft_datetimepicker:visible")

    page.locator("[name=starts_at]").click()

    expect(calendar).to_be_visible()
    assert calendar.locator("th").all_inner_texts() == ["Дс", "Сс", "Ср", "Бс", "Жм", "Сб", "Жс"]
    assert calendar.locator(".xdsoft_month span").inner_text() == "Қараша"
    assert calendar.locator("tbody tr").first.locator("td").all_inner_texts() == [
        "26",
        "27",
        "28",
        "29",
        "30",
        "31",
        "1",
    ]
    calendar.locator("td:not(.xdsoft_other_month)").get_by_text("24", exact=True).click()
    expect(page.locator("[name=starts_at]")).to_have_value("24.11.2026 09:05")


def test_a_page_is_previewed_on_phone_and_desk_and_in_another_language(enter):
    page = enter("editor")
    go_by_userbar(page, EVENT["kk"], "edit")
    day = timezone.localdate() + datetime.timedelta(days=50)
    page.fill("[name=starts_at]", f"{day:%d.%m.%Y} 17:05")
    page.fill("[name=ends_at]", f"{day:%d.%m.%Y} 18:00")

    page.locator("[data-side-panel-toggle=preview]").click()
    panel = page.locator("[data-side-panel=preview]")
    shown = panel.frame_locator("iframe").last
    expect(shown.locator("html")).to_have_attribute("lang", "kk", timeout=LIMIT)
    expect(panel.locator("[data-w-preview-target=spinner]")).to_be_hidden(timeout=LIMIT)
    shown = panel.frame_locator("iframe[title]").last
    for _attempt in range(5):  # Wagtail loses a choice made while the preview is being made anew, as it is by saving.
        panel.locator("select").select_option("")
        panel.locator("select").select_option("ru")
        with contextlib.suppress(AssertionError):
            expect(shown.locator("html")).to_have_attribute("lang", "ru", timeout=LIMIT / 3)
            break
    expect(shown.locator("main .ledger time").first).to_have_attribute(
        "datetime", f"{day}T17:05:00+05:00", timeout=LIMIT
    )
    widths = [panel.locator("iframe").last.evaluate("frame => frame.contentWindow.innerWidth")]
    panel.locator("label").filter(has=page.locator("input[name=preview-size]")).last.click()
    widths.append(panel.locator("iframe").last.evaluate("frame => frame.contentWindow.innerWidth"))
    assert [width < 480 for width in widths] == [True, False]


@pytest.mark.parametrize("username", ["editor", "moderator", "translator", "reviewer"])
def test_home_fits_a_phone(enter, username):
    page = enter(username, viewport=PHONE)

    assert overflow(page) == 0
