"""What one page asks again and again, looked up once while it is made.

It is forgotten with the request: nothing here can be older than the page it goes into, so nothing needs to be told
when content changes, in whichever process.
"""

from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any, TypeVar

Answer = TypeVar("Answer")

_answers: ContextVar[dict[Hashable, Any] | None] = ContextVar("answers", default=None)


@contextmanager
def remembering() -> Iterator[None]:
    """For reading alone: what is written meanwhile is not seen by what has been asked before."""
    token = _answers.set({})
    try:
        yield
    finally:
        _answers.reset(token)


def once(key: Hashable, find: Callable[[], Answer]) -> Answer:
    """What `find` returns; while `remembering`, what it returned for the same key before."""
    answers = _answers.get()
    if answers is None:
        return find()
    if key not in answers:
        answers[key] = find()
    return answers[key]


def remember(key: Hashable, answer: Any) -> None:
    """As if `once` had found it: for what came along with something else. Outside of `remembering`, nothing."""
    answers = _answers.get()
    if answers is not None:
        answers[key] = answer
