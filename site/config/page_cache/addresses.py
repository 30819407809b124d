"""Which requests may be answered from the cache, and by what name their answer is known.

A view that is asked for something to keep gets to see nothing of the request that is not in that name: no cookie but
the one for the version that is easier to see, no header of the visitor's, no parameter of somebody's campaign. So what
it returns cannot be anybody's own, whatever the view or its template looks at.
"""

import re
from hashlib import blake2b
from typing import Any, NamedTuple

from django.conf import settings
from django.core.exceptions import DisallowedHost
from django.http import HttpRequest, QueryDict
from django.urls import Resolver404, resolve
from django.utils.translation import get_language_from_path, override

from config.page_cache.release import fingerprint

# The views whose answers are for everybody, by name. One that is in neither list is not kept, and fails a test.
KEPT = {
    "events:calendar_feed",
    "events:calendar_feed_by_scale",
    "events:event_calendar",
    "events:event_feed",
    "home:news_feed",
    "wagtail_serve",
}
NEVER_KEPT = {
    "api:not_found": "as quickly said as fetched",
    "api:pages:detail": "is asked for by few, and stands outside the languages",
    "api:pages:find": "only leads on",
    "api:pages:listing": "has more parameters than anybody can keep",
    "healthz": "tells how this very process is",
    "readyz": "tells how this very process is",
    "home:front_door": "goes by the browser's language",
    "home:ornament": "as quickly drawn as fetched, and browsers keep it for a month",
    "home:robots": "asks nobody, and stands outside the languages",
    "home:share_picture": "is kept as a file, and by browsers for a year",
    "home:sitemap": "is asked for by few, and stands outside the languages",
    "home:styleguide": "for staff",
    "home:styleguide_frame": "for staff",
    "home:switch_language": "sets a cookie",
    "home:vision": "sets a cookie",
    "search:results": "is what somebody typed",
    "search:suggestions": "is what somebody typed",
    "volunteers:apply": "has a token, and what was typed",
    "volunteers:fresh": "is what the kept pages leave out",
    "volunteers:manage": "a person's own",
    "volunteers:receipt": "a person's own",
    "wagtaildocs_authenticate_with_password": "opens a private document",
    "wagtaildocs_serve": "streams a file, and asks who may see it",
    "wagtailcore_authenticate_with_password": "opens a private page",
    "wagtailcore_login": "opens a private page",
}

OPENINGS = tuple(f"/{code}/" for code, _name in settings.LANGUAGES)

# The parameters that our pages read and that take few values. What somebody types (a search) is nobody else's page.
PARAMETERS = {"month", "page", "scale", "view", "volunteers", "when"}
PLAIN_VALUE = re.compile(r"[A-Za-z0-9_-]{1,20}", re.ASCII)
# What advertisers and networks hang onto our addresses. No page of ours reads it, so none may be kept for each.
TRACKING = re.compile(
    r"utm_\w+|mtm_\w+|pk_\w+|_openstat|[a-z]{1,3}clid|ysclid|igshid|gad_source|mc_[ce]id|_ga|_gl|ref_src"
)

VISION_COOKIE = "vision"
# By these we know the scheme and the host, which are in the name.
SEEN_HEADERS = {"HTTP_HOST", "HTTP_X_FORWARDED_HOST", "HTTP_X_FORWARDED_PORT", "HTTP_X_FORWARDED_PROTO"}


class Address(NamedTuple):
    key: str
    query: str  # as it is in the key
    vision: bool


def address_of(request: HttpRequest) -> Address | None:
    """By what name the answer may be known; None for a request that is answered afresh."""
    # Most of what is not kept is told by this, before anything is asked of anybody.
    if not request.path_info.startswith(OPENINGS) or request.method not in ("GET", "HEAD") or not is_anybody(request):
        return None
    query = normal_query(request)
    if query is None:
        return None
    try:
        host = request.get_host()
    except DisallowedHost:  # CommonMiddleware will say so.
        return None
    if host != host.lower():  # The same host, and links in feeds would be written as this visitor wrote it.
        return None
    vision = request.COOKIES.get(VISION_COOKIE) == "1"
    name = f"{fingerprint()} {request.scheme}://{host}{request.path}?{query}#{vision:d}"
    return Address(f"page:{blake2b(name.encode(), digest_size=16).hexdigest()}", query, vision)


def is_anybody(request: HttpRequest) -> bool:
    """Whether nothing of the request tells one visitor from another. A message to her may wait in its own cookie."""
    return (
        settings.SESSION_COOKIE_NAME not in request.COOKIES
        and "messages" not in request.COOKIES
        and "HTTP_AUTHORIZATION" not in request.META
        # Wagtail's own, made up to preview what is not published.
        and not getattr(request, "is_dummy", False)
    )


def normal_query(request: HttpRequest) -> str | None:
    """The query string with its parameters in order, and without the empty and the trackers'; None if it has others."""
    if not request.META.get("QUERY_STRING"):
        return ""
    pairs = []
    for name, values in request.GET.lists():
        if TRACKING.fullmatch(name) or not any(values):
            continue
        if name not in PARAMETERS or len(values) > 1 or not PLAIN_VALUE.fullmatch(values[0]):
            return None
        pairs.append(f"{name}={values[0]}")
    return "&".join(sorted(pairs))


def is_kept(request: HttpRequest) -> bool:
    """Whether the view at the request's address is one whose answers may be kept."""
    with override(get_language_from_path(request.path_info)):
        try:
            return resolve(request.path_info).view_name in KEPT
        except Resolver404:
            return False


class Reduced:
    """Within it the request holds nothing but what its address's key is made of.

    The CSRF cookie stays: a view that uses it sends it anew, and is not kept for that; without it the visitor's other
    forms would lose theirs.
    """

    def __init__(self, request: HttpRequest, address: Address) -> None:
        self.request = request
        self.address = address
        self.meta = request.META

    def __enter__(self) -> None:
        request, cookies = self.request, self.request.COOKIES
        csrf = settings.CSRF_COOKIE_NAME
        request.COOKIES = {csrf: cookies[csrf]} if csrf in cookies else {}
        if self.address.vision:
            request.COOKIES[VISION_COOKIE] = "1"
        # A copy: the server's own dictionary is what its log is written from.
        request.META = {
            name: value for name, value in self.meta.items() if not name.startswith("HTTP_") or name in SEEN_HEADERS
        }
        request.META["QUERY_STRING"] = self.address.query
        request.GET = QueryDict(self.address.query, encoding=request.encoding)

    def __exit__(self, *exception: Any) -> None:
        # For what is yet to be asked: which encodings the visitor takes, and what she has already.
        self.request.META = self.meta
