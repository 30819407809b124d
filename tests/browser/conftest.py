"""One site and one browser for all journeys; each journey has a context (cookies, size, script) of its own.

Both end with the last journey and not with the session: Playwright keeps an event loop running in its thread, in which
no asynchronous view of another test could be called.
"""

import os
import shutil
from typing import Any

import pytest
from django.conf import settings

from tests.browser.pages import every_state
from tests.browser.site import running_site

PHONE = {"width": 360, "height": 740}
DESK = {"width": 1280, "height": 900}
# Without these Chromium looks up its maker's hosts at every start.
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


def pytest_collection_modifyitems(items):
    for item in items:
        if "/browser/" in item.path.as_posix():
            item.add_marker(pytest.mark.browser)
            item.add_marker(pytest.mark.xdist_group("browser"))


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item, call):
    """A journey that failed tells what the site said of it, which no page shows."""
    report = yield
    if report.failed and "site" in getattr(item, "funcargs", {}):
        report.sections.append(("End of the site's log", item.funcargs["site"].end_of_log()))
    return report


@pytest.fixture(scope="package")
def site():
    on_postgresql = settings.DATABASES["default"]["ENGINE"].endswith("postgresql")
    with running_site(os.environ.get("ERIKTI_TEST_DATABASE_URL") if on_postgresql else None) as site:
        yield site


@pytest.fixture(scope="package")
def pages(site):
    """Paths by language and kind of page."""
    return every_state(site)


def browser_options() -> dict[str, Any]:
    chromium = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    return {"executable_path": chromium, "args": ARGUMENTS}


@pytest.fixture(scope="package")
def browser():
    options = browser_options()
    if not options["executable_path"]:
        pytest.skip("chromium is not installed")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(**options)
        yield browser
        browser.close()


@pytest.fixture
def open_page(browser, site):
    """A function that opens a page in a context of its own; what its console complains of fails the test."""
    contexts, complaints = [], []

    def open_page(path="/", *, viewport=None, javascript=True, locale="kk", **options):
        context = browser.new_context(
            base_url=site.address,
            viewport=viewport or DESK,
            java_script_enabled=javascript,
            locale=locale,
            timezone_id="Asia/Almaty",
            **options,
        )
        context.set_default_timeout(20_000)
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("request", lambda request: _only_this_site(request.url, site.address, complaints))
        page.goto(path)
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert complaints == []


def _only_this_site(url: str, address: str, complaints: list[str]) -> None:
    if not url.startswith((address, "data:", "blob:", "about:")):
        complaints.append(f"asked {url}")


def log_in(page, username: str) -> None:
    """Through the admin's own door, with the demo's password."""
    from demo.accounts import PASSWORD

    page.goto("/admin/login/")
    page.fill("input[name=username]", username)
    page.fill("input[name=password]", PASSWORD)
    page.click("button[type=submit]")
    page.wait_for_url("**/admin/")


def choose_vision(page) -> None:
    """The version for people who see poorly, by the button in the header."""
    page.locator("header .vision button").click()
    page.locator("html[data-vision=high]").wait_for()


def overflow(page) -> int:
    """By how many pixels the page is wider than the screen; none of ours is."""
    return page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
