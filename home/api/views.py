from typing import Any

from django.core.exceptions import ValidationError
from django.db import DataError
from django.http import HttpRequest, HttpResponseBase, JsonResponse
from django.utils.cache import patch_cache_control
from rest_framework.renderers import JSONRenderer
from rest_framework.response import Response
from wagtail.api.v2 import filters
from wagtail.api.v2.utils import BadRequestError
from wagtail.api.v2.views import PagesAPIViewSet as WagtailPagesAPIViewSet
from wagtail.models import Page

from home.api.serializers import PageSerializer
from home.surroundings import home_pages, public_pages

FRESH = 60  # seconds for which a copy may be handed on without asking
# By what a list can be narrowed and ordered, besides type, language and place in the tree.
FILTERS = {
    "attendance",
    "ends_at",
    "first_published_at",
    "grade_from",
    "grade_to",
    "id",
    "last_published_at",
    "published_on",
    "scale",
    "slug",
    "starts_at",
    "status",
    "title",
}
HEADERS = {"Access-Control-Allow-Origin": "*", "X-Robots-Tag": "noindex"}


class PagesAPIViewSet(WagtailPagesAPIViewSet):
    """Wagtail's endpoint, for nobody in particular: it knows no session, and so no draft and nothing restricted."""

    authentication_classes = []
    parser_classes = []
    renderer_classes = [JSONRenderer]
    http_method_names = ["get", "head", "options"]
    base_serializer_class = PageSerializer
    # Wagtail's but for searching, which the site's own search does, in the words of its languages.
    filter_backends = [
        filters.FieldsFilter,
        filters.ChildOfFilter,
        filters.AncestorOfFilter,
        filters.DescendantOfFilter,
        filters.OrderingFilter,
        filters.TranslationOfFilter,
        filters.LocaleFilter,
    ]
    known_query_parameters = WagtailPagesAPIViewSet.known_query_parameters - {"search", "search_operator", "site"}
    # An alias's source may be a draft.
    meta_fields = [*(name for name in WagtailPagesAPIViewSet.meta_fields if name != "alias_of"), "last_published_at"]
    listing_default_fields = [*WagtailPagesAPIViewSet.listing_default_fields, "last_published_at"]
    # A list of them would ask the database for each page.
    detail_only_fields = ["parent", "cover", "body", "venue", "former_plan", "takeaways", "holdings", "materials"]

    @classmethod
    def get_available_fields(cls, model: type[Page], db_fields_only: bool = False) -> list[str]:
        names = super().get_available_fields(model, db_fields_only)
        return [name for name in names if name in FILTERS] if db_fields_only else names

    def get_base_queryset(self) -> Any:
        return public_pages(self.request)

    def get_queryset(self) -> Any:
        return super().get_queryset().select_related("locale")

    def find_object(self, queryset: Any, request: HttpRequest) -> Page | None:
        """By `html_path`, the path as a browser shows it, with its language."""
        _empty, language, *slugs = f"/{request.GET.get('html_path', '').strip('/')}".split("/")
        home = home_pages(request).get(language)
        if home is None:
            return None
        return queryset.filter(url_path="/".join([home.url_path.rstrip("/"), *slugs, ""])).first()

    def initial(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().initial(request, *args, **kwargs)
        # PostgreSQL can hold none, and says so in the middle of a query.
        if any("\x00" in value for values in request.GET.lists() for value in values[1]):
            raise BadRequestError("null characters are not allowed")

    def handle_exception(self, exc: Exception) -> Response:
        if isinstance(exc, (ValidationError, DataError, OverflowError)):
            exc = BadRequestError("a value of the query cannot be understood")
        return super().handle_exception(exc)

    def finalize_response(self, request: HttpRequest, response: Response, *args: Any, **kwargs: Any) -> Response:
        response = super().finalize_response(request, response, *args, **kwargs)
        for name, value in HEADERS.items():
            response.headers[name] = value
        if response.status_code == 200:
            patch_cache_control(response, public=True, max_age=FRESH)
        return response


def not_found(request: HttpRequest) -> HttpResponseBase:
    """Whoever asks for JSON is told in JSON that there is none."""
    return JsonResponse({"message": "not found"}, status=404, headers=HEADERS)
