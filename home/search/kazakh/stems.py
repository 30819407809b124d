"""What a word may be a form of: its stems, without a lexicon.

Every ending that fits the word is a reading; so is the word as it stands, as a noun (or adjective, or name) and as a
verb. Readings compete: those near the cheapest are likely, those not far from it are possible, the others are dropped.
"""

from collections.abc import Callable
from functools import cache
from typing import NamedTuple

from . import endings
from .endings import BACK, FRONT, Ending, Table
from .folding import ALPHABET, LONGEST_WORD, loose
from .grammar import SOUND_OF
from .protected import PROTECTED

EITHER = BACK | FRONT
LIKELY, POSSIBLE = 0, 1
# How far from the cheapest reading.
_IS_LIKELY, _IS_POSSIBLE = 1, 5

# Costs by the number of letters, more than seven counting as seven: a stem under an ending, and a word without one.
# A stem ends in a consonant, in a vowel, or in и or я, as a verb hardly does: its й belongs to the ending.
_CLOSED_NOUN, _CLOSED_VERB = (0, 0, -4, -3, -1, -1, 2, 4), (0, 0, -5, -4, -1, 0, 1, 4)
_OPEN_NOUN, _OPEN_VERB = (0, 0, 4, 5, -3, 0, 3, 1), (0, 0, 2, -2, -2, 1, 6, 10)
_GLIDING_NOUN, _GLIDING_VERB = (0, 0, 0, -2, -1, -2, 2, 1), (0, 0, -1, 2, -2, 4, 5, 9)
# -ла, -да and -та make verbs of nouns: талқыла, қабылда.
_FORMED_VERB = (0, 0, -1, -2, -3, -1, -1, 2)
_STEM = {
    kind: tuple(zip(*(cost + cost[-1:] * 2 * LONGEST_WORD for cost in costs), strict=True))
    for kind, costs in {
        "closed": (_CLOSED_NOUN, _CLOSED_VERB),
        "open": (_OPEN_NOUN, _OPEN_VERB),
        "formed": (_OPEN_NOUN, _FORMED_VERB),
        "gliding": (_GLIDING_NOUN, _GLIDING_VERB),
    }.items()
}
_NOUN_ALONE, _VERB_ALONE = (-5, -5, -5, 0, -5, -5, -5, -1), (5, 5, 5, 5, 9, 7, 11, 18)
# A word that ends like a long ending, and is read as having none.
_LONG_ENDING = 5
_IGNORED_LONG_ENDING = 1
# Few stems end in two consonants, but for a hard one after a sonorant, as in жұрт, loans in -т, and stems whose vowel
# has fled, as in орн-. Only loans end in д.
_FLED, _UNUSUAL, _IN_D = 3, 7, 5
_HARD, _SONORANT = "птсшкқфхцч", "рлнй"
_MAY_HAVE_LOST_A_VOWEL = {"рн", "рз", "лн", "лз", "йн", "йз"}
_PROTECTED_STEM = -20

_HARMONY = {**dict.fromkeys("аоұыя", BACK), **dict.fromkeys("әеөүіэ", FRONT)}
_VOWELS = frozenset("аәеиоөуұүыіэюя")
_DEVOICED = {"б": "п", "г": "к", "ғ": "қ"}
_AFTER_A_FLEEING_VOWEL = frozenset("қкнңрзлмсшп")
_NO_CONSONANT = _VOWELS - set("уию")

# A stem, whether it is a verb's, LIKELY or POSSIBLE, its harmony.
Reading = tuple[str, bool, int, int]


def _cost_of_last_two(one: str, other: str) -> int:
    cost = _IN_D if other == "д" else 0
    if one in _VOWELS or other in _VOWELS or one == other or other in "ьъ":
        return cost
    if other in _HARD:
        return cost if one in _SONORANT or other == "т" else cost + _UNUSUAL
    # министр is as good as орн-.
    return cost + (_FLED if one + other in _MAY_HAVE_LOST_A_VOWEL or (one in _HARD and other == "р") else _UNUSUAL)


_COST_OF_LAST_TWO = {
    one + other: cost for one in ALPHABET for other in ALPHABET if (cost := _cost_of_last_two(one, other))
}


class State:
    """Where a reader stands in a word: what the letters so far let an ending be."""

    __slots__ = ("after", "cost_of_stem", "harmony", "table")

    def __init__(self, harmony: int, kind: str, table: Table) -> None:
        self.harmony = harmony
        self.cost_of_stem = _STEM[kind]
        self.table = table if harmony else {}  # a stem has a vowel
        self.after: dict[str, State] = {}


class Spelling(NamedTuple):
    """What differs between words as they are spelled and words as they are typed without Kazakh letters."""

    start: State
    protected: frozenset[str]


def base(stem: str, is_verbal: bool) -> str:
    """One shape for a stem that changes before a vowel: кітап and кітаб-, халық and халқ-, оқы- and оқ-."""
    if is_verbal and len(stem) > 2 and stem[-1] in "ыі":
        stem = stem[:-1]
    last = stem[-1]
    if last in _DEVOICED:
        last = _DEVOICED[last]
        stem = stem[:-1] + last
    if (
        3 < len(stem) < 6
        and stem[-2] in "ыіи"
        and last in _AFTER_A_FLEEING_VOWEL
        and stem[-3] not in _NO_CONSONANT
        and stem[-4] in _VOWELS
    ):
        stem = stem[:-2] + last
    return stem


