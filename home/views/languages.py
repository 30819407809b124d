"""Which language a visitor reads in: found out at the front door, chosen by the language switch."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.utils.cache import patch_cache_control, patch_vary_headers
from django.utils.translation import get_language_from_request
from django.views.decorators.http import require_safe
from wagtail.models import Page

from home.surroundings import home_pages, site_of


@require_safe
def front_door(request: HttpRequest) -> HttpResponse:
    """From `/` to the home page in the remembered language, else the browser's, else Kazakh.

    A language whose home page is not published yet is passed over: nobody should be greeted with an error.
    """
    if site_of(request) is None:
        raise Http404
    published = {code for code, home in home_pages(request).items() if home.live}
    wanted = get_language_from_request(request)
    codes = [wanted, *(code for code, _name in settings.LANGUAGES)]
    language = next((code for code in codes if code in published), settings.LANGUAGE_CODE)
    response = HttpResponseRedirect(f"/{language}/")
    patch_vary_headers(response, ["Accept-Language", "Cookie"])
    patch_cache_control(response, private=True)
    return response


@require_safe
def switch(request: HttpRequest, language: str, page_id: int) -> HttpResponse:
    """To the same page in `language`, which is remembered; where there is none yet, a page that lists those there are.

    LocaleMiddleware has taken the language from the address, so the list is already written in the one asked for.
    """
    page = get_object_or_404(Page.objects.live().public(), pk=page_id).specific
    translations = page.live_translations
    if language in translations:
        response: HttpResponse = HttpResponseRedirect(translations[language].get_url(request))
    else:
        response = not_translated(request, page)
    response.set_cookie(
        settings.LANGUAGE_COOKIE_NAME,
        language,
        max_age=settings.LANGUAGE_COOKIE_AGE,
        path=settings.LANGUAGE_COOKIE_PATH,
        domain=settings.LANGUAGE_COOKIE_DOMAIN,
        secure=settings.LANGUAGE_COOKIE_SECURE,
        httponly=settings.LANGUAGE_COOKIE_HTTPONLY,
        samesite=settings.LANGUAGE_COOKIE_SAMESITE,
    )
    patch_cache_control(response, private=True, no_store=True)
    return response


def not_translated(request: HttpRequest, page: Page) -> HttpResponse:
    """In the language asked for: that there is no such page yet, and which languages there are."""
    return render(request, "home/not_translated.html", {"page": page.specific}, status=404)
