"""The words of a mail: one template a kind, rendered in the language in which the person applied."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from django.template.loader import render_to_string
from django.utils import timezone, translation
from django.utils.text import Truncator

from volunteers.domain import links, names
from volunteers.models import Application, Message, Shift
from volunteers.rules import greetable_name
from volunteers.states import DeclineReason

# The column's 255 letters are not the measure: what stands behind the first line of a mailbox's list is not read.
SUBJECT_LENGTH = 160


@dataclass(frozen=True)
class Letter:
    subject: str
    text: str
    html: str


@dataclass(frozen=True)
class ShiftLine:
    role: str
    time: str


@dataclass(frozen=True)
class Occasion:
    """When and where it is, in the reader's language; with `former_…` where that is news."""

    time: str
    place: str
    former_time: str = ""
    former_place: str = ""


def write(
    *,
    application: Application,
    kind: Message.Kind,
    message: str = "",
    reason: str = "",
    is_correction: bool = False,
    occasion: Occasion | None = None,
) -> Letter:
    """The mail of this kind, in the applicant's language and the site's time zone, whoever acts and wherever.

    `message` is plain text by staff; `reason` is a DeclineReason.
    """
    with translation.override(application.language), timezone.override(None):
        context = {
            "language": application.language,
            "name": greetable_name(application.first_name),
            "number": application.number,
            "subject": application.subject,
            "page_url": _page_url(application),
            "manage_url": links.manage_url(application),
            "shifts": [_line(shift) for shift in _shifts_to_tell(application, kind)],
            "reason": _reason(reason),
            "message": message.strip(),
            "is_correction": is_correction,
            "occasion": occasion,
            "holds_place": application.holds_place,
            "is_cancelled": application.opportunity.cancelled_at is not None,
        }
        return Letter(
            subject=_one_line(render_to_string(f"mail/{kind}_subject.txt", context)),
            text=_without_gaps(render_to_string(f"mail/{kind}_body.txt", context)),
            html=render_to_string(f"mail/{kind}_body.html", context),
        )


def _shifts_to_tell(application: Application, kind: Message.Kind) -> Iterable[Shift]:
    """Those held, or while it is open those wished for. With any other news they would read as a promise."""
    shifts = Shift.objects.select_related("role").order_by("starts_at", "ends_at", "pk")
    is_moved = kind in {Message.Kind.EVENT_MOVED, Message.Kind.EVENT_REINSTATED}
    if kind == Message.Kind.ACCEPTED or (is_moved and application.holds_place):
        return shifts.filter(participations__application=application)
    if is_moved or kind in {Message.Kind.RECEIVED, Message.Kind.WAITLISTED}:
        return shifts.filter(wished_by=application)
    return []


def _line(shift: Shift) -> ShiftLine:
    return ShiftLine(role=shift.role.localized.title, time=names.shift_time(shift))


def _reason(reason: str) -> str:
    if not reason or reason == DeclineReason.OTHER:
        return ""
    return str(DeclineReason(reason).label)


def _page_url(application: Application) -> str:
    """The page applied from, as an address that works in a mail; nothing but a web address ever becomes a link."""
    url = application.page_url
    if url.startswith("/") and not url.startswith("//"):
        return links.absolute(url)
    return url if url.startswith(("https://", "http://")) else ""


def _one_line(text: str) -> str:
    """A line break in a subject would begin a header of somebody else's choosing."""
    return Truncator(" ".join(text.split())).chars(SUBJECT_LENGTH)


def _without_gaps(text: str) -> str:
    """Parts of a template that stay empty leave no holes."""
    lines = "\n".join(line.rstrip() for line in text.splitlines())
    return re.sub(r"\n{3,}", "\n\n", lines).strip() + "\n"
