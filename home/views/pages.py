"""The page at an address."""

from django.contrib.contenttypes.models import ContentType
from django.http import HttpRequest, HttpResponse
from wagtail import views
from wagtail.models import Page
from wagtail.url_routing import RouteResult

from home.models import BasePage
from home.surroundings import readers_home


def serve(request: HttpRequest, path: str) -> HttpResponse:
    """Wagtail's view, which would find the page by two queries for each level of the tree."""
    page = _page_at(request, path)
    if page is not None:
        # Where Wagtail itself keeps what it has found. Without it, it looks on its own.
        request._wagtail_route_for_request = RouteResult(page)
    return views.serve(request, path)


def _page_at(request: HttpRequest, path: str) -> BasePage | None:
    """The live page of ours at `path` below the reader's home page."""
    home = readers_home(request)
    if home is None:
        return None
    slugs = [slug for slug in path.split("/") if slug]
    if not slugs:
        return _whole(home.pk, home.content_type_id)
    # By the slug too, because it has an index and the path in words has none.
    found = Page.objects.filter(slug=slugs[-1], url_path=f"{home.url_path}{'/'.join(slugs)}/", live=True)
    row = found.order_by().values_list("pk", "content_type_id").first()
    return _whole(*row) if row else None


def _whole(pk: int, content_type_id: int) -> BasePage | None:
    model = ContentType.objects.get_for_id(content_type_id).model_class()
    if model is None or not issubclass(model, BasePage):
        return None
    return model.objects.whole().filter(pk=pk).first()
