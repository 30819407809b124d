"""Which language an address is read in, where the address itself does not say; and the site's door, when it is shut."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.middleware.locale import LocaleMiddleware as DjangoLocaleMiddleware
from django.template.loader import render_to_string
from django.utils.cache import patch_cache_control
from wagtail.contrib.redirects.middleware import RedirectMiddleware as WagtailRedirectMiddleware

from home.once import remembering


class LocaleMiddleware(DjangoLocaleMiddleware):
    """Django's, but what stands outside the languages is not looked for inside them.

    Every path below a language may be a page, so Django would send whoever asks for a missing picture or a mistyped
    address of the admin on to /kk/…, to be told there that it does not exist.
    """

    OUTSIDE = ("/admin/", "/api/", "/documents/", "/media/", "/static/", "/styleguide/")

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        if response.status_code == 404 and request.path_info.startswith(self.OUTSIDE):
            return response
        return super().process_response(request, response)


class MaintenanceMiddleware:
    """While the switch is on, 503 to whoever asks for a public page: in all languages at once, without the database.

    The admin stays open to staff, and so do the questions of a supervisor, who would else restart what is well.
    """

    OPEN = ("/admin/", "/static/", "/media/", "/healthz", "/readyz")
    RETRY_AFTER = 15 * 60  # seconds

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        shut = settings.MAINTENANCE or settings.MAINTENANCE_FILE.exists()
        if not shut or request.path_info.startswith(self.OPEN):
            return self.get_response(request)
        return HttpResponse(
            render_to_string("maintenance.html", {"request": request}),
            status=503,
            # This answer passes no middleware that stands below, so it brings its own policy.
            headers={
                "Retry-After": str(self.RETRY_AFTER),
                "Cache-Control": "no-store",
                "Content-Security-Policy": "default-src 'self'",
            },
        )


class RememberingMiddleware:
    """A page that is only read is made of one state of the site, and looks nothing up twice."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if request.method not in ("GET", "HEAD") or request.path_info.startswith("/admin/"):
            return self.get_response(request)
        with remembering():
            return self.get_response(request)


class RedirectMiddleware(WagtailRedirectMiddleware):
    """Wagtail's, from the former address of a page to where it is now, but not for ever.

    A browser keeps a permanent redirect until its user clears it. A page that moved back would then be sent to and fro.
    """

    SECONDS = 60 * 60

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        found = super().process_response(request, response)
        if found is not response:
            patch_cache_control(found, public=True, max_age=self.SECONDS)
        return found
