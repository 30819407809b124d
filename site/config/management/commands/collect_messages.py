"""Bring new strings of code, templates and packages into the catalogues, and take out ours that are gone."""

from collections.abc import Iterable

import polib
from django.core.management.base import BaseCommand

from config.catalogues import (
    DOMAINS,
    LANGUAGES,
    PACKAGE_MARK,
    Key,
    belongs_to_package,
    catalogue_path,
    key_of,
    strings_in_code,
)
from config.package_messages import Message, lacking


class Command(BaseCommand):
    help = (
        "Add new strings to the kk and ru catalogues, untranslated: ours, and those that the installed packages lack"
        " in the language, with their Russian beside them. Drop ours that no code calls for."
    )

    def handle(self, *args: object, **options: object) -> None:
        ours = {key_of(entry): entry for entry in strings_in_code()}
        for language in LANGUAGES:
            for domain in DOMAINS:
                catalogue = polib.pofile(str(catalogue_path(language, domain)), wrapwidth=0)
                wanted = ours if domain == DOMAINS[0] else {}
                theirs = {key: each for key, each in lacking(language, domain).items() if key not in wanted}
                added = [*_new(wanted.values(), catalogue, language), *_of_packages(theirs, catalogue, language)]
                catalogue.extend(added)
                # Not a package's: one that it has translated by now may still be ours to mend, and a test names those
                # that it no longer has.
                gone = [each for each in catalogue if not belongs_to_package(each) and key_of(each) not in wanted]
                for entry in gone:
                    catalogue.remove(entry)
                catalogue.save(str(catalogue_path(language, domain)))
                self.stdout.write(f"{language}, {domain}: {len(added)} added, {len(gone)} gone.")


def _new(entries: Iterable[polib.POEntry], catalogue: polib.POFile, language: str) -> list[polib.POEntry]:
    """Those of `entries` that the catalogue lacks, empty."""
    held = {key_of(entry) for entry in catalogue}
    return [
        polib.POEntry(
            msgctxt=entry.msgctxt,
            msgid=entry.msgid,
            msgid_plural=entry.msgid_plural,
            msgstr_plural=dict.fromkeys(range(4 if language == "ru" else 2), "") if entry.msgid_plural else {},
            flags=[flag for flag in entry.flags if flag != "fuzzy"],
        )
        for entry in entries
        if key_of(entry) not in held
    ]


def _of_packages(messages: dict[Key, Message], catalogue: polib.POFile, language: str) -> list[polib.POEntry]:
    """The same of packages' messages, each with its package and, for who translates it, the Russian."""
    added = _new((message.entry for message in messages.values()), catalogue, language)
    for entry in added:
        message = messages[key_of(entry)]
        entry.comment = f"{PACKAGE_MARK}{message.distribution}"
        if language != "ru" and "ru" in message.said:
            russian = message.said["ru"]
            entry.tcomment = f"ru: {russian.msgstr or russian.msgstr_plural[0]}"
    return added
