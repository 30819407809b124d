"""The public site's kinds of page and their states, as a visitor meets them on a running site."""

import json
from collections.abc import Iterator

from tests.browser.site import RunningSite

LANGUAGES = ("kk", "ru", "en")
# Shown by the style guide, since no journey can break a site.
TROUBLE = ("404", "429", "500", "400", "403_csrf", "maintenance")


def public_pages(site: RunningSite) -> dict[str, dict[str, str]]:
    """Paths by language and kind, asked of the site itself."""
    script = "from tests.browser.states import print_addresses; print_addresses()"
    return json.loads(site.manage("shell", "--no-imports", "-c", script).splitlines()[-1])


def visit(page, addresses: dict[str, str]) -> Iterator[str]:
    """Opens one page after the other and yields its kind, last of all a form that was sent empty."""
    for kind, address in addresses.items():
        page.goto(address)
        yield kind
    page.goto(addresses["form"])
    page.locator("form.form button[type=submit]").click()
    page.locator(".error-summary").wait_for()
    yield "form with errors"
