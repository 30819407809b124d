"""The states of an application and the moves between them.

One table, TRANSITIONS, says which moves exist. Everything else that depends on a state asks one of the named sets.
"""

from django.db.models import TextChoices
from django.utils.translation import pgettext_lazy


class State(TextChoices):
    SUBMITTED = "submitted", pgettext_lazy("state of an application", "Submitted")
    IN_REVIEW = "in_review", pgettext_lazy("state of an application", "Under review")
    ACCEPTED = "accepted", pgettext_lazy("state of an application", "Accepted")
    CONFIRMED = "confirmed", pgettext_lazy("state of an application", "Confirmed")
    WAITLISTED = "waitlisted", pgettext_lazy("state of an application", "On the waiting list")
    DECLINED = "declined", pgettext_lazy("state of an application", "Declined")
    WITHDRAWN = "withdrawn", pgettext_lazy("state of an application", "Withdrawn")
    EXPIRED = "expired", pgettext_lazy("state of an application", "Expired")


class Move(TextChoices):
    SUBMIT = "submit", pgettext_lazy("what happened to an application", "Submitted")
    START_REVIEW = "start_review", pgettext_lazy("what happened to an application", "Review started")
    ACCEPT = "accept", pgettext_lazy("what happened to an application", "Accepted")
    WAITLIST = "waitlist", pgettext_lazy("what happened to an application", "Put on the waiting list")
    DECLINE = "decline", pgettext_lazy("what happened to an application", "Declined")
    CONFIRM = "confirm", pgettext_lazy("what happened to an application", "Confirmed")
    WITHDRAW = "withdraw", pgettext_lazy("what happened to an application", "Withdrawn")
    EXPIRE = "expire", pgettext_lazy("what happened to an application", "Expired")
    UNDO = "undo", pgettext_lazy("what happened to an application", "Decision undone")


# An application that a person still counts on: she may have only one for an opportunity.
LIVE = frozenset({State.SUBMITTED, State.IN_REVIEW, State.ACCEPTED, State.CONFIRMED, State.WAITLISTED})
AWAITING_DECISION = frozenset({State.SUBMITTED, State.IN_REVIEW})
HOPES_FOR_PLACE = AWAITING_DECISION | {State.WAITLISTED}
HOLDS_PLACE = frozenset({State.ACCEPTED, State.CONFIRMED})
DECIDED = frozenset({State.ACCEPTED, State.CONFIRMED, State.WAITLISTED, State.DECLINED})

TRANSITIONS: dict[Move, tuple[frozenset[State], State]] = {
    Move.START_REVIEW: (frozenset({State.SUBMITTED}), State.IN_REVIEW),
    Move.ACCEPT: (HOPES_FOR_PLACE, State.ACCEPTED),
    Move.WAITLIST: (AWAITING_DECISION, State.WAITLISTED),
    Move.DECLINE: (HOPES_FOR_PLACE, State.DECLINED),
    Move.CONFIRM: (frozenset({State.ACCEPTED}), State.CONFIRMED),
    Move.WITHDRAW: (LIVE, State.WITHDRAWN),
    Move.EXPIRE: (HOPES_FOR_PLACE, State.EXPIRED),
    # Back to review and not to where it was: whoever undid it has it before her, and decides anew.
    Move.UNDO: (DECIDED, State.IN_REVIEW),
}


def is_allowed(move: Move, state: str) -> bool:
    """Whether `move` starts from `state`. SUBMIT starts from nothing: it makes the application."""
    return move in TRANSITIONS and state in TRANSITIONS[move][0]


class DeclineReason(TextChoices):
    NO_PLACES = "no_places", pgettext_lazy("reason for a decision", "There were more applications than places")
    SKILLS = "skills", pgettext_lazy("reason for a decision", "Other languages or experience are needed this time")
    TIMES = "times", pgettext_lazy("reason for a decision", "The times wished for did not fit")
    INCOMPLETE = "incomplete", pgettext_lazy("reason for a decision", "The application leaves questions open")
    OTHER = "other", pgettext_lazy("reason for a decision", "Another reason")
