"""A restore that fails leaves the site that was there, whole: whichever step it is that fails, on either database."""

import os
from contextlib import nullcontext

import pytest

from tests.config.backup.site import Site
from tests.config.backup.test_backup import CHANGE, FILL, SERVER
from tests.postgresql import scratch_database

STEPS = [
    "keeping the database",
    "the second file",
    "unpacking the database",
    "the database",
    "the database, interrupted",
    "bringing it up to date",
    "the cache",
    "the index",
    "the index, interrupted",
]


@pytest.fixture(scope="module")
def database():
    if not SERVER:
        yield ""
        return
    with scratch_database(SERVER) as url:
        yield url


@pytest.fixture(scope="module")
def site(database, tmp_path_factory):
    site = Site(tmp_path_factory.mktemp("site"), database)
    site.does("migrate", "--verbosity=0")
    site.runs(FILL)
    return site


@pytest.fixture(scope="module")
def backup(site, tmp_path_factory):
    """Of before the site changed: rows, a file that is gone, one that is another, and one that has come."""
    path = tmp_path_factory.mktemp("backups") / "site.zip"
    site.does("backup", "--to", path)
    site.runs(CHANGE)
    return path


def remains(site):
    return [name for name in os.listdir(site.var) if name.startswith(".restore-")]


@pytest.mark.parametrize("step", STEPS)
def test_the_site_is_whole_whichever_step_fails(site, backup, step):
    before = site.content()

    finished = site.stumbles(step, backup)

    assert finished.returncode != 0
    if "interrupted" in step:
        assert "KeyboardInterrupt" in finished.stderr
    else:
        assert "Stumbled. The site is as it was." in finished.stderr
    assert site.content() == before
    assert remains(site) == []


def test_a_site_that_was_not_there_is_not_there_after_a_failure(backup, tmp_path):
    """Where there was no database either. A server has an empty one."""
    with scratch_database(SERVER) if SERVER else nullcontext("") as url:
        empty = Site(tmp_path, url)
        finished = empty.stumbles("the index", backup)
        assert "Stumbled. The site is as it was." in finished.stderr
        assert empty.files() == {}
        assert empty.rows() == {}


def test_what_cannot_be_put_back_is_kept_and_told(site, backup):
    """Runs last: the site is the backup's afterwards."""
    finished = site.stumbles("putting back", backup)

    [folder] = remains(site)
    assert f"It is kept in {site.var / folder}." in finished.stderr
    assert (site.var / folder / "former-database").stat().st_size > 0
