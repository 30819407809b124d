"""The site's address book: the admin and the machines' pages outside, everything public under a language."""

from django.conf import settings
from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path, re_path
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.documents import urls as wagtaildocs_urls

from config.health import Alive, Ready
from config.script_words import script_words
from home.views import pages

urlpatterns = [
    path("healthz", Alive.as_view(), name="healthz"),
    path("readyz", Ready.as_view(), name="readyz"),
    path("admin/jsi18n/", script_words),  # before Wagtail's, whose name for the address stays
    path("admin/", include(wagtailadmin_urls)),
    path("documents/", include(wagtaildocs_urls)),
    path("api/v2/", include("home.api.urls")),
    path("", include("home.urls")),
]

if settings.DEBUG:
    from django.conf.urls.static import static

    urlpatterns += static(settings.MEDIA_URL, document_root=settings.MEDIA_ROOT)

urlpatterns += i18n_patterns(
    path("search/", include("home.search.urls")),
    path("", include("events.urls")),
    path("", include("volunteers.urls")),
    path("", include([each for each in wagtail_urls.urlpatterns if each.name != "wagtail_serve"])),
    # After the doors of private pages, whose addresses it would take for pages of ours.
    re_path(wagtail_urls.serve_pattern, pages.serve, name="wagtail_serve"),
)

handler400 = "home.views.errors.bad_request"
handler500 = "home.views.errors.server_error"
