"""Read, apply, receipt, decision, mail: in three languages, on a desk and on a phone without script."""

import re
import time

import pytest

from tests.browser.conftest import DESK, PHONE, log_in, overflow

OPPORTUNITY = "forum-volunteers"
PATIENCE = 60  # seconds until a mail must have come; the clock alone looks every 15


def mail_to(site, address: str, number: int):
    """The `number`th mail to `address`, waited for."""
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        mails = [mail for mail in site.mailbox.taken if mail["To"] == address]
        if len(mails) > number:
            return mails[number]
        time.sleep(0.2)
    raise AssertionError(f"no mail {number} to {address}; {len(mails)} came")


def text_of(mail) -> str:
    return mail.get_body(("plain",)).get_content()


def read_the_event(page, language: str) -> None:
    """From the home page to the event as a visitor finds it: by the menu and the list."""
    page.goto(f"/{language}/")
    assert page.get_attribute("html", "lang") == language
    address = page.evaluate("document.location.href") + "x"
    page.goto(f"/{language}/apply/{OPPORTUNITY}/")
    page.locator("main p a").first.click()
    page.wait_for_url(re.compile(rf"/{language}/[^/]+/[^/]+/$"))
    assert page.url != address
    assert page.locator("main h1").inner_text() != ""


def fill_in(page, *, email: str, shift: int, **typed: str) -> None:
    values = {
        "surname": "Демоқызы",
        "first_name": "Айсұлу",
        "birth_date_day": "17",
        "birth_date_month": "5",
        "birth_date_year": "1998",
        "email": email,
        "phone": "8 700 000 01 23",
        "city": "Астана",
        "q_motivation": "Кітапханаға көмектескім келеді.",
        **typed,
    }
    for name, value in values.items():
        page.fill(f"[name={name}]", value)
    page.check("[name=languages_spoken][value=kk]")
    page.locator("[name=shifts]").nth(shift).check()
    page.locator("[name=q_experience]").first.check()
    page.check("[name=consent]")


def send(page) -> None:
    page.locator("form.form button[type=submit]").click()


@pytest.mark.parametrize(
    ("viewport", "javascript", "shift"), [(DESK, True, 0), (PHONE, False, 1)], ids=["desk", "phone-without-script"]
)
@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_read_apply_receipt_accepted_mail(open_page, site, language, viewport, javascript, shift):
    email = f"{language}-{viewport['width']}@example.kz"
    page = open_page("/", viewport=viewport, javascript=javascript, locale=language)
    read_the_event(page, language)
    assert javascript is False or overflow(page) == 0
    title = page.locator("main h1").inner_text()

    fill_in(page, email=email, shift=shift)
    send(page)
    page.wait_for_url("**/apply/received/**")
    number = re.search(r"\d{2}-[0-9A-Z]{6}", page.locator("main").inner_text())[0]

    receipt = mail_to(site, email, 0)
    assert number in text_of(receipt)
    assert title in text_of(receipt)
    link = re.search(rf"{re.escape(site.address)}/{language}/application/\S+", text_of(receipt))[0]

    staff = open_page("/admin/")
    log_in(staff, "reviewer")
    staff.goto(f"/admin/volunteers/applications/?q={number}")
    staff.locator("main table.listing a", has_text="Демоқызы").first.click()
    application = staff.url
    staff.click("button[name=move][value=accept]")
    staff.wait_for_load_state()

    accepted = mail_to(site, email, 1)
    assert number in text_of(accepted)
    assert accepted["Subject"] != receipt["Subject"]

    page.goto(link)
    page.locator("main form button[type=submit]").first.click()
    page.wait_for_load_state()
    staff.goto(application)
    assert staff.locator("main .state-pill").first.get_attribute("class").endswith("confirmed")


@pytest.mark.parametrize("javascript", [True, False], ids=["script", "no-script"])
@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_errors_stand_beside_their_fields_and_nothing_typed_is_lost(open_page, language, javascript):
    page = open_page(f"/{language}/apply/{OPPORTUNITY}/", viewport=PHONE, javascript=javascript)
    fill_in(page, email="nobody", shift=0, birth_date_year="2012", phone="12345")
    send(page)
    page.wait_for_selector(".error-summary")

    assert page.input_value("[name=surname]") == "Демоқызы"
    assert page.input_value("[name=q_motivation]") == "Кітапханаға көмектескім келеді."
    assert page.locator("[name=shifts]").first.is_checked()
    for name in ("email", "phone", "guardian_name", "guardian_phone", "guardian_email"):
        field = page.locator(f"[name={name}]")
        assert field.get_attribute("aria-invalid") == "true", name
        described = [f"#{each}" for each in field.get_attribute("aria-describedby").split()]
        assert any(page.locator(each).inner_text().strip() for each in described), name
    if javascript:
        assert overflow(page) == 0
        assert page.evaluate("document.activeElement.closest('.error-summary') !== null")
    links = page.locator(".error-summary a")
    targets = [links.nth(index).get_attribute("href") for index in range(links.count())]
    assert all(page.locator(target).count() == 1 for target in targets)


def test_a_minor_names_a_guardian_and_is_marked_in_the_queue(open_page, site):
    page = open_page(f"/kk/apply/{OPPORTUNITY}/", viewport=PHONE)
    assert not page.locator("[name=guardian_name]").is_visible()
    fill_in(page, email="minor@example.kz", shift=1, birth_date_year="2011")
    page.locator("[name=birth_date_year]").press("Tab")
    page.fill("[name=guardian_name]", "Демоқызы Әсем")
    page.fill("[name=guardian_phone]", "+7 700 000 01 24")
    page.fill("[name=guardian_email]", "guardian@example.kz")
    page.check("[name=guardian_consent]")
    send(page)
    page.wait_for_url("**/apply/received/**")
    staff = open_page("/admin/")
    log_in(staff, "reviewer")
    staff.goto("/admin/volunteers/applications/?q=minor@example.kz")
    assert staff.locator("main table.listing tbody tr").count() == 1


def test_a_double_click_is_one_application(open_page, site):
    page = open_page(f"/ru/apply/{OPPORTUNITY}/")
    fill_in(page, email="double@example.kz", shift=1)
    page.locator("form.form button[type=submit]").dblclick()
    page.wait_for_url("**/apply/received/**")
    mail_to(site, "double@example.kz", 0)
    staff = open_page("/admin/")
    log_in(staff, "reviewer")
    staff.goto("/admin/volunteers/applications/?q=double@example.kz")
    assert staff.locator("main table.listing tbody tr").count() == 1


def test_the_whole_form_can_be_filled_in_by_keyboard(open_page):
    page = open_page(f"/en/apply/{OPPORTUNITY}/")
    page.focus("[name=surname]")
    reached = set()
    for _step in range(80):
        name = page.evaluate("document.activeElement.name || document.activeElement.type || ''")
        reached.add(name)
        visible = page.evaluate(
            "(() => { const s = getComputedStyle(document.activeElement);"
            " return s.outlineStyle !== 'none' || s.boxShadow !== 'none' })()"
        )
        assert visible, f"no focus ring on {name}"
        if name == "submit":
            break
        page.keyboard.press("Tab")
    assert {"surname", "email", "birth_date_day", "languages_spoken", "shifts", "consent", "submit"} <= reached
    assert "extra_note" not in reached
