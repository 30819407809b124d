"""One process of a race: sends a number of applications to one opportunity as fast as it can.

    python -m tests.volunteers.racer '{"database": …, "opportunity": 1, "applicants": 10, "first": 0, "lock": true}'

Prints a JSON list of what each came to: a state, or the name of the error. It waits for a line on standard input
before it starts, so that all processes are at the line together.
"""

import contextlib
import json
import os
import sys
import time
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

    widen_the_gap(Opportunity)
    if not job["lock"]:
        take_the_lock_away(applications, opportunities, Opportunity, connection.vendor)

    opportunity = Opportunity.objects.get(pk=job["opportunity"])
    print("ready", flush=True)  # noqa: T201 - the race's own protocol
    sys.stdin.readline()
    outcomes = []
    for number in range(job["first"], job["first"] + job["applicants"]):
        try:
            submission = submit(opportunity, email=f"racer{number}@example.kz")
            outcomes.append(submission.application.state)
        except DomainError as error:
            outcomes.append(type(error).__name__)
    print(json.dumps(outcomes), flush=True)  # noqa: T201


def widen_the_gap(opportunity_model) -> None:
    """Hold a count of places for a moment, the last place's for long, in the race and in its control alike.

    The others then come to the same count however busy the machine is: without the lock they are sure to overtake.
    """
    places = opportunity_model.places

    def slow_places(self):
        counted = places(self)
        time.sleep(1 if sum(shift.places_left for shift in counted) == 1 else 0.02)
        return counted

    opportunity_model.places = slow_places


def take_the_lock_away(applications, opportunities, opportunity_model, vendor: str) -> None:
    """The negative control. On SQLite the transaction is the lock, so there it goes too."""
    opportunities.lock = lambda pk: opportunity_model.objects.get(pk=pk)
    if vendor == "sqlite":
        applications.transaction = SimpleNamespace(atomic=contextlib.nullcontext)


if __name__ == "__main__":
    main()
