"""Bring new strings of code and templates into the catalogues, and take out those that are gone."""

import polib
from django.core.management.base import BaseCommand

from config.catalogues import LANGUAGES, belongs_to_package, catalogue_path, key_of, strings_in_code


class Command(BaseCommand):
    help = "Add new strings to the kk and ru catalogues, untranslated; drop ours that no code calls for."

    def handle(self, *args: object, **options: object) -> None:
        found = strings_in_code()
        for language in LANGUAGES:
            path = catalogue_path(language)
            catalogue = polib.pofile(str(path), wrapwidth=0)
            held = {key_of(entry): entry for entry in catalogue}
            added = [entry for entry in found if key_of(entry) not in held]
            for entry in added:
                plurals = dict.fromkeys(range(4 if language == "ru" else 2), "") if entry.msgid_plural else {}
                catalogue.append(
                    polib.POEntry(
                        msgctxt=entry.msgctxt,
                        msgid=entry.msgid,
                        msgid_plural=entry.msgid_plural,
                        msgstr_plural=plurals,
                        flags=entry.flags,
                    )
                )
            wanted = {key_of(entry) for entry in found}
            gone = [entry for entry in catalogue if key_of(entry) not in wanted and not belongs_to_package(entry)]
            for entry in gone:
                catalogue.remove(entry)
            catalogue.save(str(path))
            self.stdout.write(f"{language}: {len(added)} added, {len(gone)} gone.")
