"""The page at an address."""

from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.http import HttpRequest, HttpResponse
from wagtail import views
from wagtail.url_routing import RouteResult

from home.models import BasePage
from home.models.pages import CoveredQuerySet
from home.surroundings import page_at
from volunteers.written_queries import written_once


def serve(request: HttpRequest, path: str) -> HttpResponse:
    """Wagtail's view, which would find the page by two queries for each level of the tree."""
    page = _page_at(request, path)
    if page is not None:
        # Where Wagtail itself keeps what it has found. Without it, it looks on its own.
        request._wagtail_route_for_request = RouteResult(page)
    return views.serve(request, path)


def _page_at(request: HttpRequest, path: str) -> BasePage | None:
    """The live page of ours at `path` below the reader's home page, with all that it shows of itself."""
    found = page_at(request, [slug for slug in path.split("/") if slug])
    if found is None:
        return None
    model = ContentType.objects.get_for_id(found.content_type_id).model_class()
    if model is None or not issubclass(model, BasePage):
        return None
    return next(iter(_whole(found.pk, model=model)), None)


@written_once
def _whole(pk: Any, *, model: type[BasePage]) -> CoveredQuerySet:
    return model.objects.whole().filter(pk=pk)
