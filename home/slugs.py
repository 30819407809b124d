"""Readable ASCII slugs from Kazakh and Russian titles.

ASCII, because a Cyrillic address turns into percent signs when it is sent in a messenger, and because
wagtail-localize slugifies to ASCII whatever the settings say: a Cyrillic slug would come out of it empty.
"""

from django.utils.text import slugify

# Kazakh letters after the alphabet of 2021 without its marks; the rest as passports write it.
TRANSLITERATION = {
    "ә": "a", "ғ": "g", "қ": "q", "ң": "n", "ө": "o", "ұ": "u", "ү": "u", "һ": "h", "і": "i",
    "а": "a", "б": "b", "в": "v", "г": "g", "д": "d", "е": "e", "ё": "yo", "ж": "zh", "з": "z", "и": "i",
    "й": "y", "к": "k", "л": "l", "м": "m", "н": "n", "о": "o", "п": "p", "р": "r", "с": "s", "т": "t",
    "у": "u", "ф": "f", "х": "kh", "ц": "ts", "ч": "ch", "ш": "sh", "щ": "shch", "ъ": "", "ы": "y",
    "ь": "", "э": "e", "ю": "yu", "я": "ya",
}  # fmt: skip

# For the browser: the editor sees the same slug grow while typing the title.
FORMATTERS = [(f"[{letter}{letter.upper()}]", latin) for letter, latin in TRANSLITERATION.items()]


def readable_slug(text: str) -> str:
    """'' when the text holds no letter or digit that can be written in ASCII."""
    return slugify("".join(TRANSLITERATION.get(letter, letter) for letter in text.lower()))
