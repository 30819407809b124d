"""Every ending of Kazakh, spelled out from the grammar once, when the first word is looked at."""

from collections.abc import Callable, Iterable
from functools import cache
from typing import NamedTuple

from .grammar import ANY, CONSONANT, INCOMPLETE, NOUN_COSTS, SLOTS, SOUND_OF, VERB_COSTS, VOWEL

BACK, FRONT = 1, 2

# Longer chains are grammatical, and nobody writes them.
LONGEST = 12

_BY_HARMONY = {"A": "ае", "I": "ыі", "K": "қк", "Ғ": "ғг"}
_BY_SOUND = {
    "L": {**dict.fromkeys("vrwi", "л"), "t": "т"},
    "N": {**dict.fromkeys("vm", "н"), "t": "т"},
    "Q": {"v": "н", "t": "т"},
    "D": {"t": "т"},
    "B": {"m": "н", "t": "т"},
    "M": {**dict.fromkeys("vrwilm", "м"), "t": "п"},
    "P": {**dict.fromkeys("vrwil", "м"), "t": "п"},
}
_OTHERWISE = {"L": "д", "N": "д", "Q": "д", "D": "д", "B": "д", "M": "б", "P": "б"}
_VOICED = {"қ": "ғ", "к": "г"}
_VOWEL_INITIAL = frozenset("аеыі")


class Ending(NamedTuple):
    """One way to read some last letters. The stem is the rest without its last `cut` letters, and `restored`."""

    cost: int
    is_verbal: bool
    harmony: int
    cut: int = 0
    restored: str = ""


Table = dict[str, tuple[Ending, ...]]


class Merger(NamedTuple):
    """An ending's first sound and the stem's last, written with one letter."""

    first: str
    after: str
    written: str
    where: str
    cut: int = 0
    restored: str = ""


_MERGERS = (
    Merger("й", "v", "и", CONSONANT),  # оқы + йды: оқиды
    Merger("у", "r", "ю", VOWEL, restored="й"),  # қой + у: қою
    Merger("а", "r", "я", VOWEL, restored="й"),  # қой + ады: қояды
    Merger("у", "i", "ю", "i"),  # жи + у: жию
    Merger("а", "i", "я", "i"),  # жи + ады: жияды
    Merger("ып", "t", "ып", "w", cut=1, restored="п"),  # тап + ып: тауып
    Merger("іп", "t", "іп", "w", cut=1, restored="п"),
)


def spell(template: str, sound: str, harmony: int) -> tuple[str, str]:
    """The letters of a morpheme after `sound`, and the sound that it ends in itself."""
    letters = []
    for sign in template:
        letter = _letter(sign, sound, harmony - 1)
        if letter:
            letters.append(letter)
            sound = SOUND_OF[letter]
    return "".join(letters), sound


def _letter(sign: str, sound: str, front: int) -> str:
    if sign in _BY_HARMONY:
        return _BY_HARMONY[sign][front]
    if sign in _BY_SOUND:
        return _BY_SOUND[sign].get(sound, _OTHERWISE[sign])
    if sign == "J":
        return "" if sound == "v" else "ыі"[front]
    if sign == "S":
        return "с" if sound == "v" else ""
    if sign == "Y":
        return "й" if sound == "v" else "ае"[front]
    if sign == "G":
        return ("қк" if sound == "t" else "ғг")[front]
    return sign


