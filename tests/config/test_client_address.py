"""The address that rate limits count by: nothing that a visitor writes can change it."""

import pytest
from django.test import RequestFactory

from config.client_address import client_address


@pytest.mark.parametrize(
    ("proxies", "forwarded", "address"),
    [
        (0, None, "10.0.0.9"),
        (0, "203.0.113.5", "10.0.0.9"),
        (1, "203.0.113.5", "203.0.113.5"),
        (1, "6.6.6.6, 203.0.113.5", "203.0.113.5"),
        (2, "6.6.6.6, 203.0.113.5, 10.0.0.1", "203.0.113.5"),
        (2, " 203.0.113.5 ,10.0.0.1", "203.0.113.5"),
        # Fewer entries than proxies: it did not come the way that ours do, so what it says counts for nothing.
        (2, "203.0.113.5", "10.0.0.9"),
        (1, "", "10.0.0.9"),
        (1, None, "10.0.0.9"),
    ],
)
def test_only_what_our_own_proxies_wrote_counts(settings, proxies, forwarded, address):
    settings.TRUSTED_PROXIES = proxies
    headers = {} if forwarded is None else {"X-Forwarded-For": forwarded}
    request = RequestFactory().get("/", headers=headers, REMOTE_ADDR="10.0.0.9")
    assert client_address(request) == address


def test_a_request_without_an_address_still_has_one_to_count_by():
    assert client_address(RequestFactory().get("/", REMOTE_ADDR="")) == "0.0.0.0"  # noqa: S104 - an address to count by
