"""What a visitor's phone has to fetch: little at the first page, hardly anything at the next, all of it from this site.

The running site's data, served as in production: compressed, each file under a name that changes with it, pages kept.
"""

from pathlib import Path

import pytest

from tests.bench.site import BenchSite
from tests.browser.conftest import PHONE
from tests.browser.pages import LANGUAGES, public_pages

FIRST, SECOND = 150_000, 20_000  # bytes on the wire, with their headers
# Pictures are as heavy as they are; they come in three formats and the size that a phone shows.
WEIGHED = {"Document", "Fetch", "Font", "Script", "Stylesheet", "XHR"}


@pytest.fixture(scope="module")
def served(site):
    served = BenchSite(Path(site.environment["ERIKTI_VAR_DIR"]), site.environment["DATABASE_URL"])
    served.manage("createcachetable")
    served.manage("collectstatic", "--no-input", "--verbosity", "0")
    with served.running():
        yield served


def visit(page, address: str, host: str) -> tuple[int, list[str]]:
    """Bytes that came over the wire for one visit, and what was asked of others."""
    kinds, weights, foreign = {}, {}, []
    session = page.context.new_cdp_session(page)
    session.send("Network.enable")

    def started(event):
        kinds[event["requestId"]] = event.get("type", "Other")
        if not event["request"]["url"].startswith((host, "data:")):
            foreign.append(event["request"]["url"])

    session.on("Network.requestWillBeSent", started)
    session.on(
        "Network.loadingFinished",
        lambda event: weights.__setitem__(event["requestId"], event["encodedDataLength"]),
    )
    page.goto(address, wait_until="load")
    session.detach()
    return sum(weight for request, weight in weights.items() if kinds.get(request) in WEIGHED), foreign


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_page_is_light_at_the_first_visit_and_lighter_at_the_second(browser, served, language):
    host = f"http://localhost:{served.port}"
    heavy = {}
    for kind, path in public_pages(served)[language].items():
        context = browser.new_context(viewport=PHONE, locale=language)
        (first, foreign), (second, _) = (visit(context.new_page(), host + path, host) for _visit in range(2))
        context.close()
        assert foreign == [], kind
        assert first > SECOND, f"{kind}: nothing was weighed"
        if first >= FIRST or second >= SECOND:
            heavy[kind] = (first, second)
    assert heavy == {}
