"""What the domain refuses, in words for the person who asked. They are lazy: the reader's language decides."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.functional import Promise
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from volunteers.domain import names

if TYPE_CHECKING:
    from volunteers.models import Shift

Text = str | Promise


@dataclass(frozen=True)
class Refusal:
    """One reason why somebody cannot apply. `code` is for programs, `message` for the person."""

    code: str
    message: Text


class DomainError(Exception):
    """A rule says no. `message` can be shown as it is."""

    def __init__(self, message: Text) -> None:
        super().__init__(message)
        self.message = message

    def __str__(self) -> str:
        return str(self.message)


class Refused(DomainError):
    """The opportunity does not take this application."""

    def __init__(self, refusals: Sequence[Refusal]) -> None:
        super().__init__(refusals[0].message)
        self.refusals = list(refusals)


class MoveNotAllowed(DomainError):
    """The application's state does not know this move."""


class SomebodyWasFaster(DomainError):
    """The application is no longer what the reviewer saw when she decided."""


class NoPlacesLeft(DomainError):
    """A chosen shift is full. Nothing was changed."""

    def __init__(self, shifts: Sequence[Shift]) -> None:
        super().__init__(format_lazy(_("No places left: {shifts}"), shifts=names.spoken(shifts)))
        self.shifts = list(shifts)


class ShiftsOverlap(DomainError):
    """One person cannot be in two places at once."""

    def __init__(self, shifts: Sequence[Shift]) -> None:
        super().__init__(format_lazy(_("These overlap: {shifts}"), shifts=names.spoken(shifts)))


class NoShiftChosen(DomainError):
    """An opportunity with shifts is accepted for at least one of them."""


class AppliedAgain(DomainError):
    """The decision cannot be undone: the person has another live application by now."""


class TooLate(DomainError):
    """The opportunity has begun."""
