"""Hold the message catalogues: every string of ours translated, nothing fuzzy, every placeholder kept."""

import polib
from django.core.management.base import BaseCommand, CommandError

from config.catalogues import LANGUAGES, catalogue_path, key_of, problems_of, strings_in_code


class Command(BaseCommand):
    help = "Fail unless the kk and ru catalogues hold every string of code and templates, translated."

    def handle(self, *args: object, **options: object) -> None:
        wanted = {key_of(entry) for entry in strings_in_code()}
        failures = []
        for language in LANGUAGES:
            entries = [entry for entry in polib.pofile(str(catalogue_path(language))) if not entry.obsolete]
            for entry in entries:
                failures += [f"{language}: {problem}: {entry.msgid[:70]!r}" for problem in problems_of(entry)]
            missing = wanted - {key_of(entry) for entry in entries}
            failures += [
                f"{language}: missing: {msgid[:70]!r}" for msgid in sorted(msgid for _context, msgid in missing)
            ]
        for failure in failures:
            self.stderr.write(failure)
        if failures:
            raise CommandError(
                f"{len(failures)} faults in the message catalogues; `make messages` collects new strings."
            )
        self.stdout.write(f"The catalogues are complete: {len(wanted)} strings in kk and ru.")
