"""A real backup of a real site, changed, restored and compared: by the two commands, on either database."""

import json
import os
import stat
import subprocess
import sys
import zipfile
from contextlib import ExitStack
from hashlib import sha256

import pytest

from tests.config.backup.site import ROOT, Site
from tests.postgresql import scratch_database

SERVER = os.environ["DATABASE_URL"]  # of the suite; '' for SQLite
FILL = """
from django.contrib.auth import get_user_model
from django.core.files.base import ContentFile
from django.core.files.storage import storages
from wagtail.models import Locale
from events.models import Venue
from home.models import CreditedDocument
get_user_model().objects.create_superuser("admin", "admin@example.kz", "password")
Venue.objects.create(name="Қазақ кітабы", address="a", city="b", locale=Locale.objects.first())
for number in range(3):
    CreditedDocument.objects.create(title=f"Құжат {number}", file=ContentFile(b"kept", name=f"kept-{number}.txt"))
storages["private"].save("applications/photo", ContentFile(b"a face"))
"""
CHANGE = """
from django.db import connection
from django.core.files.base import ContentFile
from django.core.files.storage import storages
from events.models import Venue
from home.models import CreditedDocument
connection.cursor().execute("CREATE TABLE of_a_newer_version (number integer)")
Venue.objects.update(name="Басқа")
first, second, _third = CreditedDocument.objects.order_by("pk")
storages["default"].delete(first.file.name)
storages["default"].delete(second.file.name)
storages["default"].save(second.file.name, ContentFile(b"another"))
first.delete()
CreditedDocument.objects.create(title="Жаңа", file=ContentFile(b"new", name="new.txt"))
storages["private"].save("applications/later", ContentFile(b"another face"))
"""


@pytest.fixture(scope="module")
def new_site(tmp_path_factory):
    """Makes a site with nothing in it, not even tables."""
    with ExitStack() as databases:

        def make() -> Site:
            url = databases.enter_context(scratch_database(SERVER)) if SERVER else ""
            return Site(tmp_path_factory.mktemp("site"), url)

        yield make


@pytest.fixture(scope="module")
def site(new_site):
    site = new_site()
    site.does("migrate", "--verbosity=0")
    site.runs(FILL)
    return site


@pytest.fixture(scope="module")
def backup(site, tmp_path_factory):
    path = tmp_path_factory.mktemp("backups") / "site.zip"
    site.does("backup", "--to", path)
    return path


def altered(backup, path, *, manifest=None, **members):
    """A copy of `backup` with other members, {name: content}, and sums that are right for them."""
    with zipfile.ZipFile(backup) as old, zipfile.ZipFile(path, "w") as new:
        told = json.loads(old.read("manifest.json")) | (manifest or {})
        contents = {name: old.read(name) for name in told["members"]} | members.get("members", {})
        told["members"] = {
            name: {"sha256": sha256(each).hexdigest(), "size": len(each)} for name, each in contents.items()
        }
        for name, each in {**contents, "manifest.json": json.dumps(told).encode()}.items():
            new.writestr(name, each)
    return path


def test_a_changed_site_becomes_what_it_was(site, backup):
    before = site.content()
    site.runs(CHANGE)
    changed = site.content()
    assert changed != before

    refused = site.manage("restore", backup)
    assert (refused.returncode, site.content()) == (1, changed)
    assert "This site has content." in refused.stderr

    site.does("restore", backup, "--overwrite")
    assert site.content() == before


def test_an_empty_machine_becomes_the_site(site, backup, new_site):
    copy = new_site()
    said = copy.does("restore", backup)
    assert "4 files written, 0 removed" in said
    assert copy.content() == site.content()
    assert stat.S_IMODE((copy.var / "private/applications/photo").stat().st_mode) == 0o600


def test_nobody_else_may_read_a_backup(backup):
    assert stat.S_IMODE(backup.stat().st_mode) == 0o600


