"""What somebody typed, as the words that are looked for."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from home.models.search import Synonyms
from home.once import once
from home.search.analysis import ANALYSERS, Keys, Word, forms, index_keys, words_of

# More than anybody types, and little enough that a line of nonsense costs no more than a question.
LONGEST, MOST_WORDS = 200, 8


@dataclass(frozen=True)
class QueryWord:
    text: str
    keys: Keys  # its own and those of its synonyms
    forms: Keys

    def finds(self, word: Word, language: str) -> bool:
        return not self.keys.isdisjoint(index_keys(word, language))

    def is_exactly(self, word: Word, language: str) -> bool:
        return not self.forms.isdisjoint(forms(word, language))


@dataclass(frozen=True)
class Query:
    text: str
    language: str

    @classmethod
    def from_text(cls, text: str, language: str) -> "Query":
        return cls(" ".join(text.replace("\0", " ").split())[:LONGEST], language)

    @cached_property
    def words(self) -> tuple[QueryWord, ...]:
        """All of them must be found; small words only where there are no others."""
        groups = _synonym_groups(self.language)
        analyser = ANALYSERS[self.language]
        words = []
        for word in self._typed():
            keys = analyser.query_keys(word)
            alike = [group.query_keys for group in groups if not keys.isdisjoint(group.index_keys)]
            words.append(QueryWord(word, keys.union(*alike), analyser.query_forms(word)))
        return tuple(words)

    def _typed(self) -> list[str]:
        typed = list(dict.fromkeys(self._parts()))
        small = ANALYSERS[self.language].small_words
        large = [word for word in typed if word not in small and (len(word) > 1 or word.isdigit())]
        return (large or typed)[:MOST_WORDS]

    def _parts(self) -> Iterator[str]:
        for word in words_of(self.text):
            yield from (part.text.lower() for part in word.parts or (word,))

    def with_word(self, old: str, new: str) -> "Query":
        """The same text with one of its words replaced wherever it stands."""
        text, end = [], 0
        for word in words_of(self.text):
            for part in word.parts or (word,):
                if part.text.lower() == old:
                    text += [self.text[end : part.start], new]
                    end = part.end
        return Query("".join([*text, self.text[end:]]), self.language)


@dataclass(frozen=True)
class _Group:
    index_keys: Keys  # of all its words: by these one of them is known
    query_keys: Keys  # and by these the others are looked for


def _synonym_groups(language: str) -> list[_Group]:
    analyser = ANALYSERS[language]
    groups = []
    for synonyms in once("synonyms", lambda: list(Synonyms.objects.all())):
        if synonyms.language != language:
            continue
        words = [word.joined for word in words_of(synonyms.words)]
        groups.append(
            _Group(
                frozenset().union(*map(analyser.index_keys, words)),
                frozenset().union(*map(analyser.query_keys, words)),
            )
        )
    return groups
