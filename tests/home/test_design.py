"""What the looks promise: readable colours in both themes, light files, nothing that a strict policy would strip."""

import gzip
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
STATIC = ROOT / "site/static"
CSS = sorted((STATIC / "css").glob("*.css"))
# Mail needs inline style, and Wagtail's admin, where volunteers/admin is shown, runs under a looser policy.
PUBLIC = sorted(
    path
    for path in (ROOT / "templates").rglob("*.html")
    if not path.is_relative_to(ROOT / "templates/mail") and not path.is_relative_to(ROOT / "templates/volunteers/admin")
)

READABLE, VISIBLE = 4.5, 3.0  # WCAG 2.2: 1.4.3 for text, 1.4.11 for the edges of controls and for marks
STRONGLY_READABLE = 7.0  # 1.4.6, for those who ask for more contrast
PAIRS = [
    *((text, "paper", READABLE) for text in ("ink", "ink-soft", "link", "link-strong", "qyzyl")),
    *((text, "felt", READABLE) for text in ("ink", "ink-soft", "link", "link-strong", "qyzyl")),
    *((text, "raised", READABLE) for text in ("ink", "ink-soft")),
    *((text, "kok-wash", READABLE) for text in ("ink", "ink-soft", "link", "link-strong")),
    *((text, "qyzyl-wash", READABLE) for text in ("ink", "qyzyl")),
    *((text, "altyn-wash", READABLE) for text in ("ink", "altyn-ink")),
    *((text, "night", READABLE) for text in ("on-night", "on-night-soft")),
    ("on-kok", "kok", READABLE),
    ("on-kok", "link-strong", READABLE),
    ("jasyl", "jasyl-wash", READABLE),
    *((mark, ground, VISIBLE) for mark in ("edge", "focus", "kok") for ground in ("paper", "felt", "raised")),
    ("altyn-edge", "paper", VISIBLE),
    ("jasyl", "rule", VISIBLE),
]


READ = re.compile(r"--([\w-]+): (#[0-9a-f]{3,6});").findall


def blocks(layer: str, *openings: str) -> list[dict[str, str]]:
    """The colours that stand after each opening, in turn, up to the next."""
    parts = []
    for opening in reversed(openings):
        layer, found, block = layer.rpartition(opening)
        assert found, opening
        parts.append(dict(READ(block)))
    return parts[::-1]


def tokens() -> dict[str, dict[str, str]]:
    css = (STATIC / "css/foundation.css").read_text()
    layer = css.partition("@layer tokens {")[2].partition("\n@layer")[0]
    light, dark, strong, strong_dark = blocks(
        layer,
        ":root {\n    color-scheme",
        "@media (prefers-color-scheme: dark) {",
        "@media (prefers-contrast: more) {",
        "@media (prefers-contrast: more) and (prefers-color-scheme: dark) {",
    )
    return {
        "light": light,
        "dark": light | dark,
        "strong": light | strong,
        "strong dark": light | dark | strong | strong_dark,
    }


def luminance(colour: str) -> float:
    digits = colour[1:] if len(colour) == 7 else "".join(digit * 2 for digit in colour[1:])
    channels = [int(digits[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def test_contrast_is_measured_as_wcag_does():
    assert contrast("#000", "#fff") == 21
    assert round(contrast("#777777", "#ffffff"), 2) == 4.48


@pytest.mark.parametrize("theme", ["light", "dark", "strong", "strong dark"])
@pytest.mark.parametrize(("text", "ground", "least"), PAIRS)
def test_colours_are_told_apart(theme, text, ground, least):
    colours = tokens()[theme]
    if theme.startswith("strong") and least == READABLE:
        least = STRONGLY_READABLE

    assert contrast(colours[text], colours[ground]) >= least


def test_version_for_people_who_see_poorly_has_the_colours_of_strong_contrast():
    vision = (STATIC / "css/vision.css").read_text().partition("\n  html {")[0]
    strong, strong_dark = blocks(vision, ":root {", "@media (prefers-color-scheme: dark) {")
    themes = tokens()

    assert themes["light"] | strong == themes["strong"]
    # Every colour of the dark theme that the strong one leaves alone has to be covered by one of the two.
    assert themes["light"] | themes["dark"] | strong | strong_dark == themes["strong dark"]


def test_style_sheets_refer_only_to_files_that_exist():
    missing = [
        (sheet.name, address)
        for sheet in CSS
        for address in re.findall(r'url\("([^"]+)"\)', sheet.read_text())
        if not (sheet.parent / address).is_file()
    ]

    # Hashing the static files stops at a missing one, and with it the release.
    assert missing == []


def test_style_of_a_public_page_stays_light():
    head = (ROOT / "templates/components/head_assets.html").read_text()
    sheets = [STATIC / path for path in re.findall(r'static "(css/[^"]+)"', head)]

    weights = {sheet.name: len(gzip.compress(sheet.read_bytes())) for sheet in sheets}
    # Loaded by those alone who have asked for the version for people who see poorly.
    vision = weights.pop("vision.css")
    # What fonts, a page and its pictures leave of the 150 kB of a first visit is far more; style should stay a tenth.
    assert len(weights) == 5
    assert sum(weights.values()) < 14_000
    assert vision < 2_500


@pytest.mark.parametrize("font", sorted((STATIC / "fonts").glob("*.woff2")), ids=lambda path: path.name)
def test_font_stays_light_and_has_its_licence_beside_it(font):
    assert font.stat().st_size < 45_000
    assert "SIL OPEN FONT LICENSE" in font.with_suffix(".OFL.txt").read_text()


@pytest.mark.parametrize("path", PUBLIC, ids=lambda path: str(path.relative_to(ROOT)))
def test_public_template_holds_nothing_inline(path):
    markup = path.read_text()

    scripts = r"<script(?![^>]*\ssrc=)(?! type=\"application/ld\+json\")"  # but data, which no browser runs
    assert re.findall(rf"""<style|\sstyle=|\son[a-z]+=["']|javascript:|{scripts}""", markup) == []
