"""Last year's event held again, moved, and called off: in Kazakh, with somebody who has applied."""

import datetime
import re

from django.utils import timezone
from playwright.sync_api import expect

from tests.browser.conftest import log_in
from tests.browser.test_applying import fill_in, mail_to, send, text_of
from tests.browser.test_publishing import confirm_change, go_by_userbar, is_published, press_publish

ADDRESS = "/kk/is-sharalar/otbasy-muragaty-kuni-koktem/"
APPLICANT = "koktem@example.kz"


def hold_again(page, day: datetime.date) -> None:
    page.goto("/admin/events/new/")
    page.locator(".new-event__sources a", has_text="Отбасы мұрағаты күні").first.click()
    page.fill("[name=title]", "Отбасы мұрағаты күні: көктем")
    page.fill("[name=starts_at]", f"{day}T11:00")
    # All else has come along, by the clock.
    expect(page.locator("[name=ends_at]")).to_have_value(f"{day}T18:00")
    expect(page.locator("[name=opportunity-0-shifts-0-starts_at]")).to_have_value(f"{day}T10:00")
    page.fill("[name=opportunity-0-opens_at]", f"{timezone.localdate() - datetime.timedelta(days=1)}T10:00")
    page.locator("form.new-event button[type=submit]").click()
    page.wait_for_url("**/admin/pages/*/edit/")
    press_publish(page)
    is_published(page)


def names_one_person(page) -> None:
    page.wait_for_url(re.compile(r"/admin/events/change/\d+/(publish|approve)/"))
    expect(page.locator(".event-change__number")).to_have_text(re.compile(r"адам: 1\."))


def test_last_years_event_is_held_again_moved_and_called_off(open_page, site):
    page = open_page("/admin/login/")
    log_in(page, "moderator")
    day = timezone.localdate() + datetime.timedelta(days=60)
    hold_again(page, day)
    visitor = open_page(ADDRESS)
    fill_in(visitor, email=APPLICANT, shift=0)
    send(visitor)
    visitor.wait_for_url("**/apply/received/**")
    assert "көктем" in text_of(mail_to(site, APPLICANT, 0))

    moved = day + datetime.timedelta(days=7)
    go_by_userbar(page, ADDRESS, "edit")
    page.fill("[name=starts_at]", f"{moved:%d.%m.%Y} 11:00")
    page.fill("[name=ends_at]", f"{moved:%d.%m.%Y} 18:00")
    press_publish(page)
    names_one_person(page)
    # She goes back, and finds what she had typed; readers have seen nothing of it.
    page.locator(".event-change__buttons a").click()
    expect(page.locator("[name=starts_at]")).to_have_value(f"{moved:%d.%m.%Y} 11:00")
    visitor.goto(ADDRESS)
    assert visitor.locator(".notice--warning").count() == 0
    press_publish(page)
    names_one_person(page)
    page.fill("[name=words_kk]", "Көктем кешігіп жатыр.")
    confirm_change(page)

    assert "Көктем кешігіп жатыр." in text_of(mail_to(site, APPLICANT, 1))
    visitor.goto(ADDRESS)
    former = visitor.locator(".notice--warning s time").first
    assert former.get_attribute("datetime") == f"{day}T11:00:00+05:00"

    # An editor calls it off, and the moderator approves of that on her home page.
    editor = open_page("/admin/login/")
    log_in(editor, "editor")
    go_by_userbar(editor, ADDRESS, "edit")
    editor.select_option("[name=status]", "cancelled")
    editor.locator("[data-edit-form] .footer .w-dropdown__toggle").click()
    editor.locator("button[name=action-submit]").click()
    expect(editor.locator(".messages .success")).to_have_count(1)
    page.goto("/admin/")
    waiting = page.locator("tr", has_text="Отбасы мұрағаты күні: көктем")
    waiting.locator(".w-dropdown__toggle").click()
    page.locator("button[data-workflow-action-url*='/approve/']").first.click()
    names_one_person(page)
    assert visitor.locator(".notice--danger").count() == 0
    page.locator(".event-change button[type=submit]").click()
    page.wait_for_url("**/admin/")

    assert mail_to(site, APPLICANT, 2)["Subject"].strip().startswith("Өткізілмейді: ")
    visitor.goto(ADDRESS)
    assert visitor.locator(".notice--danger").count() == 1
    assert visitor.locator("main form [name=surname]").count() == 0
