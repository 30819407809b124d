"""What stands in the databases' full-text indexes for a word.

Every token is made of letters and digits alone and begins with a letter that says what it is, so that neither SQLite's
nor PostgreSQL's own notions of words take it apart, stem it or fold it, and no query can hold anything that either
takes for an operator.
"""

from collections.abc import Iterable

from home.search.analysis import Keys

# SQLite takes й for an и with a mark above, and drops the mark.
_KEPT_APART = str.maketrans({"й": "j", "ё": "e"})
# A suggestion comes once two letters are typed; who has typed twelve is found by them.
SHORTEST_PREFIX, LONGEST_PREFIX = 2, 12


def _tokens(letter: str, keys: Iterable[str]) -> set[str]:
    return {letter + key.translate(_KEPT_APART) for key in keys if key}


def stem(keys: Keys) -> set[str]:
    return _tokens("w", keys)


def exact(forms: Keys) -> set[str]:
    return _tokens("x", forms)


def prefix(forms: Keys) -> set[str]:
    """For what has been typed of a word."""
    return _tokens("p", (form[:LONGEST_PREFIX] for form in forms))


def prefixes(forms: Keys) -> set[str]:
    """Every beginning of a word, as `prefix` would have it."""
    beginnings = {
        form[:length] for form in forms for length in range(SHORTEST_PREFIX, min(len(form), LONGEST_PREFIX) + 1)
    }
    return _tokens("p", beginnings)
