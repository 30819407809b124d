"""Very large, very narrow, widely spaced, without motion: whatever the visitor's eyes ask for, nothing is lost."""

import pytest

from tests.browser.conftest import DESK, choose_vision, log_in, overflow
from tests.browser.pages import LANGUAGES, TROUBLE, visit

# 1280 × 1024 at 400 %: WCAG 1.4.10.
ZOOMED = {"width": 320, "height": 256}
# WCAG 1.4.12, word for word.
SPACING = """* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important }
p { margin-block-end: 2em !important }"""
# Text in a box that is smaller than it and hides the rest. What only a screen reader is told is hidden on purpose.
CUT_OFF = """() => {
    const hides = one => ["hidden", "clip"].some(value => getComputedStyle(one).overflow.includes(value));
    const isMeantToBe = one => getComputedStyle(one).clipPath !== "none" || one.matches("[aria-hidden=true]");
    const outer = [...document.querySelectorAll("body *")].filter(one => one.checkVisibility() && hides(one));
    return outer.filter(one => !one.closest("svg, select, iframe") && !isMeantToBe(one)).flatMap(one => {
        const box = one.getBoundingClientRect(), words = document.createTreeWalker(one, NodeFilter.SHOW_TEXT), cut = [];
        for (const range = document.createRange(); words.nextNode();) {
            const node = words.currentNode;
            if (!node.data.trim() || node.parentElement.closest("[aria-hidden=true]")) continue;
            range.selectNodeContents(node);
            const text = range.getBoundingClientRect();
            if (text.right > box.right + 1 || text.bottom > box.bottom + 1) cut.push(node.data.trim());
        }
        return cut;
    });
}"""
MOVING = """() => [...document.querySelectorAll("*")].filter(one => [null, "::before", "::after"].some(part => {
    const style = getComputedStyle(one, part);
    return style.animationName !== "none" || style.transitionDuration.split(", ").some(time => parseFloat(time) > 0)
        || style.scrollBehavior === "smooth";
})).map(one => one.outerHTML.slice(0, 120))"""


@pytest.mark.parametrize("version", ["standard", "vision"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_at_400_percent_nothing_is_beside_the_screen(open_page, pages, language, version):
    page = open_page(f"/{language}/", viewport=ZOOMED, bypass_csp=True)
    if version == "vision":
        choose_vision(page)

    complaints = []
    for kind in visit(page, pages[language]):
        complaints += [f"{kind}: {overflow(page)} pixels too wide"] * (overflow(page) != 0)
        complaints += [f"{kind}: {cut}" for cut in page.evaluate(CUT_OFF)]
        page.add_style_tag(content=SPACING)
        complaints += [f"{kind}, spaced: {overflow(page)} pixels too wide"] * (overflow(page) != 0)
        complaints += [f"{kind}, spaced: {cut}" for cut in page.evaluate(CUT_OFF)]

    assert complaints == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_went_wrong_is_told_at_400_percent_too(open_page, language):
    page = open_page("/admin/login/", viewport=DESK)
    log_in(page, "editor")
    page.set_viewport_size(ZOOMED)

    for name in TROUBLE:
        page.goto(f"/styleguide/{name}/{language}/")
        assert overflow(page) == 0, name


@pytest.mark.parametrize("kind", ["home", "event with form"])
def test_nothing_moves_for_those_who_asked_for_that(open_page, pages, kind):
    page = open_page(pages["kk"][kind], reduced_motion="reduce")
    assert page.evaluate(MOVING) == []

    page.emulate_media(reduced_motion="no-preference")
    assert page.evaluate(MOVING) != []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_what_is_current_or_pressed_shows_in_forced_colours(open_page, pages, scheme):
    page = open_page(pages["ru"]["events"], forced_colors="active", color_scheme=scheme)
    edge = "element => getComputedStyle(element).borderBlockEndColor"
    ground = page.evaluate("getComputedStyle(document.documentElement).backgroundColor")

    for mark in (".menu__link", ".languages__link", ".tabs__link"):
        assert page.locator(f"{mark}[aria-current]").first.evaluate(edge) != ground, mark
        assert page.locator(f"{mark}:not([aria-current])").first.evaluate(edge) == ground, mark
    assert page.locator("main .button").first.evaluate(edge) != ground
