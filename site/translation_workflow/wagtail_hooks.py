from typing import Any

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, URLResolver, include, path
from django.utils.translation import gettext as _
from wagtail import hooks
from wagtail.admin.utils import get_latest_str
from wagtail.models import Page, TranslatableMixin
from wagtail_localize.models import Translation
from wagtail_localize.views import edit_translation

from translation_workflow import views
from translation_workflow.bulk import pages_to_publish, refuse
from translation_workflow.texts import is_ready, translation_of

BEFORE_LOCALIZE = -10


@hooks.register("register_admin_urls", order=BEFORE_LOCALIZE)
def register_urls() -> list[URLPattern | URLResolver]:
    own = [
        path("<int:translation_id>/submit/", views.submit, name="submit"),
        path("<int:translation_id>/cancel/", views.cancel, name="cancel"),
        path("<int:translation_id>/read/", views.mark_as_read, name="mark_as_read"),
    ]
    # At wagtail-localize's own addresses; the first that matches is taken.
    strings, overrides = "strings/<int:string_segment_id>", "overrides/<int:overridable_segment_id>"
    instead = [
        path(f"{strings}/edit/", views.keeping_locks(edit_translation.edit_string_translation)),
        path(f"{overrides}/edit/", views.keeping_locks(edit_translation.edit_override)),
        path("pofile/upload/", views.upload_po_file),
        path("pofile/download/", views.download_po_file),
        path("machine_translate/", views.keeping_locks(edit_translation.machine_translate)),
        path("disable/", views.stop),
    ]
    return [
        path("translation-workflow/", include((own, "translation_workflow"))),
        path("localize/translate/<int:translation_id>/", include(instead)),
        path("localize/page/<int:page_id>/convert_to_alias/", views.refuse_alias),
        path("localize/update/<int:translation_source_id>/", views.UpdateTranslationsView.as_view()),
    ]


@hooks.register("before_edit_page", order=BEFORE_LOCALIZE)
def edit_page(request: HttpRequest, page: Page) -> HttpResponse | None:
    return _edit(request, page) if page.alias_of_id is None else None


@hooks.register("before_edit_snippet", order=BEFORE_LOCALIZE)
def edit_snippet(request: HttpRequest, instance: Any) -> HttpResponse | None:
    return _edit(request, instance) if isinstance(instance, TranslatableMixin) else None


def _edit(request: HttpRequest, instance: Any) -> HttpResponse | None:
    translation = translation_of(instance)
    return views.edit(request, translation, instance) if translation else None


@hooks.register("construct_page_action_menu")
def offer_no_alias(menu_items: list[Any], request: HttpRequest, context: dict[str, Any]) -> None:
    menu_items[:] = [item for item in menu_items if item.name != "localize-convert-to-alias"]


@hooks.register("construct_translated_pages_to_cascade_actions")
def take_translations_along(pages: list[Page], action: str) -> dict[Page, Any]:
    """Wagtail's own question before it unpublishes, deletes or moves a page; it names their number to the editor.

    A translation follows its source out of sight. The trees of all languages have one shape: where a page moves, all
    its versions move, whichever of them was moved.
    """
    found = {}
    for page in pages:
        if action == "move" or translation_of(page) is None:
            versions = Page.objects.translation_of(page, inclusive=False).filter(alias_of=None)
            found[page] = versions.live() if action == "unpublish" else versions
    return found


@hooks.register("before_bulk_action")
def publish_only_what_is_translated(
    request: HttpRequest, action_type: str, objects: list[Any], action_class_instance: Any
) -> HttpResponse | None:
    """All of it, or nothing. Wagtail publishes the last draft of each, which is made anew: words have come since."""
    if action_type != "publish" or request.method != "POST":
        return None
    managed = [
        (page, translation)
        for page in pages_to_publish(request, objects)
        if (translation := translation_of(page)) is not None
    ]
    unready = [get_latest_str(page) for page, translation in managed if not is_ready(translation)]
    if not unready:
        unready = [get_latest_str(page) for page, translation in managed if not _draft_anew(translation, request)]
        for page in objects:
            page.refresh_from_db(fields=["latest_revision"])
    if not unready:
        return None
    return refuse(request, _("Nothing was published, for these are not translated wholly: %(titles)s"), unready)


def _draft_anew(translation: Translation, request: HttpRequest) -> bool:
    """False where a text cannot stand as it is; the translation's editor says which."""
    try:
        translation.save_target(user=request.user, publish=False)
    except ValidationError:
        return False
    return True
