"""Which language an address is read in, where the address itself does not say."""

from django.http import HttpRequest, HttpResponseBase
from django.middleware.locale import LocaleMiddleware as DjangoLocaleMiddleware


class LocaleMiddleware(DjangoLocaleMiddleware):
    """Django's, but what stands outside the languages is not looked for inside them.

    Every path below a language may be a page, so Django would send whoever asks for a missing picture or a mistyped
    address of the admin on to /kk/…, to be told there that it does not exist.
    """

    OUTSIDE = ("/admin/", "/documents/", "/media/", "/static/")

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        if response.status_code == 404 and request.path_info.startswith(self.OUTSIDE):
            return response
        return super().process_response(request, response)
