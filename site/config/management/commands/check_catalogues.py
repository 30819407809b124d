"""Hold the message catalogues: every string of ours translated, nothing fuzzy, every placeholder kept."""

import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import polib
from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|%[sd]|\{\w*\}")


def problems_of(entry: polib.POEntry) -> list[str]:
    """What is wrong with one translated entry, in words."""
    problems = []
    texts = list(entry.msgstr_plural.values()) if entry.msgid_plural else [entry.msgstr]
    if entry.fuzzy:
        problems.append("fuzzy")
    if not all(texts):
        problems.append("untranslated")
    wanted = set(PLACEHOLDER.findall(entry.msgid)) | set(PLACEHOLDER.findall(entry.msgid_plural or ""))
    for text in filter(None, texts):
        if unknown := set(PLACEHOLDER.findall(text)) - wanted:
            problems.append(f"unknown placeholder {', '.join(sorted(unknown))}")
        if not entry.msgid_plural and (lost := wanted - set(PLACEHOLDER.findall(text))):
            problems.append(f"lost placeholder {', '.join(sorted(lost))}")
    return problems


class Command(BaseCommand):
    help = "Fail unless the kk and ru catalogues are complete, and hold every string in code and templates."

    def handle(self, *args: object, **options: object) -> None:
        locale_dir = Path(settings.LOCALE_PATHS[0])
        wanted = self._strings_in_code()
        failures = []
        for language in ("kk", "ru"):
            path = locale_dir / language / "LC_MESSAGES" / "django.po"
            entries = [entry for entry in polib.pofile(str(path)) if not entry.obsolete]
            for entry in entries:
                failures += [f"{language}: {problem}: {entry.msgid[:70]!r}" for problem in problems_of(entry)]
            held = {(entry.msgctxt, entry.msgid) for entry in entries}
            failures += [
                f"{language}: missing: {msgid[:70]!r}"
                for _context, msgid in sorted(wanted - held, key=lambda key: key[1])
            ]
        for failure in failures:
            self.stderr.write(failure)
        if failures:
            raise CommandError(
                f"{len(failures)} faults in the message catalogues; `make messages` collects new strings."
            )
        self.stdout.write(f"The catalogues are complete: {len(wanted)} strings in kk and ru.")

    def _strings_in_code(self) -> set[tuple[str | None, str]]:
        """Every translatable string of the project's own files, as Django's makemessages finds them."""
        if not shutil.which("xgettext"):
            raise CommandError("xgettext is missing. On Debian: apt-get install gettext")
        with tempfile.TemporaryDirectory() as folder:
            copy = Path(folder) / "copy"
            copy.mkdir()
            for name in ("config", "demo"):
                shutil.copytree(settings.SITE_DIR / name, copy / name)
            for name in ("events", "home", "volunteers", "templates"):
                shutil.copytree(settings.BASE_DIR / name, copy / name)
            (copy / "locale" / "en").mkdir(parents=True)
            subprocess.run(
                [sys.executable, "-m", "django", "makemessages", "--locale", "en", "--no-wrap"],
                cwd=copy,
                check=True,
                capture_output=True,
                env={"PATH": os.environ.get("PATH", ""), "LANG": "C.UTF-8"},
            )
            found = polib.pofile(str(copy / "locale" / "en" / "LC_MESSAGES" / "django.po"))
            return {(entry.msgctxt, entry.msgid) for entry in found}
