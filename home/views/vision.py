"""The version for people who see poorly: switched on and off from every page, and remembered."""

from django.conf import settings
from django.http import HttpRequest, HttpResponseRedirect
from django.utils.cache import patch_cache_control
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

COOKIE = "vision"
YEAR = 60 * 60 * 24 * 365


class SeeOther(HttpResponseRedirect):
    """To be asked for with GET, which 302 leaves to the browser."""

    status_code = 303


# No token: the button stands on pages that are cached for everybody, and all that a forged press could do is change
# the size of the letters. A POST all the same, so that nothing which merely follows links turns it.
@csrf_exempt
@require_POST
def switch(request: HttpRequest, language: str) -> HttpResponseRedirect:
    """Set the cookie for `vision=1`, take it away for anything else, and go back to `next`, a page of this site."""
    back = request.POST.get("next", "")
    if not url_has_allowed_host_and_scheme(back, {request.get_host()}, require_https=request.is_secure()):
        back = f"/{language}/"
    response = SeeOther(back)
    if request.POST.get(COOKIE) == "1":
        response.set_cookie(
            COOKIE,
            "1",
            max_age=YEAR,
            secure=settings.LANGUAGE_COOKIE_SECURE,
            httponly=True,
            samesite=settings.LANGUAGE_COOKIE_SAMESITE,
        )
    else:
        response.delete_cookie(COOKIE, samesite=settings.LANGUAGE_COOKIE_SAMESITE)
    patch_cache_control(response, private=True, no_store=True)
    return response
