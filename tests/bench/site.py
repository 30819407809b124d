"""The site as in production, on PostgreSQL with the demo's content, below gunicorn with two workers on loopback."""

import contextlib
import os
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

from tests.browser.site import free_port

ROOT = Path(__file__).resolve().parents[2]


class BenchSite:
    def __init__(self, folder: Path, database_url: str, port: int = 0) -> None:
        self.folder = folder
        self.port = port or free_port()
        self.environment = {
            **os.environ,
            "DJANGO_SETTINGS_MODULE": "tests.bench.settings",
            "DATABASE_URL": database_url,
            "ERIKTI_VAR_DIR": str(folder),
            "ERIKTI_BASE_URL": f"http://localhost:{self.port}",
            "LOG_LEVEL": "WARNING",
        }

    def set_up(self, times: int = 1) -> None:
        """With the demo's content, `times` over."""
        self.manage("migrate", "--verbosity", "0")
        self.manage("createcachetable")
        self.manage("demo", "--in-production")
        self.manage("collectstatic", "--no-input", "--verbosity", "0")
        if times > 1:
            self.manage("shell", "--no-imports", "-c", f"from tests.bench.content import multiply; multiply({times})")
            # What autovacuum would do within its first minute, before or in the midst of the measuring.
            self.manage(
                "shell", "--no-imports", "-c", "from django.db import connection as c; c.cursor().execute('ANALYZE')"
            )

    def manage(self, *arguments: str) -> str:
        return subprocess.run(
            [sys.executable, "manage.py", *arguments],
            cwd=ROOT,
            env=self.environment,
            check=True,
            stdout=subprocess.PIPE,
            text=True,
        ).stdout

    @contextlib.contextmanager
    def running(self, **environment: str) -> Iterator[None]:
        server = subprocess.Popen(
            [
                *(sys.executable, "-m", "gunicorn", "--config", "deploy/gunicorn.conf.py", "--pythonpath", ".,site"),
                *("--worker-class", "sync", "--threads", "1", "--workers", "2", "--max-requests", "0"),
                *("--bind", f"127.0.0.1:{self.port}", "--access-logfile", os.devnull, "--log-level", "warning"),
                "config.wsgi",
            ],
            cwd=ROOT,
            env={**self.environment, **environment},
        )
        try:
            self._wait()
            yield
        finally:
            server.terminate()
            server.wait()

    def _wait(self) -> None:
        for _attempt in range(150):
            with contextlib.suppress(OSError):
                urllib.request.urlopen(f"http://127.0.0.1:{self.port}/healthz", timeout=2)
                return
            time.sleep(0.2)
        raise SystemExit("gunicorn did not start")
