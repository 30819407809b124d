from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import get_language
from wagtail import hooks
from wagtail.models import Page
from wagtail.rich_text.feature_registry import FeatureRegistry
from wagtail.snippets.models import register_snippet

from home.rich_text import PageLinkHandler
from home.views.languages import not_translated
from home.viewsets import OrganisationViewSet, SynonymsViewSet

register_snippet(OrganisationViewSet)
register_snippet(SynonymsViewSet)


@hooks.register("register_rich_text_features", order=10)  # after Wagtail's, in whose place it comes
def link_to_pages_in_the_readers_language(features: FeatureRegistry) -> None:
    features.register_link_type(PageLinkHandler)


@hooks.register("before_serve_page")
def serve_pages_under_their_own_language(
    page: Page, request: HttpRequest, serve_args: Any, serve_kwargs: Any
) -> HttpResponse | None:
    """Where a language has no home page yet, Wagtail shows the whole tree of another below its address."""
    if page.locale.language_code == get_language():
        return None
    return not_translated(request, page)
