"""Alive is not ready: /healthz asks nobody, /readyz asks the database, the cache and the worker."""

import datetime

import pytest
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from config import tasks
from config.health import WorkerBeat
from config.schedule import SCHEDULE

OLDEST = WorkerBeat().maximum_age


@pytest.fixture
def real_queue(settings):
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}


def beat(age: datetime.timedelta) -> DBTaskResult:
    """What a worker leaves that finished a beat so long ago."""
    row = tasks.beat.enqueue().db_result
    row.claim("worker")
    row.set_successful(None)
    DBTaskResult.objects.filter(pk=row.pk).update(finished_at=timezone.now() - age)
    return row


def report(client) -> tuple[int, dict]:
    response = client.get("/readyz?format=json")
    return response.status_code, response.json()


def what_fails(checks: dict) -> list[str]:
    return [answer for answer in checks.values() if answer != "OK"]


def test_alive_touches_no_database(client):
    """Without leave to touch one, so that a query would be an error here."""
    response = client.get("/healthz")
    assert response.status_code == 200


@pytest.mark.django_db(transaction=True)
def test_not_ready_before_the_worker_has_beaten(client, real_queue):
    tasks.beat.enqueue()
    status, checks = report(client)
    assert status == 500
    assert what_fails(checks) == ["Unavailable: The worker has not beaten yet"]


@pytest.mark.django_db(transaction=True)
def test_ready_after_a_fresh_beat(client, real_queue):
    beat(age=datetime.timedelta(seconds=20))
    status, checks = report(client)
    assert status == 200, checks
    assert len(checks) == 3


@pytest.mark.django_db(transaction=True)
def test_not_ready_when_the_beat_is_old(client, real_queue):
    beat(age=OLDEST + datetime.timedelta(seconds=30))
    status, checks = report(client)
    assert status == 500
    (failure,) = what_fails(checks)
    assert failure.startswith("Unavailable: The worker's last beat is 21")


@pytest.mark.django_db(transaction=True)
def test_another_task_s_success_is_no_beat(client, real_queue):
    row = tasks.prune_task_results.enqueue().db_result
    row.claim("worker")
    row.set_successful(None)
    assert report(client)[0] == 500


def test_several_beats_fit_into_the_time_allowed():
    """One beat that comes late must not take a machine out."""
    (every,) = [scheduled.every for scheduled in SCHEDULE if scheduled.task == tasks.beat]
    assert 3 * every <= OLDEST.total_seconds()
