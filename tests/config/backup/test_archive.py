"""The file of a backup: whole or refused, and never a way to somewhere else."""

import io
import zipfile

import pytest

from config.backup.archive import BrokenBackup, Reader, Writer


@pytest.fixture
def path(tmp_path):
    path = tmp_path / "backup.zip"
    with path.open("wb") as file:
        writer = Writer(file)
        writer.add("database", io.BytesIO(b"rows" * 1000), packed=True)
        writer.add("media/images/a.png", io.BytesIO(b"a picture"))
        writer.add("private/applications/b", io.BytesIO(b"a face"))
        writer.finish(database="sqlite", migrations=[])
    return path


def verify(path):
    reader = Reader(path)
    reader.verify()
    return reader


def test_what_went_in_comes_out(path, tmp_path):
    reader = verify(path)
    reader.unpack("database", tmp_path / "database")
    assert (tmp_path / "database").read_bytes() == b"rows" * 1000
    assert reader.open("media/images/a.png").read() == b"a picture"
    assert list(reader.below("private")) == ["applications/b"]
    assert reader.manifest["database"] == "sqlite"


def test_one_changed_letter_is_noticed(path):
    path.write_bytes(path.read_bytes().replace(b"a face", b"a fact"))
    with pytest.raises(BrokenBackup, match=r"private/applications/b is damaged\."):
        verify(path)


@pytest.mark.parametrize("rest", [0, 20, -30])
def test_a_file_that_was_cut_off_is_no_backup(path, rest):
    path.write_bytes(path.read_bytes()[:rest])
    with pytest.raises(BrokenBackup, match="is no backup"):
        verify(path)


def test_a_member_that_the_manifest_does_not_know_is_refused(path):
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr("media/more.txt", b"more")
    with pytest.raises(BrokenBackup, match="The manifest and the contents differ"):
        verify(path)


@pytest.mark.parametrize(
    "name",
    [
        "media/../../a",
        "/media/a",
        "media//a",
        "media/./a",
        "media\\..\\a",
        "media/a\0b",
        "media",
        "media/",
        "elsewhere/a",
        "../media/a",
        "manifest.json",
        "",
    ],
)
def test_a_name_that_leads_elsewhere_is_not_written(name):
    with pytest.raises(BrokenBackup):
        Writer(io.BytesIO()).add(name, io.BytesIO(b"evil"))


def test_another_format_is_refused(path, monkeypatch):
    monkeypatch.setattr("config.backup.archive.FORMAT", 2)
    with pytest.raises(BrokenBackup, match="another version"):
        Reader(path)
