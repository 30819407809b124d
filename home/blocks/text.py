from html import unescape
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.html import strip_tags
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail.blocks import (
    CharBlock,
    ChoiceBlock,
    ListBlock,
    RichTextBlock,
    StructBlock,
    StructBlockValidationError,
    StructValue,
    TextBlock,
    URLBlock,
)
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.rich_text import RichText

from home.addresses import absolute
from home.api import representation
from home.links import shown
from home.neutral import NeutralPageBlock
from home.slugs import readable_slug

# Optional words default to "" and not to None, here and in the other blocks: a value that was stored before its field
# was thought of would else stop wagtail-localize, which can take no None for a text.

# Headings are blocks of their own, so that their levels can be checked; pictures and videos too.
TEXT_FEATURES = ["bold", "italic", "ol", "ul", "link", "document-link", "superscript", "subscript"]


class HeadingValue(StructValue):
    @property
    def anchor(self) -> str:
        return readable_slug(self["text"])


class HeadingBlock(StructBlock):
    level = ChoiceBlock(
        label=_("Level"),
        choices=[("h2", _("Section")), ("h3", _("Part of a section"))],
        default="h2",
    )
    text = CharBlock(label=_("Text"), max_length=160)

    def get_searchable_content(self, value: StructValue) -> list[str]:
        # Else everybody who looks for a section finds every page that has one.
        return [value["text"]]

    class Meta:
        icon = "title"
        label = _("Heading")
        template = "blocks/heading.html"
        value_class = HeadingValue


class BodyTextBlock(RichTextBlock):
    def __init__(self, **kwargs: Any) -> None:
        super().__init__(features=TEXT_FEATURES, **kwargs)

    def clean(self, value: RichText) -> RichText:
        """An empty paragraph is markup, and no text: a block that was clicked into and left would be published."""
        cleaned = super().clean(value)
        if self.required and not unescape(strip_tags(cleaned.source)).strip():
            raise ValidationError(self.field.error_messages["required"], code="required")
        return cleaned

    class Meta:
        icon = "pilcrow"
        label = _("Text")
        template = "blocks/rich_text.html"


class QuoteBlock(StructBlock):
    text = TextBlock(label=pgettext_lazy("block", "Words"))
    author = CharBlock(label=_("Who said it"), max_length=120, required=False, default="")
    role = CharBlock(label=_("What they do"), max_length=160, required=False, default="")

    class Meta:
        icon = "openquote"
        label = _("Quote")
        template = "blocks/quote.html"


class KeyFigureBlock(StructBlock):
    number = CharBlock(label=_("Figure"), max_length=24, help_text=_("For example 8 000+"))
    label = CharBlock(label=_("What it counts"), max_length=120)
    source = CharBlock(label=_("Who counted it, and when"), max_length=160, required=False, default="")

    class Meta:
        icon = "order"
        label = _("Key figure")
        template = "blocks/key_figure.html"


class DocumentBlock(StructBlock):
    document = DocumentChooserBlock(label=_("Document"))
    title = CharBlock(label=_("Title"), max_length=160, help_text=_("What the visitor is about to download."))
    description = TextBlock(label=_("Description"), required=False, default="", max_length=300)

    def get_api_representation(self, value: StructValue, context: dict[str, Any] | None = None) -> dict[str, Any]:
        chosen = value["document"]
        told = {name: value[name] for name in ("title", "description")}
        return {**told, "document": representation.document(chosen) if chosen else None}

    class Meta:
        icon = "doc-full"
        label = _("Document to download")
        template = "blocks/document.html"


class CallToActionValue(StructValue):
    @property
    def link(self) -> str:
        """'' when the page it leads to is not published."""
        page = self["page"]
        if page is None:
            return self["url"]
        page = shown(page)
        return (page.url or "") if page.live else ""


class CallToActionBlock(StructBlock):
    title = CharBlock(label=_("Title"), max_length=120)
    text = TextBlock(label=_("Text"), max_length=300, required=False, default="")
    link_text = CharBlock(label=_("Words on the button"), max_length=60)
    page = NeutralPageBlock(label=_("Leads to a page"), required=False)
    url = URLBlock(label=_("Or to an address"), required=False, default="")

    class Meta:
        icon = "arrow-right-full"
        label = _("Call to action")
        template = "blocks/call_to_action.html"
        value_class = CallToActionValue

    def get_api_representation(self, value: StructValue, context: dict[str, Any] | None = None) -> dict[str, Any]:
        told = {name: value[name] for name in ("title", "text", "link_text")}
        return {**told, "url": absolute(value.link) if value.link else ""}

    def clean(self, value: StructValue) -> StructValue:
        cleaned = super().clean(value)
        if bool(cleaned.get("page")) == bool(cleaned.get("url")):
            message = _("Choose a page or give an address: one of the two.")
            raise StructBlockValidationError({"page": ValidationError(message)})
        return cleaned


class QuestionBlock(StructBlock):
    question = CharBlock(label=_("Question"), max_length=200)
    answer = RichTextBlock(label=_("Answer"), features=TEXT_FEATURES)

    class Meta:
        icon = "help"
        label = _("Question and answer")


class QuestionsAndAnswersBlock(StructBlock):
    title = CharBlock(label=_("Title"), max_length=120, required=False, default="")
    questions = ListBlock(QuestionBlock(), label=_("Questions"), min_num=1)

    class Meta:
        icon = "help"
        label = _("Questions and answers")
        template = "blocks/questions_and_answers.html"


class RelatedPagesBlock(StructBlock):
    title = CharBlock(label=_("Title"), max_length=120, required=False, default="")
    pages = ListBlock(NeutralPageBlock(label=_("Page")), label=_("Pages"), min_num=1, max_num=6)

    class Meta:
        icon = "list-ul"
        label = _("Related pages")
        template = "blocks/related_pages.html"

    def get_api_representation(self, value: StructValue, context: dict[str, Any] | None = None) -> dict[str, Any]:
        pages = self.get_context(value)["pages"]
        return {"title": value["title"], "pages": [representation.page_link(page) for page in pages]}

    def get_context(self, value: StructValue, parent_context: dict | None = None) -> dict[str, Any]:
        """`pages`: the live and public ones, in the reader's language where it exists, in the editor's order."""
        context = super().get_context(value, parent_context=parent_context)
        pages = [shown(page) for page in value["pages"] if page is not None]
        context["pages"] = [page for page in pages if page.live and not page.is_private]
        return context
