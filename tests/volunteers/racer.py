"""One process of a race: sends a number of applications to one opportunity as fast as it can.

    python -m tests.volunteers.racer '{"database": …, "opportunity": 1, "applicants": 10, "first": 0, "lock": true}'

Prints a JSON list of what each came to: a state, or the name of the error. It waits for a line on standard input
before it starts, so that all processes are at the line together; without the lock it waits for another after its first
count of the places ("counted"), so that all have counted before any of them writes.
"""

import contextlib
import json
import os
import sys
import time
from collections.abc import Callable
from functools import cache
from types import SimpleNamespace

import django


def main() -> None:
    job = json.loads(sys.argv[1])
    os.environ["DJANGO_SETTINGS_MODULE"] = "config.settings.test"
    django.setup()
    from django.db import connection

    connection.settings_dict["NAME"] = job["database"]

    from tests.volunteers.factories import submit
    from volunteers.domain import applications, opportunities
    from volunteers.domain.errors import DomainError
    from volunteers.models import Opportunity

    if job["lock"]:
        count_and_then(Opportunity, lambda: time.sleep(0.02))
    else:
        count_and_then(Opportunity, wait_until_all_have_counted)
        take_the_lock_away(applications, opportunities, Opportunity, connection.vendor)

    opportunity = Opportunity.objects.get(pk=job["opportunity"])
    tell("ready")
    sys.stdin.readline()
    outcomes = []
    for number in range(job["first"], job["first"] + job["applicants"]):
        try:
            submission = submit(opportunity, email=f"racer{number}@example.kz")
            outcomes.append(submission.application.state)
        except DomainError as error:
            outcomes.append(type(error).__name__)
    tell(json.dumps(outcomes))


def tell(line: str) -> None:
    """To the process that started this one, and waits for it."""
    print(line, flush=True)  # noqa: T201 - the race's own protocol


def count_and_then(opportunity_model, pause: Callable[[], None]) -> None:
    """Widen the gap between counting places and giving one away."""
    places = opportunity_model.places

    def slow_places(self):
        counted = places(self)
        pause()
        return counted

    opportunity_model.places = slow_places


@cache
def wait_until_all_have_counted() -> None:
    """The first time only. No sleep is long enough on a machine that is busy enough: the control asks its parent."""
    tell("counted")
    sys.stdin.readline()


def take_the_lock_away(applications, opportunities, opportunity_model, vendor: str) -> None:
    """The negative control. On SQLite the transaction is the lock, so there it goes too."""
    opportunities.lock = lambda pk: opportunity_model.objects.get(pk=pk)
    if vendor == "sqlite":
        applications.transaction = SimpleNamespace(atomic=contextlib.nullcontext)


if __name__ == "__main__":
    main()
