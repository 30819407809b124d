"""Fill the site with demonstration content, once."""

import datetime
import io
import logging
from collections.abc import Iterator
from contextlib import contextmanager

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone, translation
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult
from modelsearch.tasks import insert_or_update_object_task
from wagtail.models import Locale
from wagtail.tasks import update_reference_index_task

from demo import accounts, files, pages, people, programme, unfinished
from demo.content import LANGUAGES, SOURCE
from demo.ledger import Ledger
from demo.loading import Load
from home.models import HomePage
from home.tasks import index_for_search
from volunteers.domain.outbox import send_message


@contextmanager
def _nobody_is_written_to() -> Iterator[None]:
    """Wagtail itself writes to moderators of what is submitted, at once and past the outbox: here of made-up work."""
    usual, settings.EMAIL_BACKEND = settings.EMAIL_BACKEND, "django.core.mail.backends.dummy.EmailBackend"
    try:
        yield
    finally:
        settings.EMAIL_BACKEND = usual


class Command(BaseCommand):
    help = "Load pages, events, lessons and applications in three languages. Running it again adds nothing."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--in-production",
            action="store_true",
            help="load it although this is a public site: the demo accounts have a password that everybody knows",
        )

    def handle(self, *args: object, in_production: bool, **options: object) -> None:
        if not settings.DEBUG and not in_production:
            raise CommandError(
                "This looks like a public site. The demo makes accounts with a known password; if you want that, "
                "say --in-production."
            )
        ledger = Ledger()
        if not ledger.has("page/home") and HomePage.objects.exists():
            self.stdout.write("This site has a home page of its own, so the demonstration is not loaded.")
            return
        began_at, before = timezone.now(), len(ledger)
        if not ledger:
            self.stdout.write("Loading the demonstration (once; about half a minute) ...")
        logging.disable(logging.INFO)  # Wagtail reports each of some two hundred publications.
        try:
            with translation.override(SOURCE), _nobody_is_written_to():
                self._load(Load(ledger, timezone.localdate()))
            if len(ledger) > before:
                self._index(began_at)
        finally:
            logging.disable(logging.NOTSET)

    def _load(self, load: Load) -> None:
        for language in LANGUAGES:
            Locale.objects.get_or_create(language_code=language)
        accounts.load(load.ledger)
        files.load(load)
        programme.load_snippets(load)
        programme.load_opportunities(load)
        pages.load(load)
        programme.load_organisation(load)
        people.load(load)
        unfinished.load(load)

    def _index(self, began_at: datetime.datetime) -> None:
        """Index everything now. A task for each row saved would keep the worker from visitors' mail for a while.

        What a running site has queued meanwhile is covered as well: the indexes are built whole, and the clock finds
        mail whose task is gone.
        """
        superfluous = [update_reference_index_task, insert_or_update_object_task, index_for_search, send_message]
        DBTaskResult.objects.filter(
            status=TaskResultStatus.READY,
            enqueued_at__gte=began_at,
            task_path__in=[task.module_path for task in superfluous],
        ).delete()
        for command in ("index_search", "rebuild_references_index", "update_index"):
            call_command(command, verbosity=0, stdout=io.StringIO())
