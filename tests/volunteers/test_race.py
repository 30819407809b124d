"""Fifty applicants, ten places, five processes: never an eleventh, and without the lock five for one place."""

import json
import os
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest
from django.db import connection

from tests.volunteers.factories import make_opportunity
from volunteers.models import Opportunity, Participation

ROOT = Path(__file__).resolve().parents[2]
PLACES, PROCESSES, APPLICANTS_EACH = 10, 5, 10

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.race]


def run_race(opportunity: Opportunity, *, applicants_each: int, lock: bool) -> list[str]:
    """What each applicant came to."""
    racers = []
    for number in range(PROCESSES):
        job = {
            "database": str(connection.settings_dict["NAME"]),
            "opportunity": opportunity.pk,
            "applicants": applicants_each,
            "first": number * applicants_each,
            "lock": lock,
        }
        racers.append(
            subprocess.Popen(
                [sys.executable, "-m", "tests.volunteers.racer", json.dumps(job)],
                cwd=ROOT,
                env={**os.environ, "PYTHONPATH": f"{ROOT}{os.pathsep}{ROOT / 'site'}"},
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                text=True,
            )
        )
    for said in ("ready\n",) if lock else ("ready\n", "counted\n"):
        assert [racer.stdout.readline() for racer in racers] == [said] * PROCESSES
        for racer in racers:
            racer.stdin.write("go\n")
            racer.stdin.flush()
    outcomes = []
    for racer in racers:
        output, _nothing = racer.communicate(timeout=120)
        assert racer.returncode == 0
        outcomes += json.loads(output)
    return outcomes


@pytest.mark.parametrize("has_waiting_list", [True, False])
def test_capacity_is_never_exceeded(has_waiting_list):
    opportunity = make_opportunity(places=(PLACES,), mode=Opportunity.Mode.AUTOMATIC, has_waiting_list=has_waiting_list)
    outcomes = Counter(run_race(opportunity, applicants_each=APPLICANTS_EACH, lock=True))
    beyond = "waitlisted" if has_waiting_list else "Refused"
    assert outcomes == {"accepted": PLACES, beyond: PROCESSES * APPLICANTS_EACH - PLACES}
    assert Participation.objects.count() == PLACES


def test_without_the_lock_it_oversells():
    opportunity = make_opportunity(places=(1,), mode=Opportunity.Mode.AUTOMATIC)
    outcomes = Counter(run_race(opportunity, applicants_each=1, lock=False))
    assert outcomes == {"accepted": PROCESSES}
    assert Participation.objects.count() == PROCESSES
