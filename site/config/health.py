"""Is the process alive, and can it serve? Built on django-health-check.

`/healthz` asks nothing of anybody: a restart cures what it reports. `/readyz` asks the database, the cache and
when the worker last beat: a load balancer takes a machine out by it, and a restart would not help.
"""

import dataclasses
import datetime
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Any

from django.db import connections
from django.utils import timezone
from django_tasks_db.models import DBTaskResult
from health_check.base import HealthCheck
from health_check.exceptions import ServiceUnavailable
from health_check.views import HealthCheckView

from config.tasks import beat


@dataclasses.dataclass
class WorkerBeat(HealthCheck):
    """The worker finished a beat within `maximum_age`; a stopped worker or clock shows here, not in lost mail."""

    maximum_age: datetime.timedelta = datetime.timedelta(minutes=3)

    def run(self) -> None:
        last = (
            DBTaskResult.objects.filter(task_path=beat.module_path, finished_at__isnull=False)
            .order_by("-finished_at")
            .values_list("finished_at", flat=True)
            .first()
        )
        if last is None:
            raise ServiceUnavailable("The worker has not beaten yet")
        age = timezone.now() - last
        if age > self.maximum_age:
            raise ServiceUnavailable(f"The worker's last beat is {int(age.total_seconds())} seconds old")


class ClosingExecutor(ThreadPoolExecutor):
    """Closes the database connections that a check has opened in its thread.

    The thread ends with the request and would leave them open, one more for every question of the load balancer.
    """

    def submit(self, check: Callable, /, *args: Any, **kwargs: Any) -> Future:
        def check_and_close() -> Any:
            try:
                return check(*args, **kwargs)
            finally:
                connections.close_all()

        return super().submit(check_and_close)


class Alive(HealthCheckView):
    checks = ()


class Ready(HealthCheckView):
    checks = ("health_check.checks.Database", "health_check.checks.Cache", WorkerBeat)

    def get_executor(self) -> ClosingExecutor:
        return ClosingExecutor()
