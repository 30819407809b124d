"""Files by the storages' interface alone, so that a store elsewhere is backed up as a folder is."""

import io

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import InMemoryStorage, storages

from config.backup import media
from config.backup.archive import Reader, Writer
from config.backup.former import Former


@pytest.fixture
def stores(settings):
    """Two stores that are no folders."""
    memory = {"BACKEND": "django.core.files.storage.InMemoryStorage"}
    settings.STORAGES = {**settings.STORAGES, "default": memory, "private": memory}
    return storages["default"], storages["private"]


def test_files_go_into_the_archive_and_come_back(stores, tmp_path):
    public, private = stores
    for name in ("a.txt", "same.txt", "deep/down/b.txt"):
        public.save(name, ContentFile(b"public"))
    private.save("c", ContentFile(b"private"))
    path = tmp_path / "backup.zip"
    with path.open("wb") as file:
        writer = Writer(file)
        media.pack(writer)
        writer.finish()

    public.delete("deep/down/b.txt")
    public.delete("a.txt")
    public.save("a.txt", ContentFile(b"another"))
    private.save("later", ContentFile(b"later"))
    reader = Reader(path)

    assert (media.unpack(reader, Former(tmp_path)), media.remove_others(reader)) == (2, (1, []))
    assert (public.open("a.txt").read(), public.open("deep/down/b.txt").read()) == (b"public", b"public")
    assert private.listdir("")[1] == ["c"]


def test_a_store_in_which_nothing_was_ever_stored_is_empty(settings, tmp_path):
    folder = {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": tmp_path / "none"}}
    settings.STORAGES = {**settings.STORAGES, "default": folder, "private": folder}
    writer = Writer(io.BytesIO())
    media.pack(writer)
    assert writer.members == {}


@pytest.mark.parametrize("stumbles_at", range(1, 4))
def test_files_that_were_written_over_can_be_had_back(stores, tmp_path, monkeypatch, stumbles_at):
    """By the interface alone too: no folder is renamed, since a store elsewhere has none."""
    public, private = stores
    for store, name in ((public, "a.txt"), (public, "deep/b.txt"), (private, "c")):
        store.save(name, ContentFile(b"of the backup"))
    path = tmp_path / "backup.zip"
    with path.open("wb") as file:
        writer = Writer(file)
        media.pack(writer)
        writer.finish()
    for store, name in ((public, "a.txt"), (public, "deep/b.txt"), (private, "c")):
        store.delete(name)
    public.save("a.txt", ContentFile(b"before"))
    private.save("c", ContentFile(b"before"))
    former, save, writes = Former(tmp_path), InMemoryStorage.save, []

    def stumble(storage, name, content, max_length=None):
        writes.append(name)
        if len(writes) == stumbles_at:
            raise OSError("no room")
        return save(storage, name, content, max_length)

    monkeypatch.setattr(InMemoryStorage, "save", stumble)
    with pytest.raises(OSError, match="no room"):
        media.unpack(Reader(path), former)
    monkeypatch.undo()
    former.put_back()

    assert [public.listdir("")[1], public.listdir("deep")[1], private.listdir("")[1]] == [["a.txt"], [], ["c"]]
    assert (public.open("a.txt").read(), private.open("c").read()) == (b"before", b"before")


def test_a_file_that_cannot_be_removed_is_told_and_keeps_no_other(stores, tmp_path, monkeypatch):
    path = tmp_path / "backup.zip"
    with path.open("wb") as file:
        writer = Writer(file)
        writer.finish()
    for name in ("a.txt", "b.txt"):
        stores[0].save(name, ContentFile(b"later"))
    delete = InMemoryStorage.delete

    def stumble(storage, name):
        if name == "a.txt":
            raise OSError("the store is away")
        delete(storage, name)

    monkeypatch.setattr(InMemoryStorage, "delete", stumble)
    assert media.remove_others(Reader(path)) == (1, ["media/a.txt"])
