"""A restore that stumbles at one of its steps: `python -m tests.config.backup.stumbling STEP BACKUP`."""

import sys
from collections.abc import Callable
from typing import Any

import django


class Stumbled(Exception):
    pass


def stumble(*args: object, **kwargs: object) -> None:
    raise Stumbled("Stumbled.")


def interrupt(*args: object, **kwargs: object) -> None:
    """As somebody at the keyboard does."""
    raise KeyboardInterrupt


def after(function: Callable, then: Callable) -> Callable:
    """`function` is done, and then it is too late."""

    def wrapper(*args: Any, **kwargs: Any) -> Any:
        function(*args, **kwargs)
        return then()

    return wrapper


def at_the_second(function: Callable) -> Callable:
    calls = []

    def wrapper(*args: Any, **kwargs: Any) -> Any:
        calls.append(args)
        return stumble() if len(calls) == 2 else function(*args, **kwargs)

    return wrapper


def at_command(function: Callable, stumbling: str) -> Callable:
    def wrapper(name: str, *args: Any, **kwargs: Any) -> Any:
        return stumble() if name == stumbling else function(name, *args, **kwargs)

    return wrapper


def at_the_first(function: Callable, *, before: bool) -> Callable:
    """The second is the putting back."""
    calls = []

    def wrapper(*args: Any, **kwargs: Any) -> Any:
        calls.append(args)
        if len(calls) > 1:
            return function(*args, **kwargs)
        if before:
            stumble()
        function(*args, **kwargs)
        return interrupt()

    return wrapper


def prepare(step: str) -> None:
    from django.core.files.storage import FileSystemStorage

    from config.backup import databases
    from config.backup.archive import Reader
    from config.management.commands import restore

    command = restore.Command
    makes_stumble = {
        "keeping the database": [(databases, "dump", stumble)],
        "the second file": [(FileSystemStorage, "save", at_the_second(FileSystemStorage.save))],
        "unpacking the database": [(Reader, "unpack", after(Reader.unpack, stumble))],
        "the database": [(databases, "restore", at_the_first(databases.restore, before=True))],
        "the database, interrupted": [(databases, "restore", at_the_first(databases.restore, before=False))],
        "bringing it up to date": [(restore, "call_command", at_command(restore.call_command, "migrate"))],
        "the cache": [(restore, "change_content", stumble)],
        "the index": [(restore, "call_command", at_command(restore.call_command, "index_search"))],
        "the index, interrupted": [(command, "_make_up_to_date", after(command._make_up_to_date, interrupt))],
        "putting back": [
            (restore, "change_content", stumble),
            (databases, "restore", at_the_second(databases.restore)),
        ],
    }
    for place, name, stumbling in makes_stumble[step]:
        setattr(place, name, stumbling)


def main() -> None:
    django.setup()
    from django.core.management import ManagementUtility

    prepare(sys.argv[1])
    ManagementUtility(["manage.py", "restore", "--overwrite", sys.argv[2]]).execute()


if __name__ == "__main__":
    main()