class _Speller:
    """Spells what may stand in a slot once, whatever leads there."""

    def __init__(self, harmony: int, costs: dict[str, int]) -> None:
        self.harmony = harmony
        self.costs = costs
        self._spelled: dict[tuple[str, str], dict[str, int]] = {}

    def endings(self, slot: str, sound: str) -> dict[str, int]:
        """Each ending with the lowest cost of those who spell it."""
        if (slot, sound) in self._spelled:
            return self._spelled[slot, sound]
        found: dict[str, int] = {}
        for morpheme in SLOTS.get(slot, ()):
            if sound not in morpheme.after:
                continue
            letters, last = spell(morpheme.template, sound, self.harmony)
            cost = self.costs[morpheme.cost]
            if morpheme.then != INCOMPLETE:
                found[letters] = min(cost, found.get(letters, cost))
            voiced = letters[:-1] + _VOICED.get(letters[-1], letters[-1])
            room = LONGEST - len(letters)
            for rest, more in self.endings(morpheme.then, last).items():
                if len(rest) <= room:
                    whole = (voiced if rest[0] in _VOWEL_INITIAL else letters) + rest
                    if whole not in found or found[whole] > cost + more:
                        found[whole] = cost + more
        self._spelled[slot, sound] = found
        return found


@cache
def tables() -> dict[str, Table]:
    """By the sound before it, every ending, as it is spelled, with its readings; "k" is қ or к after a vowel."""
    spellers = [
        (_Speller(harmony, costs), slot, harmony, costs)
        for slot, costs in (("noun", NOUN_COSTS), ("verb", VERB_COSTS))
        for harmony in (BACK, FRONT)
    ]
    by_sound: dict[str, Table] = {}
    for sound in ANY:
        table: Table = {}
        for speller, slot, harmony, costs in spellers:
            reading_of: dict[int, tuple[Ending, ...]] = {}
            for ending, chain_cost in speller.endings(slot, sound).items():
                cost = chain_cost + costs["any"] + (costs["one letter"] if len(ending) == 1 else 0)
                if cost not in reading_of:
                    reading_of[cost] = (Ending(cost, slot == "verb", harmony),)
                table[ending] = table[ending] + reading_of[cost] if ending in table else reading_of[cost]
        by_sound[sound] = table
    for merger in _MERGERS:
        _merge(by_sound, merger)
    # қ and к between vowels become ғ and г: бақа is no form of бақ.
    hard = by_sound["t"].items()
    by_sound["k"] = {ending: readings for ending, readings in hard if ending[0] not in _VOWEL_INITIAL}
    return by_sound


def _merge(by_sound: dict[str, Table], merger: Merger) -> None:
    for ending, readings in list(by_sound[merger.after].items()):
        if not ending.startswith(merger.first):
            continue
        merged = tuple(
            Ending(reading.cost + VERB_COSTS["glide"], True, reading.harmony, merger.cut, merger.restored)
            for reading in readings
            if reading.is_verbal
        )
        written = merger.written + ending[len(merger.first) :]
        for sound in merger.where if merged else "":
            by_sound[sound][written] = by_sound[sound].get(written, ()) + merged


def fewest(readings: Iterable[Ending]) -> tuple[Ending, ...]:
    """Those that come to something: none that another matches at a lower cost, and one for both harmonies."""
    best: dict[tuple[bool, int, str], dict[int, int]] = {}
    for cost, is_verbal, harmony, cut, restored in readings:
        costs = best.setdefault((is_verbal, cut, restored), {})
        for one in (BACK, FRONT):
            if harmony & one:
                costs[one] = min(cost, costs.get(one, cost))
    return tuple(
        Ending(cost, is_verbal, sum(one for one in costs if costs[one] == cost), cut, restored)
        for (is_verbal, cut, restored), costs in best.items()
        for cost in set(costs.values())
    )


def folded(by_sound: dict[str, Table], fold: Callable[[str], str]) -> dict[str, Table]:
    """The same endings with their letters folded: those that come out alike pool their readings."""
    folded_ending = {ending: fold(ending) for ending in set().union(*by_sound.values())}
    pooled: dict[str, Table] = {}
    for sound, table in by_sound.items():
        pool: Table = {}
        for ending, readings in table.items():
            spelled = folded_ending[ending]
            if readings[-1].restored:
                readings = tuple(reading._replace(restored=fold(reading.restored)) for reading in readings)
            pool[spelled] = fewest(pool[spelled] + readings) if spelled in pool else readings
        pooled[sound] = pool
    return pooled
