"""A whole site for journeys: demo content, web, worker and clock in processes of their own, and a mail server."""

from __future__ import annotations

import contextlib
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from dataclasses import dataclass
from pathlib import Path

from tests.postgresql import scratch_database
from tests.smtp_sink import SmtpSink

ROOT = Path(__file__).resolve().parents[2]
START_LIMIT = 90  # seconds


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@dataclass
class RunningSite:
    address: str
    mailbox: SmtpSink
    environment: dict[str, str]
    log: Path

    def end_of_log(self) -> str:
        """What web, worker and clock said last."""
        return self.log.read_text()[-4000:] if self.log.exists() else "(the site has been taken down)"

    def manage(self, *arguments: str) -> str:
        """Run a management command on the running site's data; returns what it printed."""
        return subprocess.run(
            [sys.executable, "manage.py", *arguments],
            cwd=ROOT,
            env=self.environment,
            check=True,
            capture_output=True,
            text=True,
        ).stdout


@contextlib.contextmanager
def running_site(postgresql_url: str | None):
    """Set the site up as `make run` does, and take it down afterwards."""
    port = free_port()
    folder = Path(tempfile.mkdtemp(prefix="erikti-browser-"))
    database = scratch_database(postgresql_url) if postgresql_url else contextlib.nullcontext("")
    with SmtpSink() as mailbox, database as database_url:
        environment = {
            **{name: value for name, value in os.environ.items() if not name.startswith(("ERIKTI_TEST", "DJANGO_"))},
            "DJANGO_SETTINGS_MODULE": "config.settings.development",
            "DATABASE_URL": database_url,
            "ERIKTI_VAR_DIR": str(folder),
            "ERIKTI_BASE_URL": f"http://localhost:{port}",
            "EMAIL_URL": f"smtp://127.0.0.1:{mailbox.port}",
            "DECISION_MAIL_DELAY": "1",
            "APPLY_MINIMUM_SECONDS": "0",
            # As in production, so that no journey sees what only a site that keeps nothing would show.
            "PAGE_CACHE_SECONDS": "300",
            "APPLY_RATE_BY_ADDRESS": "1000/h",
            "PYTHONUNBUFFERED": "1",
        }
        site = RunningSite(f"http://localhost:{port}", mailbox, environment, folder / "log.txt")
        assert site.address in site.manage("prepare", "--port", str(port))
        commands = (["runserver", "--noreload", f"127.0.0.1:{port}"], ["db_worker", "--no-reload"], ["clock"])
        log = site.log.open("w")
        processes = [
            subprocess.Popen(
                [sys.executable, "manage.py", *command], cwd=ROOT, env=environment, stdout=log, stderr=subprocess.STDOUT
            )
            for command in commands
        ]
        try:
            _wait_until_ready(site)
            yield site
        finally:
            for process in processes:
                process.terminate()
            for process in processes:
                with contextlib.suppress(subprocess.TimeoutExpired):
                    process.wait(timeout=10)
                process.kill()
                process.wait()
            log.close()
            shutil.rmtree(folder, ignore_errors=True)


def _wait_until_ready(site: RunningSite) -> None:
    """`/readyz` is 200 only when the worker has beaten too."""
    until = time.monotonic() + START_LIMIT
    while time.monotonic() < until:
        with contextlib.suppress(OSError), urllib.request.urlopen(f"{site.address}/readyz", timeout=5) as answer:  # noqa: S310 - our own
            if answer.status == 200:
                return
        time.sleep(0.5)
    raise AssertionError("the site did not become ready:\n" + site.end_of_log())
