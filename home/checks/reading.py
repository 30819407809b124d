"""How easily a text reads, in Kazakh, Russian and English, on one scale.

The scale is LIX (C. H. Björnsson, Läsbarhet, 1968): words to a sentence, plus the percentage of long words. It needs
no syllables and no dictionary, and its author tried it on newspapers in eleven languages (Readability of Newspapers in
11 Languages, Reading Research Quarterly 18/4, 1983): English 25 + 27 = 52, Russian 18 + 47 = 65. The same difficulty,
then, is other figures in each language: where English takes words, Russian takes endings, and Kazakh more of them. For
Kazakh nobody has published figures.

So both parts are brought to English. How many words each language needs for the same, and from which length as many
of them are long, was counted in the texts of the site's own demo, which say the same in all three: 2818 words in
English, 2117 in Russian, 1945 in Kazakh; over 6 letters in English 18 %, over 8 in Russian 17 %, in Kazakh 21 %. The
Russian figure agrees with Björnsson's 18 words for 25.

A sentence is long from 26 English words on (GOV.UK, Writing for GOV.UK), and from as many in proportion.
"""

import re
from dataclasses import dataclass

from home.search.analysis import words_of

# Fewer words say too little: one long name weighs too much.
ENOUGH = 60
# Björnsson's own bands: up to 50 is what newspapers write, above is for specialists.
HARD = 50
LONGEST_ENGLISH_SENTENCE = 25
# A full stop after a single letter or before a small one ends no sentence: «А. Құнанбайұлы», «2026 ж. күзде», "e.g.".
_END = re.compile(r"(?<=[.!?…])(?<!\b\w\.)[\"»”)]*\s+(?=[\"«“(–—-]*\s*[^\Wa-zа-яёәғқңөұүһі_])")


@dataclass(frozen=True)
class Measure:
    words_for_an_english_one: float
    letters_of_a_long_word: int  # more than these

    @property
    def longest_sentence(self) -> int:
        return round(LONGEST_ENGLISH_SENTENCE * self.words_for_an_english_one)


MEASURES = {"en": Measure(1, 6), "ru": Measure(0.75, 8), "kk": Measure(0.69, 8)}


def sentences_of(text: str) -> list[str]:
    """In order. A line's end ends a sentence too: paragraphs, items of lists and headings often have no full stop."""
    lines = (line.strip() for line in text.splitlines())
    return [sentence.strip() for line in lines if line for sentence in _END.split(line) if any(words_of(sentence))]


def difficulty(text: str, language: str) -> float | None:
    """LIX as English would have it; None for a text too short to tell, or in another language."""
    measure = MEASURES.get(language)
    words = [word.text for word in words_of(text)]
    if measure is None or len(words) < ENOUGH:
        return None
    long_words = sum(len(word) > measure.letters_of_a_long_word for word in words)
    per_sentence = len(words) / len(sentences_of(text))
    return per_sentence / measure.words_for_an_english_one + 100 * long_words / len(words)


def long_sentences(text: str, language: str) -> list[str]:
    measure = MEASURES.get(language)
    if measure is None:
        return []
    return [each for each in sentences_of(text) if sum(1 for _word in words_of(each)) > measure.longest_sentence]
