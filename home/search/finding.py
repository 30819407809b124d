"""Which entries a query finds, and in which order.

The databases say what matches; the order is made here, from the titles and by the same rules for both. What each
database thinks of relevance is another thing on each, and goes by how often a word stands in all the others.
"""

import datetime
from collections import Counter
from collections.abc import Callable, Iterable
from functools import reduce
from typing import NamedTuple

from wagtail.search.backends import get_search_backend
from wagtail.search.query import And, Or, PlainText, SearchQuery

from home.models.search import SearchEntry, SearchEntryQuerySet
from home.search import tokens
from home.search.analysis import words_of
from home.search.queries import Query, QueryWord

# So many of the newest are put in order; whoever finds more has to say more.
MOST = 2000
SUGGESTED = 7


class Hit(NamedTuple):
    pk: int
    kind: str
    title: str
    date: datetime.date | None


class Found(NamedTuple):
    hits: list[Hit]  # the best first
    counts: dict[str, int]  # by kind, in the order of each one's best hit

    def of_kind(self, kind: str) -> list[Hit]:
        return [hit for hit in self.hits if hit.kind == kind]


def find(query: Query) -> Found:
    """Everything that readers may see and in which each word of the query stands, or one that means the same."""
    if not query.words:
        return Found([], {})
    rows = _hits(_matching(query.words, query.language, _stems))
    exact = {hit.pk for hit in _hits(_matching(query.words, query.language, _forms))} if rows else set()
    rows.sort(key=lambda hit: _rank(hit, query, is_exact=hit.pk in exact))
    return Found(rows, dict(Counter(hit.kind for hit in rows)))


def count_in(text: str, language: str) -> int:
    query = Query.from_text(text, language)
    return _matching(query.words, language, _stems).count() if query.words else 0


def stands_somewhere(word: QueryWord, language: str) -> bool:
    return _matching([word], language, _stems).exists()


def suggest(query: Query) -> list[SearchEntry]:
    """Entries whose title holds the words typed so far, the last of which may be half a word."""
    if not query.words:
        return []
    last = query.words[-1]

    def tokens_of(word: QueryWord) -> set[str]:
        return tokens.prefix(word.forms) if word is last else tokens.prefix(word.forms) | _stems(word)

    rows = _hits(_matching(query.words, query.language, tokens_of))
    rows.sort(key=lambda hit: _rank(hit, query, is_exact=False))
    return entries_of(rows[:SUGGESTED])


def entries_of(hits: Iterable[Hit]) -> list[SearchEntry]:
    """In the order of the hits, each with its page."""
    wanted = [hit.pk for hit in hits]
    by_key = SearchEntry.objects.select_related("page__locale").in_bulk(wanted)
    return [by_key[pk] for pk in wanted if pk in by_key]


def _stems(word: QueryWord) -> set[str]:
    return tokens.stem(word.keys)


def _forms(word: QueryWord) -> set[str]:
    return tokens.exact(word.forms)


def _matching(
    words: Iterable[QueryWord], language: str, tokens_of: Callable[[QueryWord], set[str]]
) -> SearchEntryQuerySet:
    wanted = _all_of([_any_of(sorted(tokens_of(word))) for word in words])
    found = get_search_backend().search(wanted, SearchEntry, order_by_relevance=False).get_queryset()
    return SearchEntry.objects.in_language(language).readable().filter(pk__in=found.order_by().values("pk"))


def _hits(entries: SearchEntryQuerySet) -> list[Hit]:
    rows = entries.order_by("-pk").values_list("pk", "kind", "title", "date")[:MOST]
    return [Hit(*row) for row in rows]


def _all_of(queries: list[SearchQuery]) -> SearchQuery:
    return reduce(lambda left, right: And([left, right]), queries)


def _any_of(wanted: list[str]) -> SearchQuery:
    # Halved again and again: SQLite gives up on a hundred brackets within each other.
    if len(wanted) == 1:
        return PlainText(wanted[0])
    middle = len(wanted) // 2
    return Or([_any_of(wanted[:middle]), _any_of(wanted[middle:])])


def _rank(hit: Hit, query: Query, *, is_exact: bool) -> tuple:
    """Smaller comes first: the thing of that name, then by what title and text say, the newest, the alphabet."""
    title = list(words_of(hit.title))
    exact = sum(any(word.is_exactly(other, query.language) for other in title) for word in query.words)
    alike = sum(any(word.finds(other, query.language) for other in title) for word in query.words)
    newest = -hit.date.toordinal() if hit.date else 0
    return exact < len(title), -exact, -alike, not is_exact, newest, hit.title, hit.pk
