"""Pure rules: no database, no clock, no request. What they need, they are given."""

import datetime
import re
import unicodedata
from collections.abc import Iterable
from typing import Protocol, TypeVar

QUESTION_KEY = re.compile(r"^[a-z][a-z0-9_]{0,39}$")


# Letters that a Russian keyboard lacks, or that people leave unmarked, and what they type in their place.
LIKE_LETTERS = str.maketrans("әғқңөұүһіё", "агкноуухие")


class Spanning(Protocol):
    starts_at: datetime.datetime
    ends_at: datetime.datetime


Span = TypeVar("Span", bound=Spanning)


def age_on(birth_date: datetime.date, day: datetime.date) -> int:
    """Full years on `day`. Who was born on 29 February is a year older on 1 March of a common year."""
    return day.year - birth_date.year - ((day.month, day.day) < (birth_date.month, birth_date.day))


def latest_birth_date(age: int, day: datetime.date) -> datetime.date:
    """The last birth date of somebody who is `age` on `day`: whoever was born after it is younger."""
    try:
        return day.replace(year=day.year - age)
    except ValueError:  # 29 February, and no such day in that year
        return datetime.date(day.year - age, 2, 28)


def normalise_email(email: str) -> str:
    """One spelling for one mailbox. The part before the @ may differ by case in theory, in no mailbox in use."""
    return email.strip().lower()


def overlapping(shifts: Iterable[Span]) -> list[tuple[Span, Span]]:
    """Neighbouring pairs that share time. One that ends as the next begins does not overlap it."""
    ordered = sorted(shifts, key=lambda shift: (shift.starts_at, shift.ends_at))
    clashes = []
    for index, earlier in enumerate(ordered):
        for later in ordered[index + 1 :]:
            if later.starts_at >= earlier.ends_at:
                break
            clashes.append((earlier, later))
    return clashes


def masked_email(email: str) -> str:
    """Enough for its owner to recognise, too little for a stranger: `a•••@example.kz`."""
    name, _, domain = email.partition("@")
    return f"{name[:1]}•••@{domain}"


def searchable(text: str) -> str:
    """`text` as it is searched: one case, letters alike that keyboards confuse, no hyphens, brackets or quotes."""
    folded = unicodedata.normalize("NFKC", text).casefold().translate(LIKE_LETTERS)
    return " ".join(re.sub(r"[^\w@.\s]", "", folded).split())


def digits_of(phone: object) -> str:
    """The digits of a telephone number, whichever way it is written."""
    return re.sub(r"\D", "", str(phone or ""))


def whole_number(text: str) -> int | None:
    """`text` as a number that a database can hold, from an address or a hidden field; None for anything else."""
    return int(text) if re.fullmatch(r"[0-9]{1,18}", text) else None


def search_terms(query: str) -> list[tuple[str, ...]]:
    """What must occur in a searchable text: one of each tuple. A telephone number may begin with 8 or with +7."""
    digits = digits_of(query)
    if len(digits) >= 4 and not re.search(r"[^\d\s()+.\-]", query):
        return [(digits, f"7{digits[1:]}") if digits.startswith("8") else (digits,)]
    return [(term,) for term in searchable(query).split()]


def greetable_name(first_name: str) -> str:
    """The name, if it can stand in a mail of ours, else nothing.

    Mail programs make links of what looks like an address, and whoever types a stranger's e-mail address and a message
    for a name would have us deliver it. So only what is plainly a name is used: letters, joined by single spaces,
    hyphens or apostrophes, and no more than a name has. Nobody misses a name in a greeting.
    """
    name = " ".join(first_name.split())
    is_name = 0 < len(name) <= 40 and len(name.split()) <= 3
    return name if is_name and all(_stands_in_a_name(letter) for letter in name) else ""


def _stands_in_a_name(letter: str) -> bool:
    return letter in " -'\u2019\u02bc" or unicodedata.category(letter) in {"Lu", "Ll", "Lt", "Lo", "Mn", "Mc"}
