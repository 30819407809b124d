"""`make bench`: how many requests a second, each kind of page beside a bare Django view that returns the same bytes.

PostgreSQL (TEST_DATABASE_URL or DATABASE_URL, else the wheel), gunicorn with two workers, one client on loopback, all
in one run: the ratio of the two is what carries from one machine to another. Page and bare view take turns of half a
second, so that whatever else the machine does meets both; the ratio is the median of the turns'.

The bare view stands in this project and passes its middleware, as one would that somebody adds to the site. It holds
its bytes in memory. Prints a table beside the bars that we have set ourselves; asserts nothing.
"""

import argparse
import http.client
import os
import tempfile
import time
from pathlib import Path
from statistics import median

from tests.bench.site import BenchSite
from tests.browser.pages import public_pages
from tests.postgresql import scratch_database, server_url

TURN = 0.5  # seconds
# The least ratio of each kind. A listing asks more and is no page that somebody reads; stock Wagtail's are 0.022 and
# 0.014, with hardly anything on them.
CACHED = 0.75
CONTENT, LISTING = 0.022, 0.014
KINDS = {
    "home": CONTENT,
    "news": LISTING,
    "news item": CONTENT,
    "events": LISTING,
    "event": CONTENT,
    "event with form": CONTENT,
    "lessons": LISTING,
    "lesson": CONTENT,
    "standard page": CONTENT,
    "form": CONTENT,
}
NEVER_KEPT = {"form"}


class Client:
    """One connection, one request after another."""

    def __init__(self, port: int) -> None:
        self.connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)

    def get(self, path: str) -> bytes:
        self.connection.request("GET", path, headers={"Host": "localhost"})
        answer = self.connection.getresponse()
        body = answer.read()
        if answer.status != 200:
            raise SystemExit(f"{path} answered {answer.status}")
        return body

    def requests_a_second(self, path: str, seconds: float) -> float:
        started, count = time.perf_counter(), 0
        while (elapsed := time.perf_counter() - started) < seconds:
            self.get(path)
            count += 1
        return count / elapsed


def measure(site: BenchSite, name: str, path: str, bar: float, turns: int) -> None:
    client, bare_path = Client(site.port), f"/bare/{name.replace(' ', '-')}"
    body = client.get(path)
    (site.folder / "bodies" / bare_path.removeprefix("/bare/")).write_bytes(body)
    for each in (path, bare_path):
        client.requests_a_second(each, TURN)  # Both workers have seen it by then.
    pages, bares, ratios = [], [], []
    for _turn in range(turns):
        pages.append(client.requests_a_second(path, TURN))
        bares.append(client.requests_a_second(bare_path, TURN))
        ratios.append(pages[-1] / bares[-1])
    ratio = median(ratios)
    print(
        f"{name:<17}{median(pages):>9.1f}{median(bares):>9.1f}{ratio:>9.4f}"
        f"{f'{min(ratios):.4f}–{max(ratios):.4f}':>16}{bar:>8}  {'met' if ratio >= bar else 'not met':<8}"
        f"{len(body) / 1000:>6.1f} kB",
        flush=True,
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--turns", type=int, default=9, help="how often page and bare view take turns")
    parser.add_argument("--times", type=int, default=1, help="how many times the demo's content")
    parser.add_argument("--only", default="", help="kinds of page, separated by commas")
    parser.add_argument("--uncached", action="store_true", help="measure without the page cache alone")
    chosen = parser.parse_args()
    kinds = [kind for kind in KINDS if not chosen.only or kind in chosen.only.split(",")]
    folder = tempfile.TemporaryDirectory(prefix="erikti-bench-")
    with folder as path, scratch_database(server_url()) as database_url:
        site = BenchSite(Path(path), database_url)
        site.set_up(chosen.times)
        (site.folder / "bodies").mkdir()
        addresses = public_pages(site)["kk"]
        for is_cached in (False,) if chosen.uncached else (False, True):
            state, load = "kept" if is_cached else "made anew", os.getloadavg()[0]
            print(f"\nEach page {state}; content × {chosen.times}; load of the machine {load:.1f}")
            print(f"{'page':<17}{'req/s':>9}{'bare':>9}{'ratio':>9}{'least–most':>16}{'bar':>8}")
            with site.running(PAGE_CACHE_SECONDS="300" if is_cached else "0"):
                for kind in kinds:
                    if not (is_cached and kind in NEVER_KEPT):
                        measure(site, kind, addresses[kind], CACHED if is_cached else KINDS[kind], chosen.turns)


if __name__ == "__main__":
    main()
