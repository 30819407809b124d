"""Letters: one spelling for one word, whatever keyboard or alphabet it was typed with."""

import re
import unicodedata

# What proves a Kazakh keyboard. і does not: people borrow the Latin or the Ukrainian letter.
KEYBOARD_LETTERS = frozenset("әғқңөұүһ")

# Longer words are cut: no Kazakh word comes near, and a database has its limits.
LONGEST_WORD = 64
MOST_PARTS = 8

# Without ё, which is written е as often.
ALPHABET = "абвгдежзийклмнопрстуфхцчшщъыьэюяәғқңөұүһі"

_PLAIN = re.compile(f"[{ALPHABET}]+")
# Nothing of it needs to be repaired, nor has it a part.
_PLAIN_LATIN = re.compile("[a-zäáğǵıñńöóşúūüýəɵ]+")
_LATIN = re.compile(r"[a-z\u00df-\u024f\u0259\u0275\u1e00-\u1eff]", re.IGNORECASE)
_CYRILLIC = re.compile(r"[\u0400-\u052f]")
# The apostrophes of U+02B0 and after count as letters in Unicode; in the Latin alphabet of 2017 they mark one.
_NO_LETTER = re.compile(r"[\W_\u02b0-\u02ff]+")
_HYPHEN = re.compile(r"[-\u2010-\u2015\u2212]")

# Letters that look alike, capitals and small ones; the last of them are ə, ɵ and their capitals from old fonts.
_AS_LATIN, _AS_CYRILLIC = "AaBCcEeHhIiKkMmOoPpTXxYyƏəƟɵ", "АаВСсЕеНһІіКкМмОоРрТХхҮуӘәӨө"
_TO_CYRILLIC = str.maketrans(_AS_LATIN, _AS_CYRILLIC)
_TO_LATIN = str.maketrans("Уу" + _AS_CYRILLIC, "Yy" + _AS_LATIN)
_VARIANTS = str.maketrans("ёӊҥґї", "еңңгі")

# й, и, і and ы become one letter, because no two alphabets tell them apart alike; what Latin writes with two letters
# becomes two.
_LOOSE = str.maketrans(
    {
        "ә": "а", "ғ": "г", "қ": "к", "ң": "н", "ө": "о", "ұ": "у", "ү": "у", "һ": "х", "і": "и", "ы": "и", "й": "и",
        "ю": "иу", "я": "иа", "э": "е", "ц": "тс", "ч": "тш", "щ": "шш", "ъ": "", "ь": "",
    }
)  # fmt: skip
_MARK = re.compile(r"[\u0300-\u036f]+")
_LATIN_PAIR = re.compile("shch|[scgkz]h")
_OF_LATIN_PAIR = {"shch": "шш", "sh": "ш", "ch": "тш", "gh": "г", "kh": "х", "zh": "ж"}
_OF_LATIN = str.maketrans(
    {
        "a": "а", "b": "б", "c": "тс", "d": "д", "e": "е", "f": "ф", "g": "г", "h": "х", "i": "и", "j": "ж", "k": "к",
        "l": "л", "m": "м", "n": "н", "o": "о", "p": "п", "q": "к", "r": "р", "s": "с", "t": "т", "u": "у", "v": "в",
        "w": "у", "x": "х", "y": "и", "z": "з", "ı": "и", "ə": "а", "ɵ": "о", "ş": "ш", "ý": "у",
    }
)  # fmt: skip


def parts(word: str) -> list[str]:
    """The word in small letters of one script, nothing but letters and digits; then its parts if it has hyphens.

    Empty if it holds no letter or digit.
    """
    plain = word.lower()
    is_clean = is_ascii_word(plain) or _PLAIN.fullmatch(plain) or _PLAIN_LATIN.fullmatch(plain)
    if is_clean and len(plain) <= LONGEST_WORD:
        return [plain]
    text = unicodedata.normalize("NFKC", word[: 4 * LONGEST_WORD])
    cleaned = (_NO_LETTER.sub("", _in_one_script(piece).lower().translate(_VARIANTS)) for piece in _HYPHEN.split(text))
    pieces = [piece[:LONGEST_WORD] for piece in cleaned if piece][:MOST_PARTS]
    return pieces if len(pieces) < 2 else ["".join(pieces)[:LONGEST_WORD], *pieces]


def _in_one_script(text: str) -> str:
    """A word of two scripts is repaired when the letters of one of them can all be mistaken for the other's."""
    if not (_LATIN.search(text) and _CYRILLIC.search(text)):
        return text
    for repair, foreign in ((_TO_CYRILLIC, _LATIN), (_TO_LATIN, _CYRILLIC)):
        repaired = text.translate(repair)
        if not foreign.search(repaired):
            return repaired
    return text


def is_ascii_word(text: str) -> bool:
    return text.isascii() and text.isalpha()


def is_latin(text: str) -> bool:
    return is_ascii_word(text) or (_LATIN.search(text) is not None and not _CYRILLIC.search(text))


def is_plain(text: str) -> bool:
    """Letters of the Kazakh Cyrillic alphabet and no others."""
    return _PLAIN.fullmatch(text) is not None


def loose(text: str) -> str:
    """Cyrillic `text` as somebody would type it who has none of the Kazakh letters."""
    return _without_glide(text.translate(_LOOSE))


def _without_glide(folded: str) -> str:
    """-ия and -ию are written -ia and -iu as often as -iya and -iyu."""
    return folded.replace("ииа", "иа").replace("ииу", "иу") if "ии" in folded else folded


def _bare(text: str) -> str:
    """Without the marks of the alphabets of 2021 and 2018, but for what they tell that the bare letter does not."""
    return _MARK.sub("", unicodedata.normalize("NFD", text.replace("ş", "sh").replace("ý", "w")))


def loose_from_latin(text: str) -> list[str]:
    """What `text` may be, folded as `loose()` folds: after the alphabets of 2021 and 2018, or in plain ASCII."""
    bare = text if text.isascii() else _bare(text)
    if "h" in bare:
        bare = _LATIN_PAIR.sub(lambda pair: _OF_LATIN_PAIR[pair.group()], bare)
    folded = _without_glide(bare.translate(_OF_LATIN))
    if not is_ascii_word(text) and not is_plain(folded):
        return []
    return [folded, folded.replace("нг", "н")] if "нг" in folded else [folded]
