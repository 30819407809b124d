"""Hold the message catalogues: every string of ours and of the packages translated, nothing fuzzy or left behind."""

from django.core.management.base import BaseCommand, CommandError

from config.catalogues import DOMAINS, LANGUAGES, catalogue_path, entries_in, key_of, problems_of, strings_in_code
from config.package_messages import lacking


class Command(BaseCommand):
    help = "Fail unless the kk and ru catalogues hold, translated, every string of the project and what packages lack."

    def handle(self, *args: object, **options: object) -> None:
        ours = {key_of(entry) for entry in strings_in_code()}
        failures, theirs = [], 0
        for language in LANGUAGES:
            for domain in DOMAINS:
                entries = entries_in(catalogue_path(language, domain))
                for entry in entries:
                    failures += [f"{language}: {problem}: {entry.msgid[:70]!r}" for problem in problems_of(entry)]
                wanted = set(lacking(language, domain)) | (ours if domain == DOMAINS[0] else set())
                missing = wanted - {key_of(entry) for entry in entries}
                failures += [f"{language}: missing: {msgid[:70]!r}" for msgid in sorted(msgid for _, msgid in missing)]
                theirs += len(wanted - ours)
        for failure in failures:
            self.stderr.write(failure)
        if failures:
            raise CommandError(
                f"{len(failures)} faults in the message catalogues; `make messages` collects new strings."
            )
        self.stdout.write(
            f"The catalogues are complete: {len(ours)} strings in kk and ru, and {theirs} that packages lack."
        )
