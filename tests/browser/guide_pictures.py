"""Takes the pictures of the guide in the admin anew, from the demo, in each language: `make guide`."""

from __future__ import annotations

import contextlib
import io
import os
import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING

from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright

from tests.browser.conftest import browser_options, log_in
from tests.browser.pages import LANGUAGES
from tests.browser.site import ROOT, RunningSite, running_site

if TYPE_CHECKING:
    from tests.browser.guide_screens import Screen

FOLDER = ROOT / "site/static/guide"
SIZE = {"width": 1280, "height": 800}
QUALITY = 70  # Small letters are still sharp, and a picture stays below 60 kB.


@contextlib.contextmanager
def database_of(site: RunningSite) -> Iterator[None]:
    """The running site's models in this process. Not while Playwright runs, whose loop Django takes for ours."""
    os.environ.update(site.environment)
    if str(ROOT / "site") not in sys.path:
        sys.path.insert(0, str(ROOT / "site"))
    import django
    from django.db import connections

    django.setup()
    yield
    connections.close_all()


def take(site: RunningSite, language: str, screens: list[Screen]) -> None:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(**browser_options())
        pages: dict[str, Page] = {}
        for screen in screens:
            if screen.account not in pages:
                pages[screen.account] = enter(browser, site, screen.account, language)
            write(language, screen.name, picture(pages[screen.account], screen))
        browser.close()


def enter(browser: Browser, site: RunningSite, account: str, language: str) -> Page:
    context = browser.new_context(
        base_url=site.address, viewport=SIZE, locale=language, timezone_id="Asia/Almaty", reduced_motion="reduce"
    )
    page = context.new_page()
    log_in(page, account)
    return page


def picture(page: Page, screen: Screen) -> Image.Image:
    page.goto(screen.address)
    page.wait_for_load_state("networkidle")
    if screen.press:
        page.locator(screen.press).first.click()
        page.locator(".tippy-box[data-state=visible]").first.wait_for()
    if screen.show:
        page.locator(screen.show).first.evaluate("element => element.scrollIntoView({block: 'center'})")
    page.evaluate("() => Promise.allSettled(document.getAnimations().map(each => each.finished))")
    return Image.open(io.BytesIO(page.screenshot())).convert("RGB")


def write(language: str, name: str, image: Image.Image) -> None:
    path = FOLDER / language / f"{name}.webp"
    path.parent.mkdir(parents=True, exist_ok=True)
    image.save(path, quality=QUALITY, method=6)
    print(path.relative_to(ROOT), path.stat().st_size // 1000, "kB")  # noqa: T201 - what it has made


def main() -> None:
    with running_site(None) as site:
        with database_of(site):
            from tests.browser import guide_screens

            work = guide_screens.begin_work()
            screens = {language: list(guide_screens.screens(work, language)) for language in LANGUAGES}
        for language in LANGUAGES:
            with database_of(site):
                guide_screens.speak(language)
            take(site, language, screens[language])


if __name__ == "__main__":
    main()
