from collections.abc import Iterator
from typing import Any

from django.contrib.auth.models import AbstractBaseUser
from django.core.exceptions import PermissionDenied
from django.db.models import Model
from django.http import HttpRequest, HttpResponse
from django.templatetags.static import static
from django.urls import URLPattern, include, path, reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from django.views.generic import RedirectView
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.viewsets.pages import PageViewSet
from wagtail.admin.widgets import Button
from wagtail.log_actions import LogFormatter
from wagtail.models import Page, TranslatableMixin
from wagtail.permissions import page_permission_policy
from wagtail.rich_text.feature_registry import FeatureRegistry
from wagtail.snippets.models import register_snippet

from home import dashboard, roles
from home.checks import panel
from home.exchange.kinds import kind_of_index
from home.exchange.plan import ACTION
from home.rich_text import PageLinkHandler
from home.views import exchange, guide, reports, translation_board
from home.views.languages import not_translated
from home.views.reports import NotUpdatedReport, PicturesReport
from home.viewsets import NewsPageViewSet, OrganisationViewSet, SitePageViewSet, SynonymsViewSet

register_snippet(OrganisationViewSet)
register_snippet(SynonymsViewSet)


@hooks.register("register_admin_viewset")
def register_page_viewsets() -> list[PageViewSet]:
    return [SitePageViewSet(), NewsPageViewSet()]


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


class TranslationBoardMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return translation_board.may_see(request.user)


@hooks.register("register_admin_urls")
def register_translation_board() -> list[URLPattern]:
    return [path("translations/", translation_board.TranslationBoardView.as_view(), name="translation_board")]


@hooks.register("register_admin_menu_item")
def show_translation_board_in_menu() -> MenuItem:
    return TranslationBoardMenuItem(
        _("Translations"), reverse("translation_board"), icon_name="wagtail-localize-language", order=120
    )


@hooks.register("register_admin_urls", order=-10)  # before wagtail-localize, whose report's addresses these are
def lead_from_its_report_to_the_board() -> list[URLPattern]:
    """It asks for no right to anything it shows: whoever may enter the admin reads there the titles of all drafts."""
    board = RedirectView.as_view(pattern_name="translation_board")
    return [path("localize/reports/translations/", board), path("localize/reports/translations/results/", board)]


@hooks.register("construct_reports_menu")
def leave_translations_to_the_board(request: HttpRequest, menu_items: list[MenuItem]) -> None:
    """wagtail-localize's report knows what was submitted, and nothing of what is missing or since when."""
    report = reverse("wagtail_localize:translations_report")
    menu_items[:] = [item for item in menu_items if getattr(item, "url", "") != report]


@hooks.register("may_edit_translation")
def keep_translators_to_their_languages(user: AbstractBaseUser, instance: Model) -> bool:
    return isinstance(instance, Page) or roles.may_change_in(user, type(instance), instance.locale)


@hooks.register("before_edit_snippet", order=-20)  # before the editor of translations
def keep_translators_off_other_languages(request: HttpRequest, instance: Model) -> None:
    if isinstance(instance, TranslatableMixin) and not keep_translators_to_their_languages(request.user, instance):
        raise PermissionDenied


@hooks.register("before_move_page")
def show_no_move_to_who_may_not_move(request: HttpRequest, page: Page, destination: Page) -> None:
    """Wagtail asks for the right when it moves; its question before, with the page's title, it puts to anybody."""
    if not page.permissions_for_user(request.user).can_move_to(destination):
        raise PermissionDenied


@hooks.register("construct_homepage_panels", order=1000)
def show_what_waits(request: HttpRequest, panels: list) -> None:
    dashboard.arrange(request, panels)


@hooks.register("construct_homepage_summary_items", order=1000)
def count_nothing(request: HttpRequest, items: list) -> None:
    """How many pages, pictures and documents there are asks nobody to do anything."""
    items.clear()


@hooks.register("register_admin_urls")
def register_reports() -> list[URLPattern]:
    return [*reports.addresses(PicturesReport), *reports.addresses(NotUpdatedReport)]


@hooks.register("register_reports_menu_item")
def add_pictures_report() -> MenuItem:
    return reports.ReportMenuItem(PicturesReport, order=100)


@hooks.register("register_reports_menu_item")
def add_not_updated_report() -> MenuItem:
    return reports.ReportMenuItem(NotUpdatedReport, order=110)


@hooks.register("insert_global_admin_js")
def lead_whoever_has_no_mouse() -> SafeString:
    return format_html('<script defer src="{}"></script>', static("js/admin-keyboard.js"))


hooks.register("after_publish_page", panel.tell_after_publishing)
hooks.register("construct_translation_side_panels", panel.advise_on_translation)
hooks.register("construct_wagtail_userbar", panel.use_our_checker)


@hooks.register("register_admin_urls")
def register_exchange() -> list[URLPattern]:
    addresses = [
        path("", exchange.StartView.as_view(), name="start"),
        path("import/", exchange.CarryOutView.as_view(), name="carry_out"),
        path("export/", exchange.ExportView.as_view(), name="export"),
        path("blank/<slug:name>/", exchange.BlankView.as_view(), name="blank"),
    ]
    return [path("exchange/", include((addresses, "exchange")))]


class ExchangeMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return page_permission_policy.user_has_any_permission(request.user, exchange.ANY_PART)


@hooks.register("register_reports_menu_item")
def offer_exchange_among_the_reports() -> MenuItem:
    url = reverse("exchange:start")
    return ExchangeMenuItem(_("Import and export"), url, name="exchange", icon_name="table", order=100)


@hooks.register("register_page_header_buttons")
def offer_exchange_at_lists(
    page: Page, user: AbstractBaseUser, view_name: str, next_url: str | None = None
) -> Iterator[Button]:
    if kind_of_index(page) and page.permissions_for_user(user).can_add_subpage():
        url = f"{reverse('exchange:start')}?place={page.pk}"
        yield Button(_("Import and export"), url, icon_name="table", priority=75)


@hooks.register("register_log_actions")
def name_the_import_in_histories(actions: Any) -> None:
    @actions.register_action(ACTION)
    class ImportFormatter(LogFormatter):
        label = _("Import from a file")

        def format_message(self, log_entry: Any) -> str:
            return _("Imported from %(file)s, row %(row)s") % log_entry.data


@hooks.register("register_admin_urls")
def register_guide() -> list[URLPattern]:
    addresses = [
        path("", guide.GuideView.as_view(), name="start"),
        path("<slug:name>/", guide.TopicView.as_view(), name="topic"),
    ]
    return [path("guide/", include((addresses, "guide")))]


@hooks.register("register_help_menu_item")
def offer_guide() -> MenuItem:
    return MenuItem(_("Guide for editors"), reverse("guide:start"), name="guide", icon_name="help", order=100)


@hooks.register("construct_help_menu")
def leave_one_guide(request: HttpRequest, menu_items: list[MenuItem]) -> None:
    """Wagtail's own, and the news of its versions, are in English, and of an admin with other screens than ours."""
    menu_items[:] = [item for item in menu_items if not item.name.startswith(("editor-guide", "whats-new-in-wagtail"))]


@hooks.register("insert_global_admin_css")
def link_brand() -> SafeString:
    return format_html('<link rel="stylesheet" href="{}">', static("css/admin-brand.css"))
