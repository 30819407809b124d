"""`python -m tests.bench.lighthouse`: each kind of page, in each language, as Lighthouse sees it on a phone.

It needs node and the npm package `lighthouse`, which is no part of this project: `npm install lighthouse` in a folder
of its own, and LIGHTHOUSE=/that/folder/node_modules/.bin/lighthouse. The site runs as in production, compressed and
kept. Prints a table, and below it whatever an audit found wanting.
"""

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
import urllib.request
from pathlib import Path
from typing import Any

from tests.bench.site import BenchSite
from tests.browser.conftest import ARGUMENTS
from tests.browser.pages import public_pages
from tests.postgresql import scratch_database, server_url

# An answer of 404, or a listing of nothing, is no page that somebody comes to from a search engine.
LEFT_OUT = {"404", "no events"}
BARS = {"performance": 98, "accessibility": 100, "best-practices": 100, "seo": 100}


def report(lighthouse: str, chrome: str, url: str) -> dict[str, Any]:
    for _attempt in range(3):  # Now and then it does not find the browser that it has just started.
        ran = subprocess.run(
            [
                *(lighthouse, url, "--quiet", "--output=json", f"--only-categories={','.join(BARS)}"),
                f"--chrome-flags={' '.join(['--headless=new', *ARGUMENTS])}",
            ],
            env={**os.environ, "CHROME_PATH": chrome},
            capture_output=True,
            text=True,
        )
        if ran.returncode == 0:
            return json.loads(ran.stdout)
    raise SystemExit(f"Lighthouse cannot measure {url}:\n{ran.stderr}")


def line(language: str, kind: str, found: dict[str, Any]) -> str:
    scores = [round(found["categories"][name]["score"] * 100) for name in BARS]
    audits = found["audits"]
    shift = audits["cumulative-layout-shift"]["numericValue"]
    weight = audits["total-byte-weight"]["numericValue"] / 1000
    times = [audits[name]["numericValue"] / 1000 for name in ("first-contentful-paint", "largest-contentful-paint")]
    marks = "".join(
        f"{score:>6}{' ' if score >= bar else '!'}" for score, bar in zip(scores, BARS.values(), strict=True)
    )
    return f"{language:<4}{kind:<17}{marks}{times[0]:>8.1f}{times[1]:>6.1f}{shift:>8.3f}{weight:>8.0f}"


def wanting(found: dict[str, Any]) -> set[str]:
    """The audits that count, and did not get all there is to get."""
    counting = {
        reference["id"]
        for name, category in found["categories"].items()
        for reference in category["auditRefs"]
        if reference["weight"] and name != "performance"
    }
    audits = {name: audit for name, audit in found["audits"].items() if name in counting}
    return {f"{name}: {audit['title']}" for name, audit in audits.items() if audit["score"] not in (None, 1)}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--languages", default="kk,ru,en")
    parser.add_argument("--only", default="", help="kinds of page, separated by commas")
    chosen = parser.parse_args()
    lighthouse = os.environ.get("LIGHTHOUSE") or shutil.which("lighthouse")
    chrome = os.environ.get("CHROME_PATH") or shutil.which("chromium") or shutil.which("google-chrome")
    if not lighthouse or not chrome:
        sys.exit("Lighthouse or Chromium is missing. " + (__doc__ or "").split("\n\n")[1])
    with tempfile.TemporaryDirectory(prefix="erikti-lighthouse-") as folder, scratch_database(server_url()) as database:
        site = BenchSite(Path(folder), database)
        site.set_up()
        addresses = public_pages(site)
        with site.running():
            print(f"{'':<21}{'perf':>6} {'a11y':>6} {'best':>6} {'seo':>6} {'FCP s':>8}{'LCP':>6}{'shift':>8}{'kB':>8}")
            faults: dict[str, set[str]] = {}
            for language in chosen.languages.split(","):
                for kind, path in addresses[language].items():
                    if kind in LEFT_OUT or (chosen.only and kind not in chosen.only.split(",")):
                        continue
                    address = f"http://localhost:{site.port}{path}"
                    urllib.request.urlopen(address).read()
                    found = report(lighthouse, chrome, address)
                    print(line(language, kind, found), flush=True)
                    for fault in wanting(found):
                        faults.setdefault(fault, set()).add(f"{language} {kind}")
            for fault, places in sorted(faults.items()):
                print(f"{fault}\n    {', '.join(sorted(places))}")


if __name__ == "__main__":
    main()
