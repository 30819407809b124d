"""The database as one file, as it stands at one moment, while others go on writing; and back, whole or not at all."""

import os
import shutil
import sqlite3
import subprocess
from contextlib import closing
from pathlib import Path

import psycopg
from django.contrib.auth import get_user_model
from django.db import connection

# In one transaction with what follows: until all of it stands, everybody sees what was there before. By name, since the
# schema itself belongs to the server's administrator. Without the time limit it would wait for a forgotten session.
CLEAR = """
SET lock_timeout = '60s';
DO $$
DECLARE name text;
BEGIN
  FOR name IN SELECT format('%I.%I', schemaname, tablename) FROM pg_tables WHERE schemaname = current_schema() LOOP
    EXECUTE 'DROP TABLE IF EXISTS ' || name || ' CASCADE';
  END LOOP;
END $$;
"""


class DatabaseFailed(Exception):
    """The message is for the operator."""


def dump(target: Path) -> None:
    """Writes a new file."""
    if connection.vendor == "sqlite":
        _copy_sqlite(_sqlite_file(), target)
    else:
        _run("pg_dump", "--format=custom", "--no-owner", "--no-privileges", f"--file={target}")


def restore(source: Path, scratch: Path) -> None:
    """Puts what `dump` has written in the place of everything that the database holds.

    Readers and writers in other processes meet the one or the other, never a mixture. `scratch` is a private folder.
    """
    connection.close()
    if connection.vendor == "sqlite":
        _check_sqlite(source)
        _copy_sqlite(source, _sqlite_file())
        return
    # By way of SQL and psql, since pg_restore's own transaction would leave the tables of a newer version standing.
    clear, script = scratch / "clear.sql", scratch / "restore.sql"
    clear.write_text(CLEAR)
    _run("pg_restore", "--no-owner", "--no-privileges", f"--file={script}", str(source))
    whole = ("--single-transaction", "--set=ON_ERROR_STOP=1")
    _run("psql", "--no-psqlrc", "--quiet", *whole, f"--file={clear}", f"--file={script}")


def is_there() -> bool:
    """Whether there is something to dump: a file that SQLite has made. A server has its database in any case."""
    return connection.vendor != "sqlite" or _sqlite_file().exists()


def remove() -> None:
    """Of SQLite alone: as if there had never been one."""
    connection.close()
    for beside in ("", "-wal", "-shm"):
        Path(f"{_sqlite_file()}{beside}").unlink(missing_ok=True)


def has_content() -> bool:
    """Anything but what migrations alone have made."""
    if not is_there():
        return False
    tables, users = connection.introspection.table_names(), get_user_model()._meta.db_table
    if users not in tables:
        return bool(tables)
    with connection.cursor() as cursor:
        # The table may be older than the model.
        cursor.execute(f"SELECT 1 FROM {connection.ops.quote_name(users)} LIMIT 1")  # noqa: S608 - a name
        return cursor.fetchone() is not None


def _sqlite_file() -> Path:
    return Path(connection.settings_dict["NAME"])


def _copy_sqlite(source: Path, target: Path) -> None:
    """SQLite's own way: one snapshot of the one, in one transaction of the other. A copied file could be torn."""
    target.parent.mkdir(parents=True, exist_ok=True)
    address = f"{source.resolve().as_uri()}?mode=rw"  # It must exist; reading a database in WAL mode writes beside it.
    with closing(sqlite3.connect(address, uri=True)) as original, closing(sqlite3.connect(target)) as copy:
        original.backup(copy)


def _check_sqlite(path: Path) -> None:
    try:
        with closing(sqlite3.connect(path)) as copy:
            found = copy.execute("PRAGMA integrity_check").fetchone()[0]
    except sqlite3.DatabaseError as error:
        found = str(error)
    if found != "ok":
        raise DatabaseFailed(f"The database in the backup is damaged: {found}.")


def _run(program: str, *arguments: str) -> None:
    path = shutil.which(program)
    if path is None:
        raise DatabaseFailed(
            f"{program} is not installed. PostgreSQL's own programs are needed, of the server's version or a newer one:"
            " on Debian apt-get install postgresql-client."
        )
    command = [path, *arguments]
    # A program that was looked up, with arguments of ours, and no shell.
    finished = subprocess.run(command, env=_environment(), capture_output=True, text=True, check=False)  # noqa: S603 - as said above
    if finished.returncode:
        raise DatabaseFailed(f"{program} failed: {finished.stderr.strip()}")


def _environment() -> dict[str, str]:
    """How to reach the database, as Django reaches it. In the environment, since everybody can read a command line."""
    parameters = connection.get_connection_params()
    known = {option.keyword.decode(): option.envvar for option in psycopg.pq.Conninfo.get_defaults()}
    given = {
        known[name].decode(): str(value) for name, value in parameters.items() if known.get(name) and value is not None
    }
    return {**os.environ, **given}
