"""What a word is known by in the index, in each of the site's languages.

A word stands in the index under its keys, and a query's word finds those that it shares a key with: stems, so that an
inflected form finds every other. Beside them a word has forms: itself as it would be typed on any keyboard. Those tell
an exact match from one by its stem, and are what spelling and suggestions go by.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from unicodedata import combining, normalize

import snowballstemmer

from home.search import kazakh
from home.search.kazakh import folding

Keys = frozenset[str]

# A word may be several that hyphens join: each is found alone, and all as one where somebody leaves the hyphen out.
_WORD = re.compile(r"[^\W_]+(?:[-\u2010\u2011][^\W_]+)*")
_PART = re.compile(r"[^\W_]+")
# Pages repeat their words, and in Python a stem by Snowball takes fifty microseconds.
_REMEMBERED = 50_000


@dataclass(frozen=True)
class Analyser:
    """Every function takes one word, without hyphens, in whichever case."""

    index_keys: Callable[[str], Keys]
    query_keys: Callable[[str], Keys]
    forms: Callable[[str], Keys]  # of a word that is written
    query_forms: Callable[[str], Keys]  # of a word that is typed, maybe in another script
    small_words: Keys  # asked for only where nothing else is


@dataclass(frozen=True)
class Word:
    text: str
    start: int
    end: int
    parts: tuple["Word", ...] = ()  # of a word with hyphens

    @property
    def joined(self) -> str:
        return "".join(part.text for part in self.parts) or self.text


def words_of(text: str) -> Iterator[Word]:
    """In order, with their places in `text`."""
    for match in _WORD.finditer(text):
        start = match.start()
        parts = [Word(part.group(), start + part.start(), start + part.end()) for part in _PART.finditer(match.group())]
        yield Word(match.group(), start, match.end(), tuple(parts) if len(parts) > 1 else ())


def _without_accents(word: str) -> str:
    return "".join(letter for letter in normalize("NFKD", word.lower()) if not combining(letter))


def _russian(word: str) -> str:
    return normalize("NFC", word).lower().replace("ё", "е")


def _by_snowball(language: str, fold: Callable[[str], str]) -> tuple[Callable[[str], Keys], Callable[[str], Keys]]:
    stemmer = snowballstemmer.stemmer(language)

    @lru_cache(_REMEMBERED)
    def keys(word: str) -> Keys:
        return frozenset([stemmer.stemWord(fold(word))])

    return keys, lambda word: frozenset([fold(word)])


def _kazakh_forms(word: str) -> Keys:
    return frozenset([folding.loose("".join(folding.parts(word)))])


def _kazakh_query_forms(word: str) -> Keys:
    typed = "".join(folding.parts(word))
    return frozenset([folding.loose(typed), *(folding.loose_from_latin(typed) if folding.is_latin(typed) else [])])


_russian_keys, _russian_forms = _by_snowball("russian", _russian)
_english_keys, _english_forms = _by_snowball("english", _without_accents)

ANALYSERS = {
    "kk": Analyser(
        lru_cache(_REMEMBERED)(kazakh.index_keys),
        kazakh.query_keys,
        _kazakh_forms,
        _kazakh_query_forms,
        frozenset(
            [
                "және",
                "мен",
                "пен",
                "бен",
                "үшін",
                "туралы",
                "бойынша",
                "бар",
                "бұл",
                "осы",
                "сол",
                "не",
                "да",
                "де",
                "та",
                "те",
                "ма",
                "ме",
                "ба",
                "бе",
                "па",
                "пе",
            ]
        ),
    ),
    "ru": Analyser(
        _russian_keys,
        _russian_keys,
        _russian_forms,
        _russian_forms,
        frozenset(
            [
                "и",
                "в",
                "во",
                "на",
                "с",
                "со",
                "по",
                "для",
                "о",
                "об",
                "к",
                "ко",
                "у",
                "из",
                "от",
                "до",
                "за",
                "не",
                "а",
                "но",
                "что",
                "как",
                "это",
            ]
        ),
    ),
    "en": Analyser(
        _english_keys,
        _english_keys,
        _english_forms,
        _english_forms,
        frozenset(
            ["a", "an", "the", "of", "in", "on", "at", "to", "for", "and", "or", "is", "are", "with", "by", "from", "s"]
        ),
    ),
}


def index_keys(word: Word, language: str) -> Keys:
    """Those of the word whole and of each of its parts."""
    analyser = ANALYSERS[language]
    return analyser.index_keys(word.joined).union(*(analyser.index_keys(part.text) for part in word.parts))


def forms(word: Word, language: str) -> Keys:
    analyser = ANALYSERS[language]
    return analyser.forms(word.joined).union(*(analyser.forms(part.text) for part in word.parts))
