"""The files of the site, by the storages' own interface: below var/ or in an S3-compatible store, all the same."""

import hashlib
from collections.abc import Iterator
from typing import Any

from django.apps import apps
from django.core.files import File
from django.core.files.storage import Storage
from django.db import models

from config.backup.archive import MEDIA, Reader, Writer
from config.backup.former import Former
from config.backup.stores import storage_of


def pack(writer: Writer) -> None:
    """Call it after the database was dumped.

    A file is written before the row that names it and removed after it, so what the dump names is there by now. The one
    gap is what was removed in between: the dump names it, and it is gone. Both commands tell of such.
    """
    for folder in MEDIA:
        storage = storage_of(folder)
        for name in sorted(_names_in(storage)):
            try:
                file = storage.open(name)
            except FileNotFoundError:
                continue  # Removed since it was listed.
            with file:
                writer.add(f"{folder}/{name}", file)


def unpack(reader: Reader, former: Former) -> int:
    """Writes what is not there or differs, and returns how much. What else is there stays, for `remove_others`.

    Before the database: names are never given twice, so that the rows of before lose nothing by files that they do not
    name, and `former` has those that differ.
    """
    written = 0
    for folder in MEDIA:
        storage = storage_of(folder)
        for name in reader.below(folder):
            member = f"{folder}/{name}"
            if storage.exists(name) and _sum_of(storage, name) == reader.members[member]["sha256"]:
                continue
            former.expect_file(folder, name)
            with reader.open(member) as file:
                stored = storage.save(name, File(file))
            if stored != name:
                storage.delete(stored)
                raise OSError(f"{name} could only be stored as {stored}.")
            written += 1
    return written


def remove_others(reader: Reader) -> tuple[int, list[str]]:
    """Files that no row names any more. An applicant's among them would else be kept for ever.

    Last of all, since they cannot be had back. Returns how many, and what the store could not remove.
    """
    removed, left = 0, []
    for folder in MEDIA:
        storage, kept = storage_of(folder), set(reader.below(folder))
        for name in [name for name in _names_in(storage) if name not in kept]:
            try:
                storage.delete(name)
                removed += 1
            except Exception:  # Each store fails in its own words.
                left.append(f"{folder}/{name}")
    return removed, left


def named_by_rows() -> set[str]:
    """The members that the rows of the database name, as it is now."""
    return {f"{folder}/{name}" for folder, field in _file_fields() for name in _values_of(field)}


def _file_fields() -> Iterator[tuple[str, Any]]:
    for model in apps.get_models():
        for field in model._meta.local_fields:
            if isinstance(field, models.FileField):
                folder = next((each for each in MEDIA if field.storage == storage_of(each)), None)
                if folder:
                    yield folder, field


def _values_of(field: models.FileField) -> Iterator[str]:
    rows = field.model._base_manager.exclude(**{field.name: ""}).order_by()
    return (name for name in rows.values_list(field.name, flat=True).iterator() if name)


def _names_in(storage: Storage, folder: str = "") -> Iterator[str]:
    try:
        folders, files = storage.listdir(folder)
    except FileNotFoundError:
        return  # Nothing was ever stored there.
    yield from (f"{folder}{file}" for file in files)
    for each in folders:
        yield from _names_in(storage, f"{folder}{each}/")


def _sum_of(storage: Storage, name: str) -> str:
    with storage.open(name) as file:
        digest = hashlib.sha256()
        for chunk in file.chunks():
            digest.update(chunk)
    return digest.hexdigest()
