"""What is done again and again, and how often. Read by the `clock` command.

Every task here may run twice, late or on two machines at once without harm: each looks at what is due when it runs.
"""

from dataclasses import dataclass

from django_tasks.base import Task

from config import tasks
from home import tasks as home_tasks
from volunteers import tasks as volunteer_tasks


@dataclass(frozen=True)
class Scheduled:
    task: Task
    every: int  # seconds


SCHEDULE = (
    Scheduled(tasks.beat, every=30),
    Scheduled(volunteer_tasks.send_due_messages, every=15),
    Scheduled(tasks.publish_scheduled, every=60),
    Scheduled(volunteer_tasks.expire_applications, every=15 * 60),
    Scheduled(volunteer_tasks.delete_abandoned_uploads, every=60 * 60),
    Scheduled(home_tasks.make_missing_renditions, every=6 * 60 * 60),
    Scheduled(home_tasks.delete_abandoned_uploads, every=24 * 60 * 60),
    Scheduled(home_tasks.index_everything_for_search, every=24 * 60 * 60),
    Scheduled(tasks.prune_task_results, every=6 * 60 * 60),
)
