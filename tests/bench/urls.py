"""The site, and a view that does nothing but return the bytes that a page of the site would."""

import os
from pathlib import Path

from django.http import HttpRequest, HttpResponse
from django.urls import path

from config.urls import urlpatterns as site_urlpatterns

BODIES = Path(os.environ["ERIKTI_VAR_DIR"]) / "bodies"


def bare(request: HttpRequest, name: str) -> HttpResponse:
    return HttpResponse(BODIES.joinpath(name).read_bytes())


urlpatterns = [path("bare/<slug:name>", bare), *site_urlpatterns]
