import time
from collections.abc import Callable
from datetime import UTC, datetime

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.utils.cache import patch_cache_control

from config.page_cache import addresses, dependencies, entries, store
from config.page_cache.moments import next_moment
from home.made_up import is_made_up


class PageCacheMiddleware:
    """The first of all: an answer is kept with the headers that every other middleware has given it."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if not settings.PAGE_CACHE_SECONDS:
            return self.get_response(request)
        address = addresses.address_of(request)
        if address is None:
            return self._answer_one_visitor(request)
        found = store.find(address.key)
        if found.entry is not None:
            return entries.answer(found.entry, request)
        if found.generation is None or not addresses.is_kept(request):
            return self.get_response(request)
        return self._make(request, address, found.generation)

    def _make(self, request: HttpRequest, address: addresses.Address, generation: str) -> HttpResponseBase:
        begun = time.time()
        with dependencies.recorded() as tags, addresses.Reduced(request, address):
            response = self.get_response(request)
        if not entries.may_be_kept(response) or None in tags.values() or is_made_up(request):
            return response
        assert isinstance(response, HttpResponse)  # noqa: S101 - what does not stream
        turn = next_moment(generation, datetime.fromtimestamp(begun, UTC)).timestamp()
        entry = entries.entry_from(
            response, generation=generation, tags=tags, expires_at=min(begun + settings.PAGE_CACHE_SECONDS, turn)
        )
        # A view may answer HEAD with less than it would GET.
        if request.method == "GET" and entry.expires_at > time.time():
            store.keep(address.key, entry)
        return entries.answer(entry, request)

    def _answer_one_visitor(self, request: HttpRequest) -> HttpResponseBase:
        """A page made for whoever can be told from others is that visitor's, and no cache on the way may hand it on."""
        response = self.get_response(request)
        if not addresses.is_anybody(request) and not response.has_header("Cache-Control"):
            patch_cache_control(response, private=True, no_cache=True)
        return response
