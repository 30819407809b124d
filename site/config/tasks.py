"""Background work that belongs to no domain."""

from django.core.management import call_command
from django_tasks import task


@task()
def beat() -> None:
    """Prove, by its own result row, that a worker takes tasks and finishes them."""


@task()
def prune_task_results() -> None:
    """Delete results of tasks that ended over a day ago; every beat leaves one."""
    call_command("prune_db_task_results", min_age_days=1, verbosity=0)


@task()
def publish_scheduled() -> None:
    """Publish and take down what has been given a time for it; at the time itself Wagtail does nothing."""
    call_command("publish_scheduled", verbosity=0)
