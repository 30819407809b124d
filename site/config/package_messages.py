"""What the installed packages say to an editor or a visitor, and in which of our languages they say it themselves."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from importlib.metadata import packages_distributions
from pathlib import Path
from typing import NamedTuple

import django.conf
import polib
from django.apps import apps

from config.catalogues import LANGUAGES, Key, entries_in, key_of

OURS = {"config", "demo", "events", "home", "volunteers"}


class Message(NamedTuple):
    """One of a package's. `said` holds what the package itself makes of it, by language: it may lack some or all."""

    distribution: str  # as pip knows it
    entry: polib.POEntry
    said: dict[str, polib.POEntry]


@cache
def messages(domain: str) -> dict[Key, Message]:
    """Every message of `domain` in the catalogues of the installed packages, under its context and English text.

    Two packages that say the same share it: what one of them has translated is shown for both.
    """
    found: dict[Key, Message] = {}
    for distribution, folder in _folders():
        said = {language: _by_key(folder, language, domain) for language in LANGUAGES}
        # Not every package keeps its English; what it has in Russian is then as near as one comes.
        english = _by_key(folder, "en", domain) or said["ru"]
        for key, entry in english.items():
            message = found.setdefault(key, Message(distribution, entry, {}))
            for language in LANGUAGES:
                if key in said[language] and said[language][key].translated():
                    message.said.setdefault(language, said[language][key])
    return found


def lacking(language: str, domain: str) -> dict[Key, Message]:
    """Those that no package says in `language`."""
    return {key: message for key, message in messages(domain).items() if language not in message.said}


def _by_key(folder: Path, language: str, domain: str) -> dict[Key, polib.POEntry]:
    return {key_of(entry): entry for entry in entries_in(folder / language / "LC_MESSAGES" / f"{domain}.po")}


def _folders() -> Iterator[tuple[str, Path]]:
    """The distribution and the folder of catalogues of Django itself and of each installed app of a package."""
    distributions = packages_distributions()
    places = [("django", Path(django.conf.__path__[0]))]
    places += [(config.name.split(".")[0], Path(config.path)) for config in apps.get_app_configs()]
    for module, place in places:
        if module not in OURS and (place / "locale").is_dir():
            yield distributions[module][0].lower(), place / "locale"
