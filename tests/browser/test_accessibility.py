"""Every kind of page and state, in every language and every look, under the rules of axe; and what axe cannot see."""

import pytest
from axe_playwright_python.base import AXE_SCRIPT

from tests.browser.conftest import DESK, PHONE
from tests.browser.pages import LANGUAGES, public_pages

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
LOOKS = {
    "light": {"color_scheme": "light", "viewport": DESK},
    "dark": {"color_scheme": "dark", "viewport": PHONE},
    "contrast": {"color_scheme": "light", "contrast": "more", "viewport": PHONE},
    "vision": {"color_scheme": "light", "viewport": DESK},
    "vision dark": {"color_scheme": "dark", "viewport": PHONE},
}


@pytest.fixture(scope="package")
def pages(site):
    return public_pages(site)


def findings(page) -> list[str]:
    """What axe finds wrong, a line each: the rule and the element."""
    # Evaluated by the browser's own tools, which no policy of the page concerns.
    page.evaluate(AXE_SCRIPT)
    found = page.evaluate("rules => axe.run({runOnly: rules, resultTypes: ['violations']})", RULES)
    return [
        f"{violation['id']}: {node['target']} {node.get('failureSummary', '')}"
        for violation in found["violations"]
        for node in violation["nodes"]
    ]


def choose_vision(page) -> None:
    page.locator("header [data-vision-switch]").first.click()
    page.wait_for_selector("html[data-vision=high]")


@pytest.mark.parametrize("look", LOOKS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_axe_finds_nothing(open_page, pages, language, look):
    page = open_page(f"/{language}/", locale=language, **LOOKS[look])
    if look.startswith("vision"):
        choose_vision(page)
    complaints = []
    for kind, address in pages[language].items():
        page.goto(address)
        complaints += [f"{kind}: {finding}" for finding in findings(page)]
    assert complaints == []
