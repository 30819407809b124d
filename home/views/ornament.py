"""The drawn cover of a page that has no picture."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import cache_control
from django.views.decorators.gzip import gzip_page
from django.views.decorators.http import require_safe

from home.ornament import cover_svg


# Not `immutable`: a later release may draw better.
@require_safe
@cache_control(public=True, max_age=60 * 60 * 24 * 30)
@gzip_page
def ornament(request: HttpRequest, seed: UUID) -> HttpResponse:
    """The seed is a page's translation key, so a page has one face in all its languages."""
    response = HttpResponse(cover_svg(str(seed), 1280, 720), content_type="image/svg+xml")
    # Opened by itself an SVG is a document; this one has nothing to run, and may not learn to.
    response["Content-Security-Policy"] = "default-src 'none'"
    return response
