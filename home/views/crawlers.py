"""What robots ask for before anything else. While the site is shut both answer 503, which makes a robot wait."""

from django.conf import settings
from django.contrib.sitemaps.views import SitemapIndexItem
from django.contrib.sitemaps.views import sitemap as render_sitemap
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import reverse
from django.views.decorators.cache import cache_control
from django.views.decorators.http import conditional_page, require_safe

from home.addresses import absolute
from home.sitemap import PageSitemap

FRESH = 60 * 60  # seconds
# For staff, for one person, or only a way to another page.
CLOSED = ("/admin/", "/styleguide/")
CLOSED_IN_EACH_LANGUAGE = ("application/", "apply/received/", "translation/", "vision/")


@require_safe
@cache_control(public=True, max_age=FRESH)
def robots(request: HttpRequest) -> HttpResponse:
    if settings.HIDDEN_FROM_SEARCH_ENGINES:
        lines = ["User-agent: *", "Disallow: /"]
    else:
        inner = [f"/{code}/{path}" for code, _name in settings.LANGUAGES for path in CLOSED_IN_EACH_LANGUAGE]
        closed = [f"Disallow: {path}" for path in (*CLOSED, *inner)]
        lines = ["User-agent: *", *closed, "", f"Sitemap: {absolute(reverse('home:sitemap'))}"]
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")


@require_safe
@conditional_page
@cache_control(public=True, max_age=FRESH)
def sitemap(request: HttpRequest) -> HttpResponse:
    """All pages; where they are too many for one file the list of its parts, which are asked for by `p`."""
    pages = PageSitemap(request)
    numbers = pages.paginator.page_range
    if "p" in request.GET or len(numbers) == 1:
        return render_sitemap(request, {"pages": pages})
    address = absolute(reverse("home:sitemap"))
    parts = [SitemapIndexItem(f"{address}?p={number}") for number in numbers]
    return TemplateResponse(request, "sitemap_index.xml", {"sitemaps": parts}, content_type="application/xml")
