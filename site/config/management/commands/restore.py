"""A backup in the place of what is there: all of it is looked at before anything is touched."""

import shutil
import tempfile
from pathlib import Path

from django.conf import settings
from django.core.cache import caches
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import connection
from django.db.migrations.loader import MigrationLoader

from config.backup import databases, environment, media
from config.backup.archive import DATABASE, SETTINGS, BrokenBackup, Reader
from config.backup.former import Former
from config.page_cache.changes import change_content
from volunteers.models import Message

UNTOUCHED = "The site is as it was."


class Command(BaseCommand):
    help = "Put database and media of a backup in the place of this site's. Stop web, worker and clock before."
    requires_system_checks = []  # On a new machine much is not there yet.

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path, help="what `backup` has written")
        parser.add_argument("--overwrite", action="store_true", help="even though this site has content, which is lost")

    def handle(self, *args: object, file: Path, overwrite: bool, **options: object) -> None:
        try:
            reader = Reader(file)
            reader.verify()
            self._verify_fits(reader)
        except BrokenBackup as error:
            raise CommandError(f"{error} {UNTOUCHED}") from error
        if databases.has_content() and not overwrite:
            raise CommandError("This site has content. --overwrite puts the backup in its place, and it is lost.")
        written = self._whole_or_not_at_all(reader)
        removed, left = media.remove_others(reader)
        self.stdout.write(f"Restored as of {reader.manifest['made_at']}: {written} files written, {removed} removed.")
        self._tell_what_to_look_at(reader, left)
        reader.close()

    def _whole_or_not_at_all(self, reader: Reader) -> int:
        """Returns the number of files written. Whatever happens on the way, the site of before is put back."""
        settings.VAR_DIR.mkdir(parents=True, exist_ok=True)
        # Nobody else may look into it, and there is more room than in the memory that /tmp often is.
        scratch = Path(tempfile.mkdtemp(dir=settings.VAR_DIR, prefix=".restore-"))
        former = Former(scratch)
        try:
            written = self._put_in_place(reader, scratch, former)
        except BaseException as error:
            self._put_back(former, scratch, error)
            if isinstance(error, Exception):
                raise CommandError(f"{error} {UNTOUCHED}") from error
            raise
        shutil.rmtree(scratch)
        return written

    def _put_in_place(self, reader: Reader, scratch: Path, former: Former) -> int:
        former.keep_database()
        written = media.unpack(reader, former)
        dump = scratch / DATABASE
        reader.unpack(DATABASE, dump)
        former.expect_another_database()
        try:
            databases.restore(dump, scratch)
        except databases.DatabaseFailed:
            former.expect_another_database(it_is_so=False)
            raise
        dump.unlink()
        self._make_up_to_date()
        return written

    def _put_back(self, former: Former, scratch: Path, error: BaseException) -> None:
        self.stderr.write("Putting back what was there before ...")
        try:
            former.put_back()
        except Exception as second:
            raise CommandError(
                f"{error} And what was there before could not be put back: {second} It is kept in {scratch}."
            ) from error
        shutil.rmtree(scratch)

    def _verify_fits(self, reader: Reader) -> None:
        vendor = reader.manifest["database"]
        if vendor != connection.vendor:
            raise BrokenBackup(f"The backup is of {vendor}, and this site uses {connection.vendor}.")
        known = MigrationLoader(None).disk_migrations.keys()
        # By the last of each app: of older ones a package may have made one.
        last = dict(reader.manifest["migrations"])
        newer = sorted(app for app, name in last.items() if (app, name) not in known)
        if newer:
            raise BrokenBackup(f"The backup is of a newer version of {', '.join(newer)}. Upgrade this site first.")

    def _make_up_to_date(self) -> None:
        """The backup may be of an older version; and what is derived is of before."""
        call_command("migrate", interactive=False, verbosity=0)
        call_command("createcachetable", verbosity=0)
        for alias in caches:
            caches[alias].clear()
        change_content()
        call_command("index_search", stdout=self.stdout)

    def _tell_what_to_look_at(self, reader: Reader, left: list[str]) -> None:
        for name in left:
            self.stderr.write(f"The backup does not have it, and it could not be removed: {name}")
        for name in sorted(media.named_by_rows() - reader.members.keys()):
            self.stderr.write(f"A row names it, and the backup does not have it: {name}")
        with reader.open(SETTINGS) as member:
            differing = environment.differing(member.read().decode())
        if differing:
            self.stderr.write(f"These settings were others: {', '.join(differing)}.")
        if "SECRET_KEY" in differing:
            self.stderr.write("Put the former SECRET_KEY into SECRET_KEY_FALLBACKS: applicants' links need it.")
        waiting = Message.objects.filter(state=Message.State.QUEUED).count()
        if waiting:
            self.stderr.write(
                f"{waiting} messages were waiting. The worker sends them when it starts, some perhaps again."
            )
