"""Reading the files in content/: texts in three languages, and days counted from today."""

import datetime
import functools
import tomllib
from pathlib import Path
from typing import Any

from django.conf import settings
from django.utils import timezone

FOLDER = Path(__file__).parent / "content"
LANGUAGES = tuple(code for code, _name in settings.LANGUAGES)
SOURCE, *TRANSLATIONS = LANGUAGES


@functools.cache
def read(name: str) -> dict[str, Any]:
    """The file `name`.toml. The result is shared: do not change it."""
    with (FOLDER / f"{name}.toml").open("rb") as file:
        return tomllib.load(file)


def in_language(value: Any, language: str) -> Any:
    """A copy of `value` in which every text that stands in all languages is the one in `language`."""
    if isinstance(value, dict):
        if value.keys() == set(LANGUAGES):
            return value[language]
        return {name: in_language(item, language) for name, item in value.items()}
    if isinstance(value, list):
        return [in_language(item, language) for item in value]
    return value


def moment(given: dict[str, Any], today: datetime.date, *, on_school_day: bool = False) -> datetime.datetime:
    """`{ day = 3, at = 10:00:00 }` as a moment in the site's time zone."""
    day = today + datetime.timedelta(days=given["day"])
    if on_school_day:
        while day.isoweekday() > 5:
            day += datetime.timedelta(days=1)
    return timezone.make_aware(datetime.datetime.combine(day, given["at"]))
