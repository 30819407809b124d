"""What a query that finds nothing may have been meant to be."""

from django.db.models.functions import Length
from rapidfuzz import process
from rapidfuzz.distance import OSA

from home.models.search import SearchWord
from home.search import finding
from home.search.analysis import ANALYSERS
from home.search.queries import Query, QueryWord

# Letters amiss, added, lost or swapped; in a short word a second one would make it any other.
FROM_LENGTH_FORGIVEN = ((7, 2), (4, 1))
CANDIDATES = 4


def did_you_mean(query: Query) -> Query | None:
    """The query with known words in place of unknown ones; None where that finds nothing either."""
    meant = query
    for word in query.words:
        # The only word is the one that was not found.
        if len(query.words) > 1 and finding.stands_somewhere(word, query.language):
            continue
        nearest = _nearest(word, query.language)
        if nearest is None:
            return None
        meant = meant.with_word(word.text, nearest)
    if meant == query or not finding.find(meant).hits:
        return None
    return meant


def _nearest(word: QueryWord, language: str) -> str | None:
    """Compared as both would be typed on any keyboard: «кітапхна» and “kitaphna” are the same slip."""
    analyser = ANALYSERS[language]
    best: tuple[float, str] | None = None
    for form in sorted(word.forms):
        forgiven = next((slips for length, slips in FROM_LENGTH_FORGIVEN if len(form) >= length), 0)
        if not forgiven:
            continue
        near = SearchWord.objects.filter(locale__language_code=language).annotate(length=Length("word"))
        # A form may be some letters longer than the word as it is written: щ is two in Latin.
        words = list(near.filter(length__gte=len(form) - 3, length__lte=len(form) + 3).values_list("word", flat=True))
        forms = {candidate: min(analyser.forms(candidate)) for candidate in words}
        found = process.extract(form, forms, scorer=OSA.distance, score_cutoff=forgiven, limit=CANDIDATES)
        for _form, distance, candidate in found:
            best = min(best or (distance, candidate), (distance, candidate))
    return best[1] if best else None