def test_a_backup_never_takes_the_place_of_another(site, backup):
    before = backup.read_bytes()
    assert "is there already" in site.manage("backup", "--to", backup).stderr
    assert backup.read_bytes() == before
    assert os.listdir(backup.parent) == [backup.name]


def leading_elsewhere(backup, path):
    return altered(backup, path, members={"media/../../elsewhere.txt": b"evil"})


def of_another_database(backup, path):
    return altered(backup, path, manifest={"database": "oracle"})


def of_a_newer_version(backup, path):
    return altered(backup, path, manifest={"migrations": [["home", "0999_to_come"]]})


def with_a_broken_database(backup, path):
    return altered(backup, path, members={"database": b"PGDMP or SQLite, and then nothing"})


@pytest.mark.parametrize(
    ("make", "said"),
    [
        (leading_elsewhere, "leads elsewhere"),
        (of_another_database, "The backup is of oracle"),
        (of_a_newer_version, "The backup is of a newer version of home."),
        (with_a_broken_database, "The site is as it was."),
    ],
)
def test_what_cannot_be_restored_touches_nothing(site, backup, tmp_path, make, said):
    before = site.content()
    refused = site.manage("restore", make(backup, tmp_path / "altered.zip"), "--overwrite")
    assert (refused.returncode, site.content()) == (1, before)
    assert said in refused.stderr


def test_only_postgresql_needs_programs_and_says_which(site, tmp_path):
    finished = site.manage("backup", "--to", tmp_path / "site.zip", PATH="")
    assert finished.returncode == (1 if SERVER else 0)
    assert ("pg_dump is not installed." in finished.stderr) == bool(SERVER)
    assert os.listdir(tmp_path) == ([] if SERVER else ["site.zip"])


def test_a_backup_of_an_older_version_is_brought_up_to_date(backup, new_site, tmp_path):
    old = new_site()
    old.does("restore", backup)
    old.does("migrate", "demo", "zero", "--verbosity=0")
    old.does("backup", "--to", tmp_path / "old.zip")
    copy = new_site()
    copy.does("restore", tmp_path / "old.zip")
    assert "demo_loadedpart" not in old.rows()
    assert "demo_loadedpart" in copy.rows()


def test_a_backup_made_while_others_write_is_of_one_moment(site, new_site, tmp_path):
    with subprocess.Popen(
        [sys.executable, "-m", "tests.config.backup.writer"],
        cwd=ROOT,
        env=site.environment,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as writer:
        assert writer.stdout.readline() == "writing\n"
        site.does("backup", "--to", tmp_path / "busy.zip")
        assert writer.poll() is None
        writer.stdin.close()
    assert writer.returncode == 0
    copy = new_site()
    said = copy.manage("restore", tmp_path / "busy.zip")

    def written(table):
        return sum("written " in row for row in copy.rows()[table])

    assert 3 <= written("home_crediteddocument") < sum("written " in row for row in site.rows()["events_venue"])
    assert written("home_crediteddocument") == written("events_venue")
    assert "A row names it" not in said.stderr


def test_what_is_not_as_it_was_is_told(site, new_site, tmp_path):
    """A file that a row names and that is gone; settings, by name alone."""
    gone = site.var / "media/documents/kept-1.txt"
    gone.rename(tmp_path / "kept-1.txt")
    environment = {"SECRET_KEY": "k'e\\y # ${HOME}", "LOG_LEVEL": "ERROR"}
    made = site.manage("backup", "--to", tmp_path / "site.zip", **environment)
    (tmp_path / "kept-1.txt").rename(gone)
    restored = new_site().manage("restore", tmp_path / "site.zip", **{**environment, "SECRET_KEY": "another"})

    assert "A row names it, and it is not there: media/documents/kept-1.txt" in made.stderr
    assert "A row names it, and the backup does not have it: media/documents/kept-1.txt" in restored.stderr
    assert "Put the former SECRET_KEY into SECRET_KEY_FALLBACKS" in restored.stderr
    assert "LOG_LEVEL" not in restored.stderr
    assert "k'e" not in restored.stderr
