from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail.blocks import StreamBlock, StreamBlockValidationError, StreamValue

from .application import ApplicationFormBlock
from .media import GalleryBlock, PictureBlock, VideoBlock
from .text import (
    BodyTextBlock,
    CallToActionBlock,
    DocumentBlock,
    HeadingBlock,
    KeyFigureBlock,
    QuestionsAndAnswersBlock,
    QuoteBlock,
    RelatedPagesBlock,
)


class BodyBlock(StreamBlock):
    heading = HeadingBlock(group=pgettext_lazy("block", "Words"))
    rich_text = BodyTextBlock(group=pgettext_lazy("block", "Words"))
    quote = QuoteBlock(group=pgettext_lazy("block", "Words"))
    key_figure = KeyFigureBlock(group=pgettext_lazy("block", "Words"))
    questions_and_answers = QuestionsAndAnswersBlock(group=pgettext_lazy("block", "Words"))
    image = PictureBlock(group=_("Pictures and files"))
    gallery = GalleryBlock(group=_("Pictures and files"))
    video = VideoBlock(group=_("Pictures and files"))
    document = DocumentBlock(group=_("Pictures and files"))
    call_to_action = CallToActionBlock(group=_("Leading on"))
    related_pages = RelatedPagesBlock(group=_("Leading on"))
    application_form = ApplicationFormBlock(group=_("Leading on"))

    def clean(self, value: StreamValue) -> StreamValue:
        cleaned = super().clean(value)
        self._validate_heading_levels(cleaned)
        return cleaned

    def _validate_heading_levels(self, value: StreamValue) -> None:
        """The page's title is level 1. A level left out sends readers who listen by headings looking for it."""
        levels = ((n, child.value["level"]) for n, child in enumerate(value) if child.block_type == "heading")
        position, first_level = next(levels, (0, "h2"))
        if first_level != "h2":
            message = _("A part of a section needs a section's heading above it.")
            raise StreamBlockValidationError(block_errors={position: ValidationError(message)})
