"""What style alone decides: the version for people who see poorly, paper, and fonts that come late."""

import pytest

from tests.browser.conftest import DESK, PHONE, choose_vision, overflow
from tests.browser.test_reading import LANGUAGES, addresses

ORNAMENT = ".site-header__strip, .site-footer__strip, .hero__ornament, .cover, .mark"
# `wait_for_function` would evaluate a string in the page, which its policy forbids.
FIRST_PAINT = """() => new Promise(done => new PerformanceObserver(list => list
    .getEntriesByName("first-contentful-paint").forEach(() => done())).observe({type: "paint", buffered: true}))"""


def font_size(page):
    return page.eval_on_selector("html", "element => parseFloat(getComputedStyle(element).fontSize)")


def test_the_version_for_people_who_see_poorly_is_one_press_away_and_stays(open_page):
    page = open_page("/ru/", viewport=PHONE, javascript=False)
    before = font_size(page)

    choose_vision(page)
    assert page.url.endswith("/ru/")
    assert font_size(page) > before * 1.25
    assert page.locator(ORNAMENT).evaluate_all("all => all.filter(one => one.checkVisibility()).length") == 0

    page.goto("/kk/")
    assert page.get_attribute("html", "data-vision") == "high"
    page.locator("header .vision button").click()
    page.wait_for_selector("html:not([data-vision])")
    assert page.url.endswith("/kk/")


@pytest.mark.parametrize("language", LANGUAGES)
def test_large_letters_still_fit(open_page, language):
    page = open_page(f"/{language}/", viewport=DESK)
    choose_vision(page)

    for address in addresses(page, language):
        page.goto(address)
        assert overflow(page) == 0, address


def test_paper_gets_the_text_without_menus_and_forms(open_page):
    page = open_page(
        "/kk/is-sharalar/zhas-erikti-forumy/", viewport={"width": 720, "height": 1000}, color_scheme="dark"
    )
    page.emulate_media(media="print")

    for gone in (".menu", ".languages", ".vision", ".breadcrumbs", ".form", ".article__action"):
        assert not page.locator(gone).first.is_visible(), gone
    for kept in (".brand", "h1", ".ledger", ".prose", ".site-footer__contact"):
        assert page.locator(kept).first.is_visible(), kept
    assert page.eval_on_selector("h1", "element => getComputedStyle(element).color") == "rgb(0, 0, 0)"


@pytest.mark.parametrize("viewport", [PHONE, DESK], ids=["phone", "desk"])
@pytest.mark.parametrize("path", ["/kk/", "/ru/", "/en/", "/kk/is-sharalar/zhas-erikti-forumy/", "/ru/novosti/"])
def test_nothing_moves_when_the_fonts_come_late(open_page, viewport, path):
    page = open_page("about:blank", viewport=viewport)
    page.add_init_script(
        "window.moved = 0;"
        "new PerformanceObserver(list => { for (const entry of list.getEntries()) moved += entry.value })"
        ".observe({type: 'layout-shift', buffered: true})"
    )
    held = []
    page.route("**/*.woff2", lambda route: held.append(route))
    page.goto(path, wait_until="domcontentloaded")
    page.evaluate(FIRST_PAINT)
    for route in held:
        route.continue_()

    page.evaluate("() => document.fonts.ready.then(() => null)")
    page.evaluate("() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))")
    loaded = page.evaluate("[...document.fonts].filter(font => font.status == 'loaded').map(font => font.family)")
    assert {name.strip('"') for name in loaded} >= {"Golos Text", "Literata"}
    assert page.evaluate("moved") == 0
