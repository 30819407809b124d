"""What the site was before a restore, kept for as long as that may still fail, so that it can be had back."""

from pathlib import Path

from django.core.files import File

from config.backup import databases
from config.backup.archive import CHUNK
from config.backup.stores import storage_of


class Former:
    """In `folder`, which is private: the database, and of the files those alone that are written over.

    Files are not put in place as a whole folder, since a store elsewhere has none that could be renamed.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._database = folder / "former-database"
        self._may_have_another_database = False
        self._written: list[tuple[str, str]] = []  # folder of the storage, and name
        self._kept: dict[tuple[str, str], Path] = {}

    def keep_database(self) -> None:
        if databases.is_there():
            databases.dump(self._database)

    def expect_another_database(self, *, it_is_so: bool = True) -> None:
        """Call before the database is replaced; with False after that has failed and left it as it was."""
        self._may_have_another_database = it_is_so

    def expect_file(self, folder: str, name: str) -> None:
        """Call before `name` is written: what stands there is kept and taken away, so that the name is free."""
        storage = storage_of(folder)
        if storage.exists(name):
            copy = self._folder / "former" / folder / name
            copy.parent.mkdir(parents=True, exist_ok=True)
            with storage.open(name) as file, copy.open("wb") as kept:
                while chunk := file.read(CHUNK):
                    kept.write(chunk)
            self._kept[folder, name] = copy
        # Before it goes: whatever breaks off from here on, it comes back.
        self._written.append((folder, name))
        storage.delete(name)

    def put_back(self) -> None:
        """All of it, whatever had come of the restore. The database too where a file cannot be had back."""
        try:
            self._put_back_files()
        finally:
            self._put_back_database()

    def _put_back_files(self) -> None:
        for folder, name in self._written:
            storage = storage_of(folder)
            storage.delete(name)
            if (folder, name) in self._kept:
                with self._kept[folder, name].open("rb") as kept:
                    storage.save(name, File(kept))

    def _put_back_database(self) -> None:
        if not self._may_have_another_database:
            return
        if self._database.exists():
            databases.restore(self._database, self._folder)
        else:
            databases.remove()
