"""What every test shares: no network beyond this machine, clean files and cache, no skip where that is forbidden."""

import os
import socket

import pytest
from django.core.cache import cache
from django.utils import translation

FAIL_ON_SKIP = os.environ.get("ERIKTI_FAIL_ON_SKIP") == "1"
LOOPBACK = ("127.", "::1", "localhost")


@pytest.hookimpl(hookwrapper=True)
def pytest_runtest_makereport(item, call):
    """Where everything must run, a test that skips itself has failed."""
    outcome = yield
    report = outcome.get_result()
    if FAIL_ON_SKIP and report.skipped and not hasattr(report, "wasxfail"):
        report.outcome = "failed"
        report.longrepr = f"skipped where no test may be skipped: {report.longrepr}"


@pytest.fixture(autouse=True)
def _clean_cache():
    cache.clear()


@pytest.fixture(autouse=True)
def _first_language():
    """What a request has made of it would last until the next request, and no test begins with one."""
    yield
    translation.deactivate()


@pytest.fixture(autouse=True)
def _no_network(monkeypatch):
    """A test that reaches for another machine fails, rather than passing only where there is a network."""
    connect = socket.socket.connect

    def loopback_only(self, address):
        if isinstance(address, tuple) and not str(address[0]).startswith(LOOPBACK):
            raise AssertionError(f"a test tried to reach {address[0]}")
        return connect(self, address)

    monkeypatch.setattr(socket.socket, "connect", loopback_only)


@pytest.fixture
def unused_port() -> int:
    """A port on loopback at which nobody listens."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]
