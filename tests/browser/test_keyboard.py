"""By keyboard alone: everything is reached, in the order of the page, and who is there can be seen."""

import pytest

from tests.browser.conftest import DESK, PHONE, choose_vision
from tests.browser.pages import LANGUAGES

MOST_STOPS = 150
# A stop is what a visitor who cannot use a mouse has of the page: where she is, what it is called, whether she sees it.
STOP = """() => {
    const one = document.activeElement;
    if (!one || one === document.body) return null;
    const shown = one.closest(".card-link") && one.matches(".card-link__target") ? one.closest(".card-link") : one;
    const style = getComputedStyle(shown), box = one.getBoundingClientRect();
    const seen = document.elementsFromPoint(
        Math.min(Math.max(box.x + box.width / 2, 0), innerWidth - 1),
        Math.min(Math.max(box.y + Math.min(box.height, 40) / 2, 0), innerHeight - 1));
    const top = seen[0];
    const order = [...document.querySelectorAll("*")].indexOf(one);
    return {
        what: one.outerHTML.slice(0, 90),
        order,
        outline: style.outlineStyle === "none" ? 0 : parseFloat(style.outlineWidth),
        outlineColor: style.outlineColor,
        haloColor: style.boxShadow,
        isCovered: !(top && (one.contains(top) || top.contains(one) || shown.contains(top))),
        isOutside: box.bottom <= 0 || box.top >= innerHeight || box.right <= 0 || box.left >= innerWidth,
        size: [box.width, box.height],
    };
}"""
KINDS = ("home", "events", "event with form", "lesson", "news item", "application accepted", "form")


def stops(page) -> list[dict]:
    """Everything that Tab reaches, from the top of the page until the focus leaves it."""
    found = []
    for _number in range(MOST_STOPS):
        page.keyboard.press("Tab")
        stop = page.evaluate(STOP)
        if stop is None or (found and stop["order"] == found[0]["order"]):
            return found
        found.append(stop)
    raise AssertionError(f"still on the page after {MOST_STOPS} stops")


@pytest.mark.parametrize("version", ["standard", "vision"])
@pytest.mark.parametrize("viewport", [DESK, PHONE], ids=["desk", "phone"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_focus_goes_through_the_page_in_order_and_is_seen(open_page, pages, language, viewport, version):
    page = open_page(f"/{language}/", viewport=viewport, reduced_motion="reduce")
    if version == "vision":
        choose_vision(page)
    complaints = []
    for kind in KINDS:
        page.goto(pages[language][kind])
        found = stops(page)
        assert len(found) > 10, kind
        assert found[0]["what"].startswith('<a class="skip-link"'), kind
        if [stop["order"] for stop in found] != sorted(stop["order"] for stop in found):
            complaints.append(f"{kind}: not in the order of the page")
        for stop in found:
            if stop["outline"] < 2:
                complaints.append(f"{kind}: no ring around {stop['what']}")
            if stop["isOutside"] or stop["isCovered"]:
                complaints.append(f"{kind}: out of sight: {stop['what']}")

    assert complaints == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_skip_link_leads_past_the_menu(open_page, pages, language):
    page = open_page(pages[language]["events"])
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")

    assert page.evaluate("document.activeElement.id") == "main"
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('main') !== null")


def test_menu_opens_and_closes_by_keyboard_and_gives_the_focus_back(open_page):
    page = open_page("/kk/", viewport=PHONE)
    opener = page.locator("header [popovertarget=menu]").first
    links = page.locator("#menu a")
    opener.focus()

    page.keyboard.press("Enter")
    assert links.first.is_visible()
    # The popover's own buttons come next, wherever it stands in the page.
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('#menu') !== null")

    page.keyboard.press("Escape")
    assert not links.first.is_visible()
    assert opener.evaluate("button => button === document.activeElement")


def test_focus_goes_to_the_summary_of_errors_and_on_to_the_field(open_page, pages):
    page = open_page(pages["kk"]["form"])
    page.locator("form.form button[type=submit]").click()
    summary = page.locator(".error-summary")
    summary.wait_for()

    assert summary.evaluate("element => element === document.activeElement")
    named = summary.locator("a").evaluate_all("links => links.map(link => link.hash.slice(1))")
    order = page.evaluate("ids => ids.map(id => [...document.querySelectorAll('*')].findIndex(e => e.id == id))", named)
    assert len(named) > 5
    assert order == sorted(order)

    summary.locator("a").first.press("Enter")
    assert page.evaluate("document.activeElement.id") == named[0]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_ring_is_told_from_the_ground_in_forced_colours(open_page, scheme):
    page = open_page("/kk/", forced_colors="active", color_scheme=scheme)
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    ring, ground = page.evaluate(
        "[getComputedStyle(document.activeElement).outlineColor, getComputedStyle(document.body).backgroundColor]"
    )

    assert ring != ground
    assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid"
