"""The clock hands out every task of the schedule, stops when told to, and outlives a database that is away."""

import os
import signal
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path

import pytest
from django.core.management import call_command
from django.db import DatabaseError, connection
from django_tasks.backends.dummy import DummyBackend
from django_tasks_db.models import DBTaskResult

from config.management.commands.clock import Command
from config.schedule import SCHEDULE

ROOT = Path(__file__).resolve().parents[2]
PATHS = [scheduled.task.module_path for scheduled in SCHEDULE]
REAL_QUEUE = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
CLOCK = """
import sys, django
from django.conf import settings
settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
django.setup()
from django.core.management import call_command
from django.db import connection
connection.settings_dict["NAME"] = sys.argv[1]
call_command("clock")
"""


class DatabaseAway(DummyBackend):
    def enqueue(self, task, args, kwargs):
        raise DatabaseError("the database is starting up")


def handed_out() -> Counter:
    return Counter(DBTaskResult.objects.values_list("task_path", flat=True))


def test_the_schedule_names_each_task_once():
    assert len(set(PATHS)) == len(PATHS)
    assert all(scheduled.every > 0 for scheduled in SCHEDULE)


@pytest.mark.django_db
def test_once_hands_out_everything_once(settings):
    settings.TASKS = REAL_QUEUE
    call_command("clock", once=True)
    assert handed_out() == dict.fromkeys(PATHS, 1)


@pytest.mark.django_db(transaction=True)
def test_it_hands_out_everything_at_once_and_stops_when_told_to():
    clock = subprocess.Popen(
        [sys.executable, "-c", CLOCK, str(connection.settings_dict["NAME"])],
        cwd=ROOT,
        env={
            **os.environ,
            "PYTHONPATH": f"{ROOT}{os.pathsep}{ROOT / 'site'}",
            "DJANGO_SETTINGS_MODULE": "config.settings.test",
        },
    )
    try:
        until = time.monotonic() + 30
        while len(handed_out()) < len(PATHS) and time.monotonic() < until:
            time.sleep(0.1)
        clock.send_signal(signal.SIGTERM)
        assert clock.wait(timeout=10) == 0
    finally:
        clock.kill()
        clock.wait()
    assert handed_out() == dict.fromkeys(PATHS, 1)


def test_a_database_that_is_away_does_not_end_it(settings, caplog):
    settings.TASKS = {"default": {"BACKEND": "tests.config.test_clock.DatabaseAway"}}
    Command()._enqueue(SCHEDULE[0])
    assert "the database is starting up" in caplog.text
