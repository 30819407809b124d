"""Every kind of page, in every language, narrow and wide, light and dark: nothing overflows, nothing complains."""

import pytest

from tests.browser.conftest import DESK, PHONE, overflow

LANGUAGES = ("kk", "ru", "en")


def addresses(page, language: str) -> list[str]:
    """The home page, every page in its menu, and the first page below each of those."""
    page.goto(f"/{language}/")
    found = [f"/{language}/"]
    menu = page.eval_on_selector_all("header nav a[href]", "links => links.map(link => new URL(link.href).pathname)")
    for address in dict.fromkeys(menu):
        if not address.startswith(f"/{language}/") or address in found:
            continue
        found.append(address)
        page.goto(address)
        below = page.eval_on_selector_all("main a[href]", "links => links.map(link => new URL(link.href).pathname)")
        found += [each for each in below if each.startswith(address) and each != address][:1]
    return found


@pytest.mark.parametrize("viewport", [PHONE, {"width": 320, "height": 640}, DESK], ids=["360", "320", "desk"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_no_page_is_wider_than_the_screen(open_page, language, viewport):
    page = open_page(f"/{language}/", viewport=viewport)
    seen = addresses(page, language)
    assert len(seen) >= 7
    for address in seen:
        answer = page.goto(address)
        assert answer.status == 200
        assert page.get_attribute("html", "lang") == language
        assert page.locator("h1").count() == 1, address
        assert overflow(page) == 0, address


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_language_switch_leads_to_the_same_page(open_page, language):
    page = open_page(f"/{language}/")
    for address in addresses(page, language)[1:4]:
        page.goto(address)
        for other in LANGUAGES:
            page.locator(f"header a[hreflang={other}], header a[lang={other}]").first.click()
            page.wait_for_url(f"**/{other}/**")
        page.locator(f"header a[hreflang={language}], header a[lang={language}]").first.click()
        page.wait_for_url(f"**{address}")


def test_the_front_door_remembers_the_language(open_page):
    page = open_page("/", locale="ru-RU")
    assert "/ru/" in page.url
    page.locator("header a[hreflang=en], header a[lang=en]").first.click()
    page.wait_for_url("**/en/**")
    page.goto("/")
    assert "/en/" in page.url


def test_the_menu_opens_by_keyboard_without_script(open_page):
    page = open_page("/en/", viewport=PHONE, javascript=False)
    page.locator("header [popovertarget]").first.focus()
    page.keyboard.press("Enter")
    assert page.locator("header nav a").first.is_visible()
