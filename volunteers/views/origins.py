"""Whether a sending comes from a page of ours.

A page that is the same for everybody holds no token. What the browser says of the sending proves the same thing, and
no other site can make it say so: https://developer.mozilla.org/docs/Web/HTTP/Headers/Sec-Fetch-Site, and `Origin`
where that is missing, as over plain HTTP. A browser that says neither needs the token.
"""

from enum import Enum, auto

from django.conf import settings
from django.http import HttpRequest
from django.middleware.csrf import CsrfViewMiddleware


class Origin(Enum):
    OURS = auto()
    UNKNOWN = auto()
    FOREIGN = auto()


class _TokenCheck(CsrfViewMiddleware):
    def _reject(self, request: HttpRequest, reason: str) -> str:
        return reason


def origin_of(request: HttpRequest) -> Origin:
    site = request.headers.get("Sec-Fetch-Site")
    if site:
        # "none": the visitor's own doing, such as loading the answer to her sending again.
        return Origin.OURS if site in ("same-origin", "none") else Origin.FOREIGN
    if origin := request.headers.get("Origin"):
        is_ours = origin == f"{request.scheme}://{request.get_host()}" or origin in settings.CSRF_TRUSTED_ORIGINS
        return Origin.OURS if is_ours else Origin.FOREIGN
    check = _TokenCheck(lambda _request: None)
    check.process_request(request)
    return Origin.UNKNOWN if check.process_view(request, None, (), {}) else Origin.OURS
