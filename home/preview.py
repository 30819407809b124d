"""A page in its other languages, looked at from its editor: each translation's latest words with what is typed here."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.translation import get_language, override
from wagtail.models import Page

from home import synchronisation
from translation_workflow.texts import translation_of


def modes_of(page: Page) -> list[tuple[str, str]]:
    """Wagtail's preview modes: the page itself, then the other languages that it has, drafts included."""
    names = dict(settings.LANGUAGES)
    itself = [("", names.get(page.locale.language_code, page.locale.language_code))]
    if page.pk is None:
        return itself
    others = set(page.get_translations().values_list("locale__language_code", flat=True))
    return itself + [(language, name) for language, name in names.items() if language in others]


def serve(page: Page, request: HttpRequest, language: str) -> HttpResponse:
    """The translation under its own address: so that the whole page around it is in its language too."""
    shown = _in_language(page, language)
    with override(get_language()):  # and back again, for the request that has asked
        return shown.make_preview_request(request, shown.default_preview_mode)


def _in_language(page: Page, language: str) -> Page:
    translation = page.get_translations().get(locale__language_code=language)
    record = translation_of(translation)
    if record is not None:
        # A translator's words reach the page's revisions only when they are published.
        shown = record.source.get_ephemeral_translated_instance(record.target_locale, fallback=True)
    else:
        shown = translation.get_latest_revision_as_object()
    source = synchronisation.source_of(page)
    if source is not None and source.pk == page.pk:
        synchronisation.with_values_of(page, shown)
    return shown
