"""Which endings Kazakh has, and in which order: some hundred morphemes in slots.

A template is spelled after the sound that stands before it and after the harmony of the word:

    A   а or е                               I   ы or і
    J   ы or і, nothing after a vowel        S   с after a vowel, else nothing
    Y   й after a vowel, else а or е         K   қ or к
    G   ғ or г, қ or к after a hard sound    Ғ   ғ or г
    D   д, т after a hard sound              L   the plural's л, д or т
    N   the genitive's н, д or т             Q   the accusative's н, д or т
    B   the ablative's д, т or н             M   the instrumental's м, б or п
    P   the negation's м, б or п

Each morpheme has a cost: how readily its letters stand at the end of a word by chance. -дың is nearly always a
genitive; -н is more often a part of the word. The costs of a chain add up, and only their differences within one word
matter. README.md tells where the numbers come from.
"""

from typing import NamedTuple

# Classes of the sound before an ending: vowels, р and й, у, и, л, nasals, з and ж, hard ones. Letters that only
# loanwords end in, such as б, в, г and д, take the endings of hard sounds: клубтың, заводқа.
SOUNDS = {
    "v": "аәеоөұүыіэя",
    "r": "рй",
    "w": "ую",
    "i": "и",
    "l": "льъ",
    "m": "мнң",
    "z": "зж",
    "t": "птсшкқфхцчщһбгғдв",
}
SOUND_OF = {letter: sound for sound, letters in SOUNDS.items() for letter in letters}
ANY, CONSONANT, VOWEL, SOFT = "vrwilmzt", "rwilmzt", "v", "vrwil"


class Morpheme(NamedTuple):
    template: str
    then: str  # the slot that may follow
    cost: str  # a name in NOUN_COSTS or VERB_COSTS
    after: str = ANY


NOUN_COSTS = {
    "any": -3,
    "plural": -10,
    "my": 3,
    "your": 2,
    "our": -4,
    "its": -5,
    "genitive": -10,
    "accusative": 0,
    "dative": -5,
    "locative": -5,
    "ablative": -4,
    "instrumental": 3,
    "which is at": -9,
    "like": 8,
    "more": 7,
    "am": 7,
    "one letter": 2,
}
VERB_COSTS = {
    "any": -1,
    "plural": 2,
    "my": 5,
    "your": 7,
    "our": -5,
    "its": 4,
    "genitive": -7,
    "accusative": 4,
    "dative": -4,
    "locative": 5,
    "ablative": 1,
    "instrumental": 0,
    "which is at": 0,
    "like": -10,
    "more": 7,
    "am": -14,
    "passive": 3,
    "reflexive": 3,
    "reciprocal": 7,
    "causative": 16,
    "negation": -15,
    "past": -4,
    "participle": -11,
    "condition": -3,
    "present": -2,
    "third person": -1,
    "converb": -7,
    "converb у": -3,
    "infinitive": -7,
    "glide": -2,
    "aorist": 4,
    "habit": -8,
    "rare": 3,
    "wish": 1,
    "command": -6,
    "doer": -4,
    "-ness": 9,
    "I": 0,
    "I, in short": 7,
    "we": 9,
    "you": -3,
    "one letter": 3,
}

_CASES = [
    ("NIң", "end", "genitive"),
    ("QI", "end", "accusative"),
    ("GA", "end", "dative"),
    ("DA", "locative", "locative"),
    ("BAн", "end", "ablative"),
    ("Mен", "end", "instrumental"),
    ("Mенен", "end", "instrumental"),
]
_LAST_CASES = [(template, "end", cost) for template, _, cost in _CASES]
_CASES_AFTER_MINE = [case if case[2] != "dative" else ("A", "end", "dative") for case in _CASES]
_CASES_AFTER_ITS = [
    ("нIң", "end", "genitive"),
    ("н", "end", "accusative"),
    ("нA", "end", "dative"),
    ("ндA", "locative", "locative"),
    ("нAн", "end", "ablative"),
    ("мен", "end", "instrumental"),
    ("менен", "end", "instrumental"),
]
_PERSONS = [(person, "end", "am") for person in ("MIн", "сIң", "сIз", "MIз", "сIңдAр", "сIздAр")]
_POSSESSIVES = [
    ("Jм", "mine", "my"),
    ("Jң", "mine", "your"),
    ("JмIз", "ours", "our"),
    ("JңIз", "ours", "our"),
    ("SI", "its", "its"),
]

