"""A light stemmer for Kazakh search, with no lexicon and nothing of this site.

    index_keys(word)   the keys to store for a word of a text
    query_keys(word)   the keys to ask for: the word is found where the two sets meet
    exact_key(word)    the one key, among both, of the word as it is spelled: what ranks exact matches first

README.md tells how it works and how well.
"""

from . import stems
from .endings import BACK, FRONT
from .folding import KEYBOARD_LETTERS, is_latin, is_plain, loose, loose_from_latin, parts

__all__ = ["exact_key", "index_keys", "query_keys"]

_EXACT = "x"

# A key is a letter and a stem. The letter says how the stem is spelled (as it is, or loosely, with a back or a front
# vowel), whether it is a noun's or a verb's, and whether that is likely or possible. Letters only, so that the parsers
# of PostgreSQL and SQLite leave a key in one piece.
_STRICT, _LOOSE_BACK, _LOOSE_FRONT = ("ab", "cd"), ("ef", "gh"), ("ij", "kl")


def _sought(letters: tuple[str, str]) -> tuple[tuple[str, str], tuple[str, str]]:
    """By verb and level, which letters a query asks for.

    A likely stem finds the same stem where it is likely or possible, a possible one only where it is likely: two mere
    possibilities do not make a find. Nor do a noun and a verb, unless both are likely.
    """
    noun, verb = letters
    return (noun + verb[0], noun[0]), (verb + noun[0], verb[0])


_STRICT_SOUGHT, _BACK_SOUGHT, _FRONT_SOUGHT = map(_sought, (_STRICT, _LOOSE_BACK, _LOOSE_FRONT))
_EITHER_SOUGHT = [
    [back + front for back, front in zip(*levels, strict=True)]
    for levels in zip(_BACK_SOUGHT, _FRONT_SOUGHT, strict=True)
]


def exact_key(word: str) -> str:
    """The key of the word as it is spelled; '' if it holds no letter or digit."""
    spelled = parts(word)
    return _EXACT + spelled[0] if spelled else ""


def index_keys(word: str) -> frozenset[str]:
    """What to store for a word of a text: a dozen keys at most for most words. Empty if it holds no letter or digit."""
    spelled = parts(word)
    if not spelled:
        return frozenset()
    whole = spelled[0]
    # "EXPO" finds EXPO-2017 and "шара" іс-шара; yet a compound is a word of its own: "қатынастар" is not қарым-қатынас.
    keys = {_EXACT + part for part in spelled}
    if not is_plain(whole):
        return frozenset(keys)
    for stem, is_verbal, level, harmony in stems.readings(whole, stems.strict_spelling()):
        stem = stems.base(stem, is_verbal)
        keys.add(_STRICT[is_verbal][level] + stem)
        folded = loose(stem)
        if not folded:
            continue  # it was a soft sign
        if harmony & BACK:
            keys.add(_LOOSE_BACK[is_verbal][level] + folded)
        if harmony & FRONT:
            keys.add(_LOOSE_FRONT[is_verbal][level] + folded)
    return frozenset(keys)


def query_keys(word: str) -> frozenset[str]:
    """What to ask for: any of these. Empty if the word holds no letter or digit."""
    spelled = parts(word)
    if not spelled:
        return frozenset()
    whole = spelled[0]
    keys = {_EXACT + whole}
    if is_latin(whole):
        for folded in loose_from_latin(whole):
            _add_loose(keys, folded)
    elif is_plain(whole):
        if KEYBOARD_LETTERS.isdisjoint(whole):
            # It may lack the letters or need none. Read loosely it finds what it would strictly, all but a few forms.
            _add_loose(keys, loose(whole))
        else:
            _add_strict(keys, whole)
    return frozenset(keys)


def _add_strict(keys: set[str], whole: str) -> None:
    for stem, is_verbal, level, _ in stems.readings(whole, stems.strict_spelling()):
        shape = stems.base(stem, is_verbal)
        for letter in _STRICT_SOUGHT[is_verbal][level]:
            keys.add(letter + shape)


def _add_loose(keys: set[str], folded: str) -> None:
    if not folded:
        return
    add, base = keys.add, stems.base  # This is most of the time that a query takes.
    for stem, is_verbal, level, harmony in stems.readings(folded, stems.loose_spelling()):
        if harmony == BACK:
            sought = _BACK_SOUGHT[is_verbal][level]
        elif harmony == FRONT:
            sought = _FRONT_SOUGHT[is_verbal][level]
        else:
            sought = _EITHER_SOUGHT[is_verbal][level]
        shape = base(stem, is_verbal)
        for letter in sought:
            add(letter + shape)
        if is_verbal and stem[-1] == "и" and len(stem) > 2:
            # й stays with its stem, ы and і go.
            shape = base(stem[:-1], is_verbal)
            for letter in sought:
                add(letter + shape)
