"""Files by the storages' interface alone, so that a store elsewhere is backed up as a folder is."""

import io

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import storages

from config.backup import media
from config.backup.archive import Reader, Writer


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

    assert (media.unpack(reader), media.remove_others(reader)) == (2, 1)
    assert (public.open("a.txt").read(), public.open("deep/down/b.txt").read()) == (b"public", b"public")
    assert private.listdir("")[1] == ["c"]


def test_a_store_in_which_nothing_was_ever_stored_is_empty(settings, tmp_path):
    folder = {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": tmp_path / "none"}}
    settings.STORAGES = {**settings.STORAGES, "default": folder, "private": folder}
    writer = Writer(io.BytesIO())
    media.pack(writer)
    assert writer.members == {}