# Slot by slot: plural, possessive, case, -дағы, person.
_NOMINAL: dict[str, list[tuple[str, ...]]] = {
    "noun": [
        ("LAр", "plural", "plural"),
        ("LAрIңIз", "ours", "our"),
        *_POSSESSIVES,
        *_CASES,
        ("Nікі", "end", "which is at"),
        *_PERSONS,
        ("DAй", "end", "like"),
        ("JрAK", "end", "more"),
    ],
    "plural": [*_POSSESSIVES, *_CASES, ("Nікі", "end", "which is at"), *_PERSONS, ("DAй", "end", "like")],
    "mine": [*_CASES_AFTER_MINE, ("DAй", "end", "like")],
    "ours": [*_CASES, ("DAй", "end", "like")],
    "its": [*_CASES_AFTER_ITS, ("нікі", "end", "which is at"), ("ндAй", "end", "like"), *_PERSONS],
    "locative": [("ҒI", "which", "which is at"), *_PERSONS],
    "which": [("LAр", "those which", "plural"), *_LAST_CASES],
    "those which": [*_LAST_CASES, ("I", "end", "its")],
}

# What may follow a verb's stem, its voice, and its negation.
_FORMS = [
    ("DI", "past", "past"),
    ("GAн", "participle", "participle"),
    ("сA", "past", "condition"),
    ("Y", "present", "present"),
    ("Jп", "converb", "converb"),
    ("у", "noun", "infinitive"),
    ("Aр", "aorist", "aorist", CONSONANT),
    ("р", "aorist", "aorist", VOWEL),
    ("YтIн", "participle", "habit"),
    ("MAK", "intent", "rare"),
    ("GAлI", "end", "rare"),
    ("GAншA", "end", "rare"),
    ("GAй", "aorist", "rare"),
    ("улI", "end", "rare"),
    ("JңIз", "end", "command"),
    ("JңIздAр", "end", "command"),
    ("JңдAр", "end", "command"),
    ("сIн", "end", "command"),
    ("AйIн", "end", "command", CONSONANT),
    ("йIн", "end", "command", VOWEL),
    ("AйIK", "end", "command", CONSONANT),
    ("йIK", "end", "command", VOWEL),
    ("GI", "wish", "wish"),
    ("ушI", "doer", "doer"),
]
_NEVER_NEGATED = {"Jп", "Aр", "р", "MAK", "GAлI", "улI"}
_VOICES = [
    ("Jл", "passive"),
    ("Jн", "reflexive"),
    ("Jс", "reciprocal"),
    ("Jлс", "reciprocal"),
    ("DIр", "causative"),
    ("GIз", "causative"),
    ("DIрт", "causative"),
    ("DIрJл", "causative"),
]
_VERBAL: dict[str, list[tuple[str, ...]]] = {
    "verb": [
        *_FORMS,
        ("PA", "negated", "negation"),
        *((template, "voiced", cost) for template, cost in _VOICES),
        ("т", "voiced", "causative", SOFT),
        ("тJл", "voiced", "causative", SOFT),
    ],
    "voiced": [*_FORMS, ("PA", "negated", "negation")],
    "negated": [
        *(form for form in _FORMS if form[0] not in _NEVER_NEGATED),
        ("п", "converb", "converb"),
        ("с", "never", "negation"),
        ("стAн", "end", "rare"),
        ("йIншA", "end", "rare"),
    ],
    "past": [
        ("м", "end", "I"),
        ("ң", "end", "I"),
        ("K", "end", "we"),
        ("ңIз", "end", "you"),
        ("ңдAр", "end", "you"),
        ("ңIздAр", "end", "you"),
    ],
    "participle": [*_NOMINAL["noun"], ("дIK", "state", "-ness")],
    "doer": [*_NOMINAL["noun"], ("лIK", "state", "-ness")],
    "state": [("DAй", "end", "like"), ("I", "its", "its")],
    "present": [*_PERSONS, ("дI", "end", "third person"), ("м", "end", "I, in short")],
    "converb": [*_PERSONS, ("тI", "end", "third person")],
    "aorist": [*_PERSONS, ("лIK", "state", "-ness"), ("Jм", "end", "I")],
    "never": [*_PERSONS, ("I", "its", "its")],
    "intent": [*_PERSONS, ("шI", "end", "you")],
    "wish": [("м", "end", "I"), ("ң", "end", "I"), ("сI", "end", "you"), ("мIз", "end", "you"), ("ңIз", "end", "you")],
}
SLOTS = {slot: [Morpheme(*morpheme) for morpheme in morphemes] for slot, morphemes in {**_NOMINAL, **_VERBAL}.items()}
# A word may end in any slot but this: -ғы wants its possessive, барғысы келеді.
INCOMPLETE = "wish"
