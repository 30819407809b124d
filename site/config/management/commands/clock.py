"""Hand the scheduled tasks to the workers, each when its time has come."""

import logging
import signal
import threading
import time
from types import FrameType

from django.core.management.base import BaseCommand, CommandParser
from django.db import DatabaseError, close_old_connections

from config.schedule import SCHEDULE, Scheduled

logger = logging.getLogger(__name__)


class Command(BaseCommand):
    help = "Enqueue the scheduled tasks for ever, or once with --once."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--once", action="store_true", help="enqueue everything once and stop")

    def handle(self, *args: object, once: bool, **options: object) -> None:
        if once:
            for scheduled in SCHEDULE:
                scheduled.task.enqueue()
            return
        stopping = threading.Event()

        def stop(signum: int, frame: FrameType | None) -> None:
            stopping.set()

        signal.signal(signal.SIGTERM, stop)
        signal.signal(signal.SIGINT, stop)
        due_at = dict.fromkeys(SCHEDULE, 0.0)
        while not stopping.is_set():
            now = time.monotonic()
            for scheduled, at in due_at.items():
                if at <= now:
                    self._enqueue(scheduled)
                    due_at[scheduled] = now + scheduled.every
            close_old_connections()
            stopping.wait(max(0.1, min(due_at.values()) - time.monotonic()))

    def _enqueue(self, scheduled: Scheduled) -> None:
        try:
            scheduled.task.enqueue()
        except DatabaseError:
            # A database that is away for a moment must not end the clock; the next round finds what is due.
            logger.warning("Could not enqueue %s", scheduled.task.module_path, exc_info=True)
