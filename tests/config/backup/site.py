"""A site of its own, in a folder and a database of its own, asked by its own commands in processes of its own."""

import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psycopg

from tests.postgresql import path_to_programs

ROOT = Path(__file__).resolve().parents[3]


@dataclass
class Site:
    var: Path
    database_url: str  # '': SQLite in `var`

    @property
    def environment(self) -> dict[str, str]:
        ours = {"ERIKTI_VAR_DIR": str(self.var), "DATABASE_URL": self.database_url, "LOG_LEVEL": "WARNING"}
        return {
            **os.environ,
            **ours,
            "DJANGO_SETTINGS_MODULE": "config.settings.development",
            "PYTHONPATH": f"{ROOT}{os.pathsep}{ROOT / 'site'}",
            "PATH": path_to_programs(self.database_url),
        }

    def manage(self, *arguments: object, **environment: str) -> subprocess.CompletedProcess:
        return self._run("manage.py", *arguments, **environment)

    def stumbles(self, step: str, backup: Path) -> subprocess.CompletedProcess:
        """A restore that does so at `step`."""
        return self._run("-m", "tests.config.backup.stumbling", step, backup)

    def _run(self, *arguments: object, **environment: str) -> subprocess.CompletedProcess:
        return subprocess.run(
            [sys.executable, *map(str, arguments)],
            cwd=ROOT,
            env={**self.environment, **environment},
            capture_output=True,
            text=True,
            check=False,
        )

    def does(self, *arguments: object) -> str:
        """What the command says; it must succeed."""
        finished = self.manage(*arguments)
        assert finished.returncode == 0, finished.stderr
        return finished.stdout

    def runs(self, code: str) -> None:
        self.does("shell", "--no-imports", "--command", code)

    def rows(self) -> dict[str, list]:
        """Every row of every table."""
        if self.database_url:
            with psycopg.connect(self.database_url) as connection:
                return _rows(connection, "SELECT tablename FROM pg_tables WHERE schemaname = 'public'")
        if not (self.var / "erikti.sqlite3").exists():
            return {}
        with closing(sqlite3.connect(self.var / "erikti.sqlite3")) as connection:
            return _rows(connection, "SELECT name FROM sqlite_master WHERE type = 'table'")

    def files(self) -> dict[str, bytes]:
        folders = [self.var / "media", self.var / "private"]
        found = [path for folder in folders for path in folder.rglob("*") if path.is_file()]
        return {path.relative_to(self.var).as_posix(): path.read_bytes() for path in found}

    def content(self) -> tuple[dict, dict]:
        return self.rows(), self.files()


def _rows(connection: Any, tables: str) -> dict[str, list]:
    return {
        table: sorted(map(repr, connection.execute(f'SELECT * FROM "{table}"').fetchall()))  # noqa: S608 - a name
        for (table,) in connection.execute(tables).fetchall()
    }
