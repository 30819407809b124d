"""The content of a page or snippet as it is serialised, by a reading of its own: nothing here asks home.merging."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.utils.html import strip_tags
from modelcluster.models import get_serializable_data_for_fields
from wagtail import blocks
from wagtail.fields import RichTextField, StreamField

from home.neutral import NeutralField

ADDRESS = "slug"
PARAGRAPH = re.compile(r"(<(p|li)[^>]*>)(.+?)(</\2>)")


@dataclass
class Slot:
    """A place in the content: `holder[key]` is what stands there."""

    path: str
    holder: Any
    key: Any
    is_text: bool
    is_rich: bool = False
    may_be_empty: bool = True
    block: blocks.Block | None = None

    @property
    def value(self):
        return self.holder[self.key]

    def set(self, value):
        self.holder[self.key] = value


@dataclass
class Children:
    """A list of blocks: a stream, or a list within a block."""

    path: str
    items: list
    block: blocks.Block

    def block_of(self, child):
        return self.block.child_blocks[child["type"]] if self.is_stream else self.block.child_block

    @property
    def is_stream(self):
        return isinstance(self.block, blocks.StreamBlock)


class Content:
    def __init__(self, instance, serialised=None):
        """Of `instance` as it is, or as the content of a revision says."""
        self.model = type(instance)
        if serialised is None:
            serialised = json.loads(json.dumps(get_serializable_data_for_fields(instance), cls=DjangoJSONEncoder))
        self.data = dict(serialised)
        self.streams = {}
        for declared in self.model.translatable_fields:
            if isinstance(self.model._meta.get_field(declared.field_name), StreamField):
                self.data[declared.field_name] = json.loads(self.data[declared.field_name] or "[]")
                if not isinstance(declared, NeutralField):
                    self.streams[declared.field_name] = self.model._meta.get_field(declared.field_name).stream_block

    def serialised(self):
        streams = (
            declared.field_name
            for declared in self.model.translatable_fields
            if isinstance(self.model._meta.get_field(declared.field_name), StreamField)
        )
        return {**self.data, **{name: json.dumps(self.data[name]) for name in streams}}

    @property
    def facts(self):
        """The neutral fields."""
        neutral = [each.field_name for each in self.model.translatable_fields if isinstance(each, NeutralField)]
        return {name: self.data[name] for name in neutral}

    @property
    def texts(self):
        """{path: what a reader reads there}, where anything is."""
        return {slot.path: slot.value for slot in self.slots() if slot.is_text and strip_tags(slot.value).strip()}

    def slots(self) -> Iterator[Slot]:
        """Every text, and every fact within the streams."""
        for declared in self.model.translatable_fields:
            name = declared.field_name
            field = self.model._meta.get_field(name)
            if name in self.streams:
                yield from slots_of(self.streams[name], self.data, name, name)
            elif not isinstance(declared, NeutralField) and name != ADDRESS:
                yield Slot(name, self.data, name, True, isinstance(field, RichTextField), field.blank)

    def children(self) -> Iterator[Children]:
        for name, block in self.streams.items():
            yield from children_of(block, self.data[name], name)


def slots_of(block, holder, key, path) -> Iterator[Slot]:
    value = holder[key]
    if isinstance(block, (blocks.StreamBlock, blocks.ListBlock)):
        for child in value:
            inner = Children(path, value, block).block_of(child)
            yield from slots_of(inner, child, "value", f"{path}.{child['id']}")
    elif isinstance(block, blocks.StructBlock):
        for name, inner in block.child_blocks.items():
            if name in value:
                yield from slots_of(inner, value, name, f"{path}.{name}")
    else:
        is_rich = isinstance(block, blocks.RichTextBlock)
        is_text = is_rich or isinstance(block, (blocks.CharBlock, blocks.TextBlock))
        yield Slot(path, holder, key, is_text, is_rich, block=block)


def children_of(block, value, path) -> Iterator[Children]:
    if isinstance(block, (blocks.StreamBlock, blocks.ListBlock)):
        here = Children(path, value, block)
        yield here
        for child in value:
            yield from children_of(here.block_of(child), child["value"], f"{path}.{child['id']}")
    elif isinstance(block, blocks.StructBlock):
        for name, inner in block.child_blocks.items():
            if name in value:
                yield from children_of(inner, value[name], f"{path}.{name}")


def parts(text):
    """What wagtail-localize translates one by one, links without what they lead to."""
    found = [part for _start, _tag, part, _end in PARAGRAPH.findall(text)]
    return [normal(part) for part in found or [text]]


def normal(part):
    return unescape(re.sub(r"<a [^>]*>", "<a>", part)).strip()


def worded(text, wording):
    """`text` in another language, where `wording` gives what stands before each part; None where one has none."""
    wordings = [wording(part) for part in parts(text)]
    if None in wordings:
        return None
    if not PARAGRAPH.search(text):
        return f"{wordings[0]} {text}"
    left = iter(wordings)
    return PARAGRAPH.sub(lambda found: f"{found[1]}{next(left)} {found[3]}{found[4]}", text)
