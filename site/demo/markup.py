"""The little markup of the content files, made into Wagtail's rich text."""

import re
from collections.abc import Callable
from html import escape

LINK = re.compile(r"\[([^\]]+)\]\(page:([a-z0-9-]+)\)")
BOLD = re.compile(r"\*\*(.+?)\*\*")


def rich_text(text: str, page_id: Callable[[str], int | None]) -> str:
    """Blank lines part paragraphs, "- " begins an item, **bold**, [words](page:key).

    A link to a page that is gone leaves its words.
    """
    return "".join(_paragraph(lines.splitlines(), page_id) for lines in re.split(r"\n\s*\n", text.strip()))


def _paragraph(lines: list[str], page_id: Callable[[str], int | None]) -> str:
    if all(line.startswith("- ") for line in lines):
        items = "".join(f"<li>{_inline(line[2:], page_id)}</li>" for line in lines)
        return f"<ul>{items}</ul>"
    return f"<p>{_inline(' '.join(lines), page_id)}</p>"


def _inline(text: str, page_id: Callable[[str], int | None]) -> str:
    def link(match: re.Match[str]) -> str:
        words, pk = match[1], page_id(match[2])
        return f'<a linktype="page" id="{pk}">{words}</a>' if pk else words

    return LINK.sub(link, BOLD.sub(r"<b>\1</b>", escape(text, quote=False)))
