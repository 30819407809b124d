"""Setting a title of any length in a space that does not grow."""

import re
from functools import lru_cache
from typing import NamedTuple

from django.conf import settings
from PIL import ImageFont

# The same files as the pages', so that a card and its page look alike. Both hold every Kazakh letter.
SERIF, SANS = "literata.woff2", "golos-text.woff2"
LEADING = 1.14
# Russian's words of one letter stay with the next, and a dash with the one before.
_TOGETHER = re.compile(r"(?<=\b[авикосуяАВИКОСУЯ]) (?=\w{2})| (?=[–—] )")
ELLIPSIS = "…"


class Setting(NamedTuple):
    lines: list[str]
    font: ImageFont.FreeTypeFont
    leading: int  # pixels from one line's foot to the next


class Line(NamedTuple):
    text: str
    font: ImageFont.FreeTypeFont


@lru_cache(maxsize=32)
def typeface(name: str, size: int, weight: int) -> ImageFont.FreeTypeFont:
    font = ImageFont.truetype(settings.SITE_DIR / "static" / "fonts" / name, size)
    font.set_variation_by_axes([weight])
    return font


def set_title(title: str, width: int, height: int, sizes: tuple[int, ...]) -> Setting:
    """In the first of `sizes` in which the whole of it fits; in the last one cut off with an ellipsis, if it must be.

    A word wider than the space is broken only in the last size.
    """
    words = _TOGETHER.sub("\u00a0", " ".join(title.split())).split(" ")
    for size in sizes:
        font = typeface(SERIF, size, 700)
        leading = round(size * LEADING)
        if size != sizes[-1] and any(font.getlength(word) > width for word in words):
            continue
        lines = _balanced(words, font, width)
        if len(lines) * leading <= height:
            return Setting(lines, font, leading)
    room = max(height // leading, 1)
    return Setting([*lines[: room - 1], _cut(lines[room - 1], font, width)], font, leading)


def _balanced(words: list[str], font: ImageFont.FreeTypeFont, width: int) -> list[str]:
    """As few lines as can be, and those as even as can be: no word is left alone on the last line without need."""
    lines = _broken(words, font, width)
    narrow, wide = 0, width
    while wide - narrow > 8:
        middle = (narrow + wide) // 2
        fits = all(font.getlength(word) <= middle for word in words) and len(_broken(words, font, middle)) <= len(lines)
        narrow, wide = (narrow, middle) if fits else (middle, wide)
    return _broken(words, font, wide)


def _broken(words: list[str], font: ImageFont.FreeTypeFont, width: int) -> list[str]:
    lines: list[str] = []
    for word in words:
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and font.getlength(longer) <= width:
            lines[-1] = longer
            continue
        while font.getlength(word) > width:
            length = next(n for n in range(len(word) - 1, 0, -1) if n == 1 or font.getlength(word[:n] + "-") <= width)
            lines.append(word[:length] + "-")
            word = word[length:]
        lines.append(word)
    return lines


def _cut(line: str, font: ImageFont.FreeTypeFont, width: int) -> str:
    while line and font.getlength(line + ELLIPSIS) > width:
        line = line[:-1]
    return line.rstrip(" ,.:;–-") + ELLIPSIS


def set_line(text: str, width: int, sizes: tuple[int, ...], weight: int) -> Line:
    """On one line, in the first of `sizes` in which it fits; in the last one cut off, if it must be."""
    for size in sizes:
        font = typeface(SANS, size, weight)
        if font.getlength(text) <= width:
            return Line(text, font)
    return Line(_cut(text, font, width), font)
