"""Every kind of page and state, in every language and every look, under the rules of axe."""

import pytest
from axe_playwright_python.base import AXE_SCRIPT

from tests.browser.conftest import DESK, PHONE, choose_vision, log_in
from tests.browser.pages import LANGUAGES, TROUBLE, visit

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
LIGHT, DARK = {"color_scheme": "light"}, {"color_scheme": "dark"}
# A page is loaded once and looked at in each of these.
STANDARD = {
    "light": (DESK, {**LIGHT, "contrast": "no-preference"}),
    "dark": (PHONE, {**DARK, "contrast": "no-preference"}),
    "contrast": (PHONE, {**LIGHT, "contrast": "more"}),
    "dark contrast": (DESK, {**DARK, "contrast": "more"}),
}
FOR_THOSE_WHO_SEE_POORLY = {"light": (DESK, LIGHT), "dark": (PHONE, DARK)}
# A colour that is still fading is measured as what it is at that moment.
STILL = {"reduced_motion": "reduce"}


def findings(page, looks: dict, *, without: tuple[str, ...] = ()) -> list[str]:
    """What axe finds wrong in any of the looks, a line each: the look, the rule and the element."""
    # Evaluated by the browser's own tools, which no policy of the page concerns.
    page.evaluate(AXE_SCRIPT)
    options = {
        "runOnly": RULES,
        "resultTypes": ["violations"],
        "rules": {rule: {"enabled": False} for rule in without},
    }
    lines = []
    for look, (viewport, media) in looks.items():
        page.set_viewport_size(viewport)
        page.emulate_media(**media)
        found = page.evaluate("options => axe.run({exclude: ['wagtail-userbar', 'iframe']}, options)", options)
        lines += [
            f"{look}: {violation['id']} {node['target']} {node['failureSummary']}"
            for violation in found["violations"]
            for node in violation["nodes"]
        ]
    return lines


@pytest.mark.parametrize("looks", [STANDARD, FOR_THOSE_WHO_SEE_POORLY], ids=["standard", "vision"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_axe_finds_nothing(open_page, pages, language, looks):
    page = open_page(f"/{language}/", locale=language, **STILL)
    if looks is FOR_THOSE_WHO_SEE_POORLY:
        choose_vision(page)

    complaints = [f"{kind}: {finding}" for kind in visit(page, pages[language]) for finding in findings(page, looks)]

    assert complaints == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_axe_finds_nothing_where_something_went_wrong(open_page, language):
    page = open_page("/admin/login/", **STILL)
    log_in(page, "editor")

    complaints = []
    for name in TROUBLE:
        page.goto(f"/styleguide/{name}/{language}/")
        complaints += [f"{name}: {finding}" for finding in findings(page, STANDARD)]

    assert complaints == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_axe_finds_nothing_in_any_state_of_a_component(open_page, language):
    page = open_page("/admin/login/", **STILL)
    log_in(page, "editor")
    page.goto(f"/styleguide/?language={language}")

    # The same navigation in three states has the same name thrice.
    assert findings(page, STANDARD, without=("landmark-unique",)) == []


# What is ours in the admin, and the way in.
ADMIN = {
    "moderator": ("/admin/", "/admin/translations/", "/admin/events/new/", "/admin/guide/"),
    "reviewer": ("/admin/", "/admin/volunteers/applications/"),
}


@pytest.mark.parametrize("role", ADMIN)
def test_axe_finds_nothing_in_the_admin_s_own_screens(open_page, role):
    page = open_page("/admin/login/", **STILL)
    looks = {"light": (DESK, LIGHT), "dark": (PHONE, DARK)}
    complaints = findings(page, looks)
    log_in(page, role)

    for address in ADMIN[role]:
        page.goto(address)
        complaints += [f"{address}: {finding}" for finding in findings(page, looks)]

    assert complaints == []
