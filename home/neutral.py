"""What has no language: declared here, carried into the translations by home.synchronisation."""

from copy import copy
from typing import Any

from django.db import models
from django.utils.functional import cached_property, lazy
from wagtail.blocks import PageChooserBlock
from wagtail.images.blocks import ImageChooserBlock
from wagtail.models import Page
from wagtail.snippets.blocks import SnippetChooserBlock
from wagtail.snippets.widgets import AdminSnippetChooser
from wagtail_localize.fields import SynchronizedField

from home.links import chosen


class NeutralField(SynchronizedField):
    """A model field whose value is the same in every language: a date, a place, a picture.

    Never overridable: an override is kept by wagtail-localize for ever and would hide the next change of the source.
    """

    def __init__(self, field_name: str) -> None:
        super().__init__(field_name, overridable=False)


class NeutralBlock:
    """Mixin for a StreamField block whose value is the same in every language.

    wagtail-localize offers every chooser for an override in each language, whatever the field says; a block that
    extracts nothing is left alone, and its value comes with the structure of the source's stream.
    """

    is_neutral = True

    def get_translatable_segments(self, value: Any) -> list:
        return []

    def restore_translated_segments(self, value: Any, segments: list) -> Any:
        return value


class NeutralImageBlock(NeutralBlock, ImageChooserBlock):
    def get_api_representation(self, value: Any, context: dict[str, Any] | None = None) -> dict[str, Any] | None:
        from home.api import representation

        return representation.image(value) if value else None


class NeutralPageBlock(NeutralBlock, PageChooserBlock):
    """Holds the page as chosen in the source; what is shown is its translation in the reader's language."""

    def bulk_to_python(self, values: list[int | None]) -> list[Page | None]:
        """As Wagtail does it, with what `links.shown` asks for."""
        found = chosen(values)
        # A copy for each, since each may be shown beside the others.
        return [copy(found[pk]) if pk in found else None for pk in values]


def _words_of_a_new_chooser(model: type[models.Model], name: str) -> str:
    return getattr(AdminSnippetChooser(model), name)


class NeutralSnippetBlock(NeutralBlock, SnippetChooserBlock):
    @cached_property
    def widget(self) -> AdminSnippetChooser:
        """Wagtail's, but worded anew each time it is shown.

        Wagtail's words its buttons when it is made: all would read them in the language of whoever came first.
        """
        widget = super().widget
        for name in ("choose_one_text", "choose_another_text", "link_to_chosen_text"):
            setattr(widget, name, lazy(_words_of_a_new_chooser, str)(self.target_model, name))
        return widget
