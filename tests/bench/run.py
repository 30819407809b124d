"""`make bench`: how many requests a second, each page beside a bare Django view that returns the same bytes.

PostgreSQL (TEST_DATABASE_URL or DATABASE_URL, else the wheel), gunicorn with two workers, one client on loopback, all
in one run: the ratio of the two is what carries from one machine to another. Prints a table; asserts nothing.
"""

import argparse
import atexit
import contextlib
import http.client
import os
import shutil
import subprocess
import sys
import tempfile
import time
import urllib.request
from pathlib import Path

from tests.browser.site import free_port
from tests.postgresql import scratch_database, server_url

ROOT = Path(__file__).resolve().parents[2]


def requests_a_second(port: int, path: str, seconds: float) -> float:
    """One client, one connection, one request after another."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    until, count = time.perf_counter() + 1, 0
    while time.perf_counter() < until:
        _get(connection, path)
    started = time.perf_counter()
    while (elapsed := time.perf_counter() - started) < seconds:
        _get(connection, path)
        count += 1
    connection.close()
    return count / elapsed


def _get(connection: http.client.HTTPConnection, path: str) -> bytes:
    connection.request("GET", path, headers={"Host": "localhost"})
    answer = connection.getresponse()
    body = answer.read()
    if answer.status != 200:
        raise SystemExit(f"{path} answered {answer.status}")
    return body


def paths_of(environment: dict[str, str]) -> dict[str, str]:
    """Where the demo's pages are, asked of the site itself."""
    script = (
        "from events.models import EventIndexPage, EventPage; from home.models import NewsPage;"
        "from volunteers.models import Opportunity;"
        "kk = dict(locale__language_code='kk');"
        "url = lambda page: page.get_url_parts()[2];"
        "print(url(EventIndexPage.objects.get(**kk)));"
        "print(url(EventPage.objects.filter(opportunities__isnull=False, **kk).live().first()));"
        "print(url(NewsPage.objects.filter(**kk).live().first()));"
        "print('/kk/apply/' + Opportunity.objects.open().first().code + '/')"
    )
    printed = subprocess.run(
        [sys.executable, "manage.py", "shell", "--no-imports", "-c", script],
        cwd=ROOT,
        env=environment,
        check=True,
        capture_output=True,
        text=True,
    ).stdout.split()
    return {"home": "/kk/", **dict(zip(("listing", "event", "news", "form"), printed, strict=True))}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=5, help="how long each page is asked for")
    seconds = parser.parse_args().seconds
    with scratch_database(server_url()) as database_url:
        measure(database_url, seconds)


def measure(database_url: str, seconds: float) -> None:
    folder = Path(tempfile.mkdtemp(prefix="erikti-bench-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    (folder / "bodies").mkdir()
    port = free_port()
    environment = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "tests.bench.settings",
        "DATABASE_URL": database_url,
        "ERIKTI_VAR_DIR": str(folder),
        "LOG_LEVEL": "WARNING",
    }
    for command in (
        ["migrate", "--verbosity", "0"],
        ["createcachetable"],
        ["demo", "--in-production"],
        ["collectstatic", "--no-input", "--verbosity", "0"],
    ):
        subprocess.run([sys.executable, "manage.py", *command], cwd=ROOT, env=environment, check=True)
    server = subprocess.Popen(
        [
            *(sys.executable, "-m", "gunicorn", "--pythonpath", ".,site", "--workers", "2"),
            *("--bind", f"127.0.0.1:{port}", "--log-level", "warning", "config.wsgi"),
        ],
        cwd=ROOT,
        env=environment,
    )
    try:
        _wait(port)
        print(f"{'page':<10}{'requests/s':>12}{'bare view':>12}{'ratio':>9}{'kB':>8}")
        for name, path in paths_of(environment).items():
            connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
            body = _get(connection, path)
            connection.close()
            (folder / "bodies" / name).write_bytes(body)
            page, bare = (requests_a_second(port, each, seconds) for each in (path, f"/bare/{name}"))
            print(f"{name:<10}{page:>12.1f}{bare:>12.1f}{page / bare:>9.4f}{len(body) / 1000:>8.1f}")
    finally:
        server.terminate()
        server.wait()


def _wait(port: int) -> None:
    for _attempt in range(100):
        with contextlib.suppress(OSError):
            urllib.request.urlopen(f"http://127.0.0.1:{port}/healthz", timeout=2)
            return
        time.sleep(0.2)
    raise SystemExit("gunicorn did not start")


if __name__ == "__main__":
    main()
