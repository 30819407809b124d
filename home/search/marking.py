"""Showing where in a text the words of a query stand."""

from collections.abc import Iterator
from typing import NamedTuple

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from home.search.analysis import Word, words_of
from home.search.queries import Query

LENGTH = 220  # characters of an excerpt
BEFORE = 60  # of them before the first word that was found


class Piece(NamedTuple):
    text: str
    is_marked: bool


def mark(text: str, query: Query) -> SafeString:
    pieces = _pieces(text, [(word.start, word.end) for word in _found(text, query)])
    return format_html_join("", "{}", ((_html(piece),) for piece in pieces))


def excerpt(text: str, query: Query) -> SafeString:
    """Some lines of the text about the first word that was found, else its beginning."""
    text = " ".join(text.split())
    first = next(_found(text, query), None)
    begin = _start_of_word(text, max(first.start - BEFORE, 0)) if first else 0
    end = _end_of_word(text, begin + LENGTH)
    shown = text[begin:end].strip(" ,;:–—")
    return format_html("{}{}{}", "… " if begin else "", mark(shown, query), " …" if end < len(text) else "")


def _found(text: str, query: Query) -> Iterator[Word]:
    for word in words_of(text):
        # With its hyphens where they are left out in the query, else whichever of its parts was meant.
        whole = any(one.finds(Word(word.joined, 0, 0), query.language) for one in query.words)
        for candidate in (word,) if whole else word.parts:
            if whole or any(one.finds(candidate, query.language) for one in query.words):
                yield candidate


def _start_of_word(text: str, at: int) -> int:
    return text.rfind(" ", 0, at) + 1 if at else 0


def _end_of_word(text: str, at: int) -> int:
    if at >= len(text):
        return len(text)
    return max(text.rfind(" ", 0, at + 1), 0) or at


def _pieces(text: str, places: list[tuple[int, int]]) -> Iterator[Piece]:
    end = 0
    for start, stop in places:
        yield Piece(text[end:start], False)
        yield Piece(text[start:stop], True)
        end = stop
    yield Piece(text[end:], False)


def _html(piece: Piece) -> SafeString | str:
    return format_html("<mark>{}</mark>", piece.text) if piece.is_marked else piece.text
