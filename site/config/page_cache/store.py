"""Where entries are kept, and whether they are still true.

Truth is a token, not a number. One token stands for all content, one for each opportunity's places; a change sets a new
one, and an entry holds the tokens that stood when its page began to be made. A page made from old data while they
change therefore holds an old token and is never shown, and a token that the cache has lost comes back as another, never
as one that was valid before.
"""

import logging
import time
import uuid
from threading import Lock
from typing import Any, NamedTuple

from django.core.cache import BaseCache, caches

from config.page_cache.entries import Entry

logger = logging.getLogger(__name__)

GENERATION = "page-generation"
# A cache that is away is left alone for a while: to wait for it at every page would take the pages away too.
PAUSE = 5.0  # seconds
_away_until = 0.0


# Entries that this process has fetched or made. Only their bytes are nearer: each is asked for its truth every time.
NEAR_ENTRIES = 256
_near: dict[str, Entry] = {}
_near_lock = Lock()


class Found(NamedTuple):
    generation: str | None  # None: the cache is away
    entry: Entry | None


AWAY = Found(None, None)


def _cache() -> BaseCache:
    return caches["pages"]


def _leave_alone() -> None:
    global _away_until
    _away_until = time.monotonic() + PAUSE


def find(key: str) -> Found:
    """The token of all content as it stands, and the entry if it is still true."""
    if time.monotonic() < _away_until:
        return AWAY
    try:
        return _find(key)
    except Exception:
        # Each cache's driver has errors of its own. The site renders without any.
        logger.warning("The page cache is away", exc_info=True)
        _leave_alone()
        return AWAY


def _find(key: str) -> Found:
    cache = _cache()
    near = _near.get(key)
    if near is not None and _is_true(near, cache.get_many([GENERATION, *near.tags])):
        return Found(near.generation, near)
    found = cache.get_many([GENERATION, key])
    generation = found.get(GENERATION) or _first(GENERATION)
    if generation is None:
        _leave_alone()
        return AWAY
    entry = found.get(key)
    if entry is None or not _is_true(entry, {GENERATION: generation, **cache.get_many(entry.tags)}):
        return Found(generation, None)
    _put_near(key, entry)
    return Found(generation, entry)


def _is_true(entry: Entry, tokens: dict[str, str]) -> bool:
    return (
        entry.generation == tokens.get(GENERATION)
        and entry.expires_at > time.time()
        and all(tokens.get(name) == token for name, token in entry.tags.items())
    )


def _put_near(key: str, entry: Entry) -> None:
    with _near_lock:
        _near.pop(key, None)
        _near[key] = entry
        if len(_near) > NEAR_ENTRIES:
            del _near[next(iter(_near))]


def _first(name: str) -> str | None:
    """A token for what has none yet: whoever comes first sets it. None where the cache swallows its errors."""
    cache = _cache()
    cache.add(name, _new_token(), timeout=None)
    return cache.get(name)


def token(name: str) -> str | None:
    """As it stands. Ask before reading what it stands for."""
    try:
        return _cache().get(name) or _first(name)
    except Exception:
        logger.warning("The page cache is away", exc_info=True)
        return None


def keep(key: str, entry: Entry) -> None:
    _set(key, entry, timeout=max(1, int(entry.expires_at - time.time()) + 1))


def change(*names: str) -> None:
    """Whatever was made before, with one of these tokens, is untrue from now on."""
    for name in names:
        _set(name, _new_token(), timeout=None)


def remember(name: str, value: Any) -> None:
    _set(name, value, timeout=None)


def recall(name: str) -> Any:
    try:
        return _cache().get(name)
    except Exception:
        logger.warning("The page cache is away", exc_info=True)
        return None


def _set(name: str, value: Any, timeout: int | None) -> None:
    try:
        _cache().set(name, value, timeout=timeout)
    except Exception:
        # A change that cannot be told outlives itself in the kept pages by their lifetime at most.
        logger.exception("The page cache is away")


def _new_token() -> str:
    return uuid.uuid4().hex
