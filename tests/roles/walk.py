"""Through the whole admin as one person."""

from typing import NamedTuple

from django.db import transaction
from django.http import HttpResponseBase
from django.test import Client
from django.urls import reverse

from tests.roles.addresses import BULK_PREFIX, Address

# Wagtail's own test of its error page, and an import of redirects that has no file.
STUMBLES = {"wagtailadmin_error_test", "wagtailredirects:process_import"}
# A script is told that it is refused; a person would be led home, as she is led on from what has been done.
PLAINLY = {"x-requested-with": "XMLHttpRequest"}
FORM = "application/x-www-form-urlencoded"


class Answer(NamedTuple):
    is_open: bool
    told: frozenset[str]


class Walk:
    """GET decides. An address that takes none is asked by POST, or by PUT; one that refuses GET must refuse POST too.

    Nothing stays as it is left. `secrets` are listened for in all that is answered.
    """

    def __init__(self, client: Client, secrets: set[str]) -> None:
        self.client, self.secrets = client, secrets
        client.raise_request_exception = False
        self.top = client.get("/admin/pages/", follow=True).request["PATH_INFO"]

    def look(self, address: Address) -> Answer:
        response = self._ask("get", address)
        told = self._told_by(response)
        if response.status_code == 405:
            response = self._ask("post", address, follow=False)
            if response.status_code == 405:
                response = self._ask("put", address)
        elif not self._has_opened(address, response) and not address.name.startswith(BULK_PREFIX):
            # In bulk, what is shown is what would be done; without any of it, the button does nothing.
            response = self._ask("post", address)
        return Answer(self._has_opened(address, response), told | self._told_by(response))

    def _ask(self, method: str, address: Address, *, follow: bool = True) -> HttpResponseBase:
        data = {"data": "value=1", "content_type": FORM} if method == "put" else {}
        with transaction.atomic():
            response = getattr(self.client, method)(address.url, headers=PLAINLY, follow=follow, **data)
            transaction.set_rollback(True)
        if response.streaming:
            response.getvalue()  # else its file stays open
        assert response.status_code < 500 or address.name in STUMBLES, address
        return response

    def _told_by(self, response: HttpResponseBase) -> frozenset[str]:
        body = "" if response.streaming else response.content.decode(errors="replace")
        return frozenset(secret for secret in self.secrets if secret in body)

    def _has_opened(self, address: Address, response: HttpResponseBase) -> bool:
        if response.status_code in {403, 404, 405}:
            return False
        path = response.request["PATH_INFO"]
        if path == reverse("wagtailadmin_login") or path == self.top != reverse("wagtailadmin_explore_root"):
            # To the login, or from other trees to the top of her own.
            return address.name in {"wagtailadmin_login", "wagtailadmin_explore_root"} or address.url == self.top
        if address.name.startswith(BULK_PREFIX) and path == address.url.split("?")[0]:
            return bool(response.context["items"])
        return True
