"""The order of the Kazakh alphabet, for lists that are put in order here and not by the database.

By code points ә, ғ, қ and і come after я; so Python sorts, and a database wherever no collation of ICU is at hand. The
alphabet holds the Russian one in its own order, so that both languages are served by one key.
"""

import re
from unicodedata import normalize

ALPHABET = "аәбвгғдеёжзийкқлмнңоөпрстуұүфхһцчшщъыіьэюя"
RANKS = {letter: rank for rank, letter in enumerate(ALPHABET)}
PARTS = re.compile(r"\d+|[^\W\d_]+")

Part = tuple[int, int, tuple[int, ...]]


def kazakh_key(text: str) -> tuple[list[Part], str]:
    """For `sorted`: word by word, numbers by their worth and before letters, Latin after Cyrillic.

    Capitals, quotation marks and dashes count only between texts that have no other difference.
    """
    return [_rank(part) for part in PARTS.findall(normalize("NFC", text).lower())], text


def _rank(part: str) -> Part:
    if part.isdecimal():
        return 0, int(part), ()
    return 1, 0, tuple(RANKS.get(letter, len(ALPHABET) + ord(normalize("NFD", letter)[0])) for letter in part)
