from django.utils.translation import gettext_lazy as _
from wagtail.admin.viewsets.pages import PageViewSet
from wagtail.snippets.views.snippets import SnippetViewSet

from home import listing
from home.checks.panel import AdvisingCreateView, AdvisingEditView
from home.models import NewsPage, Organisation, Synonyms
from translation_workflow.listing import LanguagesListView
from volunteers.views.columns import UPDATED


class SitePageViewSet(PageViewSet):
    """Of every page; types with more to list by have one of their own."""

    add_view_class = AdvisingCreateView
    edit_view_class = AdvisingEditView


class NewsPageViewSet(SitePageViewSet):
    model = NewsPage
    ordering = "-published_on"
    columns = listing.NEWS_COLUMNS
    filterset_class = listing.NewsFilterSet


class OrganisationViewSet(SnippetViewSet):
    model = Organisation
    icon = "home"
    menu_label = _("Organisation")
    menu_order = 500
    add_to_admin_menu = True
    index_view_class = LanguagesListView
    list_display = ["name", "short_name", UPDATED]


class SynonymsViewSet(SnippetViewSet):
    model = Synonyms
    icon = "search"
    menu_label = _("Synonyms")
    menu_order = 510
    add_to_settings_menu = True
    list_display = ["words", "language"]
    list_filter = ["language"]
