"""The file itself: a ZIP, which any machine can look into, with a manifest and the sum of each member."""

import hashlib
import json
import zipfile
from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from typing import IO, Any

FORMAT = 1
MANIFEST = "manifest.json"
SETTINGS = "settings.env"
DATABASE = "database"
# The folders of members; what is below them are names that a storage has given.
MEDIA = ("media", "private")
CHUNK = 1024 * 1024


class BrokenBackup(Exception):
    """The message says what is wrong with the file."""


class Writer:
    def __init__(self, file: IO[bytes]) -> None:
        self._zip = zipfile.ZipFile(file, "w")
        self.members: dict[str, dict[str, Any]] = {}

    def add(self, name: str, source: IO[bytes], *, packed: bool = False) -> None:
        """`packed` for what is not compressed in itself, as pictures are."""
        if not _is_member(name):
            raise BrokenBackup(f"A file has a name that could not be restored: {name!r}")
        member = zipfile.ZipInfo(name)
        member.compress_type = zipfile.ZIP_DEFLATED if packed else zipfile.ZIP_STORED
        digest, size = hashlib.sha256(), 0
        with self._zip.open(member, "w", force_zip64=True) as target:
            while chunk := source.read(CHUNK):
                digest.update(chunk)
                size += target.write(chunk)
        self.members[name] = {"sha256": digest.hexdigest(), "size": size}

    def finish(self, **about: Any) -> None:
        manifest = {"format": FORMAT, **about, "members": self.members}
        self._zip.writestr(MANIFEST, json.dumps(manifest, indent=1, ensure_ascii=False))
        self._zip.close()


class Reader:
    """Raises BrokenBackup for what is no backup, or one of a format that is not known."""

    def __init__(self, path: Path) -> None:
        try:
            self._zip = zipfile.ZipFile(path)
            self.manifest = json.loads(self._zip.read(MANIFEST))
        except (OSError, zipfile.BadZipFile, KeyError, ValueError) as error:
            raise BrokenBackup(f"{path} is no backup: {error}") from error
        if self.manifest.get("format") != FORMAT:
            raise BrokenBackup(f"{path} was made by another version of Erikti.")
        self.members: dict[str, dict[str, Any]] = self.manifest["members"]

    def verify(self) -> None:
        """Each member whole, and none beside them. Nothing is unpacked by it."""
        held = self._zip.namelist()
        if sorted(held) != sorted([MANIFEST, *self.members]):
            raise BrokenBackup("The manifest and the contents differ.")
        for name, told in self.members.items():
            if not _is_member(name):
                raise BrokenBackup(f"It holds a name that leads elsewhere: {name!r}")
            try:
                found = self.sum_of(name)
            except zipfile.BadZipFile as error:
                raise BrokenBackup(f"{name} is damaged.") from error
            if found != told["sha256"]:
                raise BrokenBackup(f"{name} is damaged.")

    def open(self, name: str) -> IO[bytes]:
        return self._zip.open(name)

    def sum_of(self, name: str) -> str:
        with self.open(name) as member:
            return hashlib.file_digest(member, "sha256").hexdigest()

    def unpack(self, name: str, target: Path) -> None:
        with self.open(name) as member, target.open("wb") as file:
            while chunk := member.read(CHUNK):
                file.write(chunk)

    def below(self, folder: str) -> Iterator[str]:
        """The names of the files of one storage, as the storage knows them."""
        return (name.removeprefix(f"{folder}/") for name in self.members if name.startswith(f"{folder}/"))

    def close(self) -> None:
        self._zip.close()


def _is_member(name: str) -> bool:
    """Storages refuse to write outside of their folder too; a name that tries is no accident of ours."""
    if name in {SETTINGS, DATABASE}:
        return True
    folder, *rest = PurePosixPath(name).parts or ("",)
    is_plain = "\\" not in name and "\0" not in name and ".." not in rest and PurePosixPath(name).as_posix() == name
    return folder in MEDIA and bool(rest) and is_plain
