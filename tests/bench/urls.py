"""The site, its pictures, and a view that does nothing but return the bytes that a page of the site would."""

import os
from functools import cache
from pathlib import Path

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import path
from django.views.static import serve

from config.urls import urlpatterns as site_urlpatterns

BODIES = Path(os.environ["ERIKTI_VAR_DIR"]) / "bodies"


@cache
def _body(name: str) -> bytes:
    # From memory after the first time: a view that went to the disk each time would be slower, and flatter the pages.
    return BODIES.joinpath(name).read_bytes()


def bare(request: HttpRequest, name: str) -> HttpResponse:
    return HttpResponse(_body(name))


urlpatterns = [
    path("bare/<slug:name>", bare),
    path("media/<path:path>", serve, {"document_root": settings.MEDIA_ROOT}),  # in production, nginx
    *site_urlpatterns,
]
