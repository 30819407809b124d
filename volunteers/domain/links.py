"""Addresses that go into mail: absolute, in the applicant's language, and of use to nobody who was not sent them."""

from __future__ import annotations

from django.conf import settings
from django.core import signing
from django.urls import reverse
from django.utils import translation

from volunteers.models import Application


def _signer() -> signing.Signer:
    # The separator is a character that no mail program takes for the end of an address.
    return signing.Signer(sep="~", salt="volunteers.application")


def absolute(path: str) -> str:
    """`path` on our own site. The base is a setting, since a worker has no request, and a Host header is anyone's."""
    return settings.WAGTAILADMIN_BASE_URL.rstrip("/") + path


def token_for(application: Application) -> str:
    return _signer().sign(application.number)


def manage_url(application: Application) -> str:
    """Where the applicant sees how it stands, confirms and withdraws, without an account.

    It does not run out: whoever was accepted in March must still be able to withdraw in May. Whoever holds it can do
    what the applicant can, so it stands in mail to her alone.
    """
    with translation.override(application.language):
        return absolute(reverse("volunteers:manage", kwargs={"token": token_for(application)}))


def application_from(token: str) -> Application | None:
    """The application whose link bears `token`; None for a token that we did not make, or whose row is gone."""
    try:
        number = _signer().unsign(token)
    except signing.BadSignature:
        return None
    return Application.objects.select_related("opportunity").filter(number=number).first()
