"""Takes the pictures of docs/images anew, from the demo: `make screenshots`."""

import io
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright

from tests.browser.conftest import DESK, PHONE, browser_options, choose_vision
from tests.browser.pages import every_state
from tests.browser.site import ROOT, RunningSite, running_site

FOLDER = ROOT / "docs/images"
GAP, COLOURS = 24, 256  # pixels between phones; so few colours that a picture stays below 150 kB

Phone = tuple[str, str, dict[str, str]]  # language, kind of page, what the visitor's system asks for
LOOKS: list[Phone] = [
    ("kk", "home", {"color_scheme": "light"}),
    ("kk", "home", {"color_scheme": "dark"}),
    ("kk", "home", {"contrast": "more"}),
    ("kk", "vision", {}),
]
STATES: list[Phone] = [
    ("ru", "sent empty", {}),
    ("ru", "form not yet open", {}),
    ("ru", "application accepted", {"color_scheme": "dark"}),
    ("ru", "not in this language", {"color_scheme": "dark"}),
]


def open_page(browser: Browser, site: RunningSite, viewport: dict[str, int], **media: str) -> Page:
    context = browser.new_context(
        base_url=site.address, viewport=viewport, timezone_id="Asia/Almaty", reduced_motion="reduce", **media
    )
    page = context.new_page()
    # Fonts that come late are for the next page.
    page.goto("/")
    page.wait_for_load_state("networkidle")
    return page


def picture(page: Page) -> Image.Image:
    page.evaluate("() => document.fonts.ready.then(() => null)")
    page.wait_for_load_state("networkidle")
    return Image.open(io.BytesIO(page.screenshot())).convert("RGB")


def go(page: Page, pages: dict[str, dict[str, str]], language: str, kind: str) -> None:
    if kind == "vision":
        page.goto(f"/{language}/")
        choose_vision(page)
    elif kind == "sent empty":
        page.goto(pages[language]["form"])
        page.locator("form.form button[type=submit]").click()
        page.locator(".error-summary").wait_for()
    else:
        page.goto(pages[language][kind])


def side_by_side(pictures: list[Image.Image]) -> Image.Image:
    width, height = pictures[0].size
    row = Image.new("RGB", ((width + GAP) * len(pictures) - GAP, height), "#8a94a3")
    for number, each in enumerate(pictures):
        row.paste(each, (number * (width + GAP), 0))
    return row


def write(name: str, image: Image.Image) -> None:
    path = Path(FOLDER / f"{name}.png")
    image.quantize(COLOURS, dither=Image.Dither.NONE).save(path, optimize=True)
    print(path.relative_to(ROOT), path.stat().st_size // 1000, "kB")  # noqa: T201 - what it has made


def main() -> None:
    with running_site(None) as site, sync_playwright() as playwright:
        pages = every_state(site)
        browser = playwright.chromium.launch(**browser_options())
        for name, phones in (("looks", LOOKS), ("states", STATES)):
            taken = []
            for language, kind, media in phones:
                page = open_page(browser, site, PHONE, **media)
                go(page, pages, language, kind)
                taken.append(picture(page))
            write(name, side_by_side(taken))
        for name, language, kind in (("home", "kk", "home"), ("lesson", "en", "lesson")):
            page = open_page(browser, site, DESK)
            page.goto(pages[language][kind])
            write(name, picture(page))
        page = open_page(browser, site, {"width": 720, "height": 1000})
        page.goto(pages["kk"]["event with form"])
        page.emulate_media(media="print")
        write("paper", picture(page))
        browser.close()


if __name__ == "__main__":
    main()
