"""What a page that is being made depends on, besides the content that all pages share."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from django.dispatch import receiver

from config.page_cache import store
from volunteers.signals import places_counted

# By this goes whoever asks which opportunities take applications, and not how many places one of them has.
ANY_FULL = "places-any-full"

_tags: ContextVar[dict[str, str | None] | None] = ContextVar("page_cache_tags", default=None)


def tag_of(opportunity_id: int | None) -> str:
    return ANY_FULL if opportunity_id is None else f"places-{opportunity_id}"


@contextmanager
def recorded() -> Iterator[dict[str, str | None]]:
    """Filled with the tokens, by name, that stood before the places they stand for were counted."""
    tags: dict[str, str | None] = {}
    reset = _tags.set(tags)
    try:
        yield tags
    finally:
        _tags.reset(reset)


@receiver(places_counted)
def note_places(sender: Any, opportunity_id: int | None, **kwargs: Any) -> None:
    tags = _tags.get()
    if tags is not None:
        name = tag_of(opportunity_id)
        if name not in tags:  # The earlier token is the safer one.
            tags[name] = store.token(name)
