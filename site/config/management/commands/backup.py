"""The whole site in one file, while it runs."""

import io
import os
import platform
import tempfile
from pathlib import Path

import django
import wagtail
from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder
from django.utils import timezone

from config.backup import databases, environment, media
from config.backup.archive import DATABASE, SETTINGS, BrokenBackup, Writer
from config.page_cache.release import fingerprint


class Command(BaseCommand):
    help = "Write database, media and settings into one file, while the site runs. It holds secrets and personal data."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--to", type=Path, help="the file to write; else one in var/backups, named by the time")

    def handle(self, *args: object, to: Path | None, **options: object) -> None:
        target = to or settings.VAR_DIR / "backups" / f"erikti-{timezone.localtime():%Y-%m-%d-%H%M%S}.zip"
        if target.exists():
            raise CommandError(f"{target} is there already.")
        target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        # Beside the target, where there must be room anyway; under its own name only once it is whole.
        with tempfile.TemporaryDirectory(dir=target.parent, prefix=".unfinished-") as scratch:
            unfinished = Path(scratch) / "backup.zip"
            try:
                missing, files = self._write(unfinished, Path(scratch) / "database")
            except (databases.DatabaseFailed, BrokenBackup) as error:
                raise CommandError(str(error)) from error
            unfinished.rename(target)
        for name in missing:
            self.stderr.write(f"A row names it, and it is not there: {name}")
        self.stdout.write(f"{target}: the database and {files} files. Keep it as you keep a password.")

    def _write(self, unfinished: Path, dump: Path) -> tuple[list[str], int]:
        named = media.named_by_rows()
        databases.dump(dump)
        descriptor = os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with open(descriptor, "wb") as file:
            writer = Writer(file)
            with dump.open("rb") as source:
                writer.add(DATABASE, source, packed=connection.vendor == "sqlite")
            dump.unlink()
            writer.add(SETTINGS, io.BytesIO(environment.written(environment.given()).encode()), packed=True)
            media.pack(writer)
            files = len(writer.members) - 2
            missing = sorted(named - writer.members.keys())
            writer.finish(
                made_at=timezone.now().isoformat(),
                database=connection.vendor,
                migrations=sorted(MigrationRecorder(connection).applied_migrations()),
                missing=missing,
                settings=os.environ["DJANGO_SETTINGS_MODULE"],
                versions={
                    "erikti": fingerprint(),
                    "python": platform.python_version(),
                    "django": django.get_version(),
                    "wagtail": wagtail.__version__,
                },
            )
            file.flush()
            os.fsync(file.fileno())
        return missing, files