def readings(word: str, spelling: Spelling) -> list[Reading]:
    """The likely and the possible readings of `word`, which as it stands is always a likely noun."""
    found, harmony = _endings_of(word, spelling)
    size = min(len(word), 7)
    noun_alone, verb_alone = _NOUN_ALONE[size], _VERB_ALONE[size]
    if found and len(word) - found[0][1] >= _LONG_ENDING:
        noun_alone += _IGNORED_LONG_ENDING
        verb_alone += _IGNORED_LONG_ENDING
    if word in spelling.protected:
        noun_alone += _PROTECTED_STEM
    cheapest = noun_alone if noun_alone < verb_alone else verb_alone
    for reading in found:
        if reading[0] < cheapest:
            cheapest = reading[0]
    is_likely, is_possible = cheapest + _IS_LIKELY, cheapest + _IS_POSSIBLE
    kept = [(word, False, LIKELY, harmony)]
    if verb_alone <= is_possible:
        kept.append((word, True, LIKELY if verb_alone <= is_likely else POSSIBLE, harmony))
    for cost, at, shared, (_, is_verbal, _, cut, restored) in found:
        if cost <= is_possible:
            stem = word[: at - cut] + restored if cut or restored else word[:at]
            kept.append((stem, is_verbal, LIKELY if cost <= is_likely else POSSIBLE, shared))
    return kept


def _endings_of(word: str, spelling: Spelling) -> tuple[list[tuple[int, int, int, Ending]], int]:
    """Cost, place, harmony and ending of every reading with an ending, the longest first; the whole word's harmony."""
    state, protected = spelling
    cost_of_last_two = _COST_OF_LAST_TWO.get
    found = []
    for letter in word[:2]:
        state = state.after[letter]
    for at in range(2, len(word)):
        fitting = state.table.get(word[at:])
        if fitting:
            cost_of_stem = state.cost_of_stem[at]
            extra = cost_of_last_two(word[at - 2 : at], 0)
            if word[:at] in protected:
                extra += _PROTECTED_STEM
            for ending in fitting:
                harmony = ending[2] & state.harmony
                # A restored stem has a vowel, too.
                if harmony and at - ending[3] > 1:
                    found.append((ending[0] + extra + cost_of_stem[ending[1]], at, harmony, ending))
        state = state.after[word[at]]
    return found, state.harmony or EITHER


@cache
def strict_spelling() -> Spelling:
    return Spelling(_reader(_strict_step, SOUND_OF, endings.tables(), gliding="ия", undecided="вк"), PROTECTED)


@cache
def loose_spelling() -> Spelling:
    tables = endings.folded(endings.tables(), loose)
    # и is й, и, і or ы, and what follows any of them may follow it.
    tables["i"] = {
        ending: endings.fewest(reading for sound in "vri" for reading in tables[sound].get(ending, ()))
        for ending in set().union(*(tables[sound] for sound in "vri"))
    }
    sound_of = {letter: SOUND_OF[letter] for letter in loose(ALPHABET)}
    return Spelling(_reader(_loose_step, sound_of, tables, gliding="", undecided="в"), frozenset(map(loose, PROTECTED)))


Step = Callable[[int, bool, str], tuple[int, bool]]


def _strict_step(harmony: int, is_back: bool, letter: str) -> tuple[int, bool]:
    """The harmony after one more letter is the last vowel's; у and ю keep what was before, и may be either."""
    if letter in "ую":
        harmony = harmony or EITHER
    elif letter == "и":
        harmony = EITHER
    return _HARMONY.get(letter, harmony), False


def _loose_step(harmony: int, is_back: bool, letter: str) -> tuple[int, bool]:
    """The same where а may be ә, о may be ө, у may be ү, and и may be anything: only е, and а after а or о, tell."""
    if letter == "е":
        return FRONT, is_back
    if letter in "ао":
        return (BACK if is_back else EITHER), True
    if letter == "и":
        return (FRONT if harmony == FRONT else EITHER), is_back
    if letter == "у":
        return harmony or EITHER, is_back
    return harmony, is_back


def _reader(step: Step, sound_of: dict[str, str], tables: dict[str, Table], gliding: str, undecided: str) -> State:
    """Every state that the letters of `sound_of` lead to from the start of a word."""
    start = State(0, "closed", {})
    reached: dict[tuple[int, bool, str, str], State] = {}
    waiting = [(0, False, "", start)]
    while waiting:
        harmony, is_back, before, state = waiting.pop()
        for letter in sound_of:
            after, was_back = step(harmony, is_back, letter)
            # ь is silent: лагерьлер, автомобильдер.
            sounding = before if letter in "ьъ" and before else letter
            kind = _kind_of_stem(before, sounding, gliding)
            sound = "k" if sounding in "қк" and before in _VOWELS else sound_of[sounding]
            key = (after, was_back, sounding if sounding in "вкядтл" else sound_of[sounding], sound + kind)
            if key not in reached:
                says = EITHER if after and sounding in undecided else after
                reached[key] = State(says, kind, tables[sound])
                waiting.append((after, was_back, sounding, reached[key]))
            state.after[letter] = reached[key]
    return start


def _kind_of_stem(before: str, last: str, gliding: str) -> str:
    if last in gliding:
        return "gliding"
    if SOUND_OF[last] != "v":
        return "closed"
    return "formed" if last in "ае" and before in ("л", "д", "т") else "open"
