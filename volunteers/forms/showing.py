"""What one showing of the application form has of its own: which sending it will be, and when it was shown.

A form on a page of the site has neither, since that page is the same for all its readers; js/apply.js fetches them when
somebody comes near. Without JavaScript the form comes back without, and then they are made from what was typed.
"""

import uuid
from urllib.parse import urlencode

from django.core.signing import BadSignature, Signer, TimestampSigner
from django.http import QueryDict
from django.utils.crypto import salted_hmac

from volunteers.models import Opportunity

_stamp = TimestampSigner(salt="volunteers.form-shown")
# In the stamp's stead on a page of the site.
_mark = Signer(salt="volunteers.form-embedded")
_OF_ONE_SHOWING = {"csrfmiddlewaretoken", "submission_key", "shown"}


def fresh(opportunity: Opportunity) -> dict[str, str]:
    return {"submission_key": str(uuid.uuid4()), "shown": _stamp.sign(opportunity.code)}


def embedded(opportunity: Opportunity) -> dict[str, str]:
    return {"submission_key": "", "shown": _mark.sign(opportunity.code)}


def was_just_now(shown: str, *, seconds: int) -> bool:
    """Whether a form with this stamp was shown less than `seconds` ago.

    Of a page nothing is known: it had perhaps been kept for minutes when this visitor was shown it.
    """
    if not seconds:
        return False
    try:
        _stamp.unsign(shown, max_age=seconds)
    except BadSignature:  # It is older, or it is the page's mark: `repaired` lets nothing else through.
        return False
    return True


def repaired(data: QueryDict, opportunity: Opportunity, remote_address: str) -> QueryDict:
    """A form that came without a hidden value, or with a spoilt one, gets it here: its sender could not mend it."""
    data = data.copy()
    try:
        uuid.UUID(data.get("submission_key", ""))
    except ValueError:
        data["submission_key"] = str(_key_from(data, opportunity, remote_address))
    if not _is_signed(data.get("shown", ""), opportunity):
        data["shown"] = _stamp.sign(opportunity.code)
    return data


def _is_signed(shown: str, opportunity: Opportunity) -> bool:
    for signer in (_stamp, _mark):
        try:
            if signer.unsign(shown) == opportunity.code:
                return True
        except BadSignature:
            continue
    return False


def _key_from(data: QueryDict, opportunity: Opportunity, remote_address: str) -> uuid.UUID:
    """The same for the same words from the same address, so that a second click is known for one.

    Made with the secret key and the address, so that nobody can ask with another's words whether she has applied.
    """
    typed = sorted((name, values) for name, values in data.lists() if name not in _OF_ONE_SHOWING)
    words = urlencode([(name, value) for name, values in typed for value in values])
    seed = f"{opportunity.code} {remote_address} {words}"
    digest = salted_hmac("volunteers.sending", seed, algorithm="sha256").digest()
    return uuid.UUID(bytes=digest[:16], version=4)
