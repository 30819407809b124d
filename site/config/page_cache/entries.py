"""A kept answer: complete, compressed beforehand, and ready for whoever asks."""

import gzip
import re
import time
from collections.abc import Iterable
from hashlib import blake2b
from typing import NamedTuple

import brotli
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.utils.cache import cc_delim_re, get_conditional_response

# How long a cache before the site may answer for it without asking, in seconds. Browsers always ask; it costs a 304.
SHARED_SECONDS = 60
COMPRESSIBLE = re.compile(r"text/|application/(.+\+)?(xml|json)|image/svg")
# Other words for "this is one person's" or "this is true now".
NOT_FOR_ALL = {"private", "no-store", "no-cache"}
# The encoding and the length are each variant's own; the rest is said anew for every answer.
OWN_HEADERS = {"age", "content-length", "date", "etag", "vary"}


class Entry(NamedTuple):
    generation: str
    tags: dict[str, str]
    expires_at: float  # seconds since the epoch
    headers: list[tuple[str, str]]
    body: bytes
    brotli: bytes  # empty where compressing gains nothing
    gzip: bytes


def may_be_kept(response: HttpResponseBase) -> bool:
    """Whether it is a whole answer for everybody. One with a CSRF token is not: Django then sets its cookie anew."""
    return (
        response.status_code == 200
        and not response.streaming
        and not response.cookies
        and not response.has_header("Content-Encoding")
        and not NOT_FOR_ALL.intersection(_cache_control(response))
    )


def _cache_control(response: HttpResponseBase) -> Iterable[str]:
    header = response.headers.get("Cache-Control", "")
    return (part.partition("=")[0].strip().lower() for part in cc_delim_re.split(header))


def entry_from(response: HttpResponse, *, generation: str, tags: dict[str, str], expires_at: float) -> Entry:
    body = response.content
    headers = [(name, value) for name, value in response.headers.items() if name.lower() not in OWN_HEADERS]
    # Weak, since it stands for the page in each of its encodings.
    headers.append(("ETag", f'W/"{blake2b(body, digest_size=12).hexdigest()}"'))
    packed, zipped = b"", b""
    if COMPRESSIBLE.match(response.headers.get("Content-Type", "")):
        packed, zipped = brotli.compress(body, quality=9), gzip.compress(body, 9, mtime=0)
        if len(zipped) >= len(body):
            packed = zipped = b""
    return Entry(generation, tags, expires_at, headers, body, packed, zipped)


def answer(entry: Entry, request: HttpRequest) -> HttpResponseBase:
    """The response to one visitor: in an encoding that she takes, or that she has it already."""
    body, encoding = _variant(entry, request.META.get("HTTP_ACCEPT_ENCODING", ""))
    response = HttpResponse(body, headers=dict(entry.headers))
    headers = response.headers
    if encoding:
        headers["Content-Encoding"] = encoding
    headers["Content-Length"] = str(len(body))
    # Pages differ by the cookies of a session and of the version that is easier to see; feeds and site maps do not.
    is_page = headers["Content-Type"].startswith("text/html")
    headers["Vary"] = "Accept-Encoding, Cookie" if is_page else "Accept-Encoding"
    if "Cache-Control" not in headers:
        shared = max(0, min(SHARED_SECONDS, int(entry.expires_at - time.time())))
        headers["Cache-Control"] = f"public, max-age=0, s-maxage={shared}"
    if "HTTP_IF_NONE_MATCH" not in request.META:
        # Seconds are too coarse a measure of what changes when anybody publishes, so dates alone prove nothing.
        return response
    return get_conditional_response(request, etag=headers["ETag"], response=response)


def _variant(entry: Entry, accepted: str) -> tuple[bytes, str]:
    if entry.gzip and accepted:
        takes = {name.strip() for name, _semicolon, rest in _codings(accepted) if not REFUSED.search(rest)}
        if "br" in takes:
            return entry.brotli, "br"
        if "gzip" in takes:
            return entry.gzip, "gzip"
    return entry.body, ""


REFUSED = re.compile(r"q=0(\.0*)?\s*$")


def _codings(accepted: str) -> Iterable[tuple[str, str, str]]:
    return (part.partition(";") for part in accepted.lower().split(","))
