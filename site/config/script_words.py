"""The words that the admin's scripts say."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import cache_control
from django.views.i18n import JavaScriptCatalog
from wagtail.admin.localization import get_localized_response

_of_everything = JavaScriptCatalog.as_view()


@cache_control(private=True, no_cache=True)  # Nothing in the request tells that the account's language was changed.
def script_words(request: HttpRequest) -> HttpResponse:
    """In the language of the account. Wagtail's own view leaves out the project's catalogues, and so all Kazakh."""
    return get_localized_response(_of_everything, request)
