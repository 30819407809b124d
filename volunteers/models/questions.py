"""The editor's own questions: blocks of a form, each with a key that no language and no rewording touches."""

import re
from collections import Counter

from anyascii import anyascii
from django.core.exceptions import ValidationError
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail import blocks
from wagtail.blocks.stream_block import StreamBlockValidationError
from wagtail.blocks.struct_block import StructBlockValidationError

from volunteers.rules import QUESTION_KEY


def key_from(label: str, taken: set[str]) -> str:
    """A readable ASCII key for a label in any script, not in `taken`, at most 40 characters."""
    words = re.sub(r"[^a-z0-9]+", "_", anyascii(label).lower()).strip("_")
    stem = re.sub(r"^[^a-z]+", "", words)[:36].strip("_") or "question"
    key, number = stem, 2
    while key in taken:
        key, number = f"{stem}_{number}", number + 1
    return key


class KeyBlock(blocks.RegexBlock):
    """A key is data and not text: nothing for a translator, the same in every language."""

    def __init__(self, **kwargs):
        super().__init__(
            regex=QUESTION_KEY,
            required=False,
            max_length=40,
            error_messages={"invalid": _("Use small Latin letters, digits and underscores, beginning with a letter.")},
            help_text=_("Under this name answers are kept, in all languages. Left empty, it is made from the label."),
            **kwargs,
        )

    def get_translatable_segments(self, value):
        return []

    def restore_translated_segments(self, value, segments):
        return value


class ChoiceBlock(blocks.StructBlock):
    label = blocks.CharBlock(label=_("Choice"), max_length=120)
    key = KeyBlock(label=_("Key"))

    class Meta:
        icon = "list-ul"


class ChoicesBlock(blocks.ListBlock):
    """At least two choices, each with a key of its own."""

    def __init__(self, **kwargs):
        super().__init__(ChoiceBlock(), min_num=2, **kwargs)

    def clean(self, value):
        value = super().clean(value)
        fill_keys(value, list(value))
        return value


def fill_keys(value, items) -> None:
    """Give every item without a key one made from its label; refuse two with the same."""
    taken = {item["key"] for item in items if item["key"]}
    for item in items:
        if not item["key"]:
            item["key"] = key_from(item["label"], taken)
            taken.add(item["key"])
    doubled = [key for key, count in Counter(item["key"] for item in items).items() if count > 1]
    if doubled:
        raise ValidationError(_("Two have the same key: %(keys)s"), params={"keys": ", ".join(doubled)})


class QuestionBlock(blocks.StructBlock):
    label = blocks.CharBlock(label=_("Question"), max_length=200)
    help_text = blocks.CharBlock(label=pgettext_lazy("question", "Help"), max_length=300, required=False)
    is_required = blocks.BooleanBlock(label=_("Must be answered"), required=False)
    key = KeyBlock(label=_("Key"))


class ShortTextBlock(QuestionBlock):
    class Meta:
        icon = "title"
        label = _("Short text")


class LongTextBlock(QuestionBlock):
    class Meta:
        icon = "pilcrow"
        label = _("Long text")


class OneChoiceBlock(QuestionBlock):
    choices = ChoicesBlock(label=_("Choices"))

    class Meta:
        icon = "radio-full"
        label = _("One choice")


class ManyChoicesBlock(QuestionBlock):
    choices = ChoicesBlock(label=_("Choices"))

    class Meta:
        icon = "tasks"
        label = _("Many choices")


class YesNoBlock(QuestionBlock):
    class Meta:
        icon = "check"
        label = _("Yes or no")


class NumberBlock(QuestionBlock):
    minimum = blocks.IntegerBlock(label=_("Smallest"), required=False)
    maximum = blocks.IntegerBlock(label=_("Largest"), required=False)

    class Meta:
        icon = "order"
        label = pgettext_lazy("question", "Number")

    def clean(self, value):
        value = super().clean(value)
        if value["minimum"] is not None and value["maximum"] is not None and value["minimum"] > value["maximum"]:
            error = ValidationError(_("The largest number must not be below the smallest."))
            raise StructBlockValidationError(block_errors={"maximum": error})
        return value


class DateBlock(QuestionBlock):
    class Meta:
        icon = "date"
        label = _("Date")


class FileBlock(QuestionBlock):
    class Meta:
        icon = "doc-empty"
        label = _("File")


class QuestionsBlock(blocks.StreamBlock):
    """The questions of a form, in order. Keys are unique within the form."""

    short_text = ShortTextBlock()
    long_text = LongTextBlock()
    one_choice = OneChoiceBlock()
    many_choices = ManyChoicesBlock()
    yes_no = YesNoBlock()
    number = NumberBlock()
    date = DateBlock()
    file = FileBlock()

    def clean(self, value):
        value = super().clean(value)
        try:
            fill_keys(value, [child.value for child in value])
        except ValidationError as error:
            raise StreamBlockValidationError(non_block_errors=[error]) from error
        return value

    @cached_property
    def kinds(self) -> tuple[str, ...]:
        return tuple(self.child_blocks)
