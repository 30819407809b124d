"""The message catalogues: which strings the project holds, and what is wrong with a translation.

A catalogue holds two kinds of entries: our own strings, and Kazakh or Russian for messages of installed packages that
these lack. The second kind bears the extracted comment `package: <name>`, since no string of ours calls for it.
"""

import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import polib
from django.conf import settings
from django.core.management.base import CommandError

LANGUAGES = ("kk", "ru")  # English is the source.
DOMAINS = ("django", "djangojs")  # The second is for scripts in the browser: all of it belongs to packages.
PLACEHOLDER = re.compile(r"%\(\w+\)[sdr]|%[sdr]|%%|\{\w*\}")
PACKAGE_MARK = "package: "

Key = tuple[str | None, str]


def catalogue_path(language: str, domain: str = DOMAINS[0]) -> Path:
    return Path(settings.LOCALE_PATHS[0]) / language / "LC_MESSAGES" / f"{domain}.po"


def key_of(entry: polib.POEntry) -> Key:
    return entry.msgctxt, entry.msgid


def entries_in(path: Path) -> list[polib.POEntry]:
    """Those in use; none where there is no such file."""
    return [entry for entry in polib.pofile(str(path)) if not entry.obsolete] if path.exists() else []


def belongs_to_package(entry: polib.POEntry) -> bool:
    return entry.comment.startswith(PACKAGE_MARK)


def problems_of(entry: polib.POEntry) -> list[str]:
    """What is wrong with one entry, in words; nothing when it can be shown to a reader."""
    texts = list(entry.msgstr_plural.values()) if entry.msgid_plural else [entry.msgstr]
    problems = ["fuzzy"] if entry.fuzzy else []
    if not texts or not all(texts):
        problems.append("untranslated")
    wanted = set(PLACEHOLDER.findall(entry.msgid)) | set(PLACEHOLDER.findall(entry.msgid_plural or ""))
    for text in filter(None, texts):
        held = set(PLACEHOLDER.findall(text))
        problems += [f"unknown placeholder {name}" for name in sorted(held - wanted)]
        if not entry.msgid_plural:
            problems += [f"lost placeholder {name}" for name in sorted(wanted - held)]
    return problems


def strings_in_code() -> polib.POFile:
    """Every translatable string of the project's own files, as Django's makemessages finds them.

    It runs on a copy: makemessages writes beside what it reads, and would put the packages' entries aside.
    """
    if not shutil.which("xgettext"):
        raise CommandError("xgettext is missing. On Debian: apt-get install gettext")
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / "project"
        for parent, names in (
            (settings.SITE_DIR, ("config", "demo", "translation_workflow")),
            (settings.BASE_DIR, ("events", "home", "volunteers", "templates")),
        ):
            for name in names:
                shutil.copytree(parent / name, copy / name)
        (copy / "locale" / "en").mkdir(parents=True)
        subprocess.run(
            [
                sys.executable,
                "-m",
                "django",
                "makemessages",
                "--locale=en",
                "--no-wrap",
                "--no-location",
                "--verbosity=0",
            ],
            cwd=copy,
            check=True,
            env={"PATH": os.environ.get("PATH", ""), "LANG": "C.UTF-8"},
        )
        return polib.pofile(str(copy / "locale" / "en" / "LC_MESSAGES" / "django.po"))
