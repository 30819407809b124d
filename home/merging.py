"""What a translation takes over from its source, field by field and block by block.

Three versions of one thing meet here, all serialised as in a revision's content: the source as it is now, the
translation as it is now, and the source's words in the translation's language as far as they have been translated.
"""

import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.utils.html import strip_tags
from wagtail import blocks
from wagtail.fields import StreamField
from wagtail_localize.fields import SynchronizedField, get_translatable_fields

from translation_workflow.texts import ADDRESS

# What wagtail-localize offers for translation, or for another value in each language.
WITH_A_LANGUAGE = (
    blocks.BlockQuoteBlock,
    blocks.CharBlock,
    blocks.ChooserBlock,
    blocks.EmailBlock,
    blocks.RichTextBlock,
    blocks.TextBlock,
    blocks.URLBlock,
)


@dataclass(frozen=True)
class Words:
    """The source in the translation's language.

    `waiting` are the paths, as wagtail-localize counts them, of texts that have no translation which readers may see;
    there `content` speaks the source's language.
    """

    content: dict[str, Any]
    waiting: frozenset[str] = field(default_factory=frozenset)

    def are_known(self, path: str) -> bool:
        """Whether everything at `path` and below it is translated."""
        return not any(waiting == path or waiting.startswith(f"{path}.") for waiting in self.waiting)


def changes(
    model: type[models.Model],
    *,
    source: dict[str, Any],
    translation: dict[str, Any],
    words: Words | None = None,
    is_draft: bool = False,
) -> dict[str, Any]:
    """The serialised fields of `translation` that have to change.

    Neutral values are the source's, always. With `words`, the translation takes the structure too: the source's order,
    no block that the source no longer has, no text that the source has emptied, and new blocks as soon as all their
    words are known. A text that waits for its translation keeps the one that it has. Without `words` a translation is
    its editors' own, and only its neutral values change. In a draft, what somebody has written stays.
    """
    merge = _Merge(words, is_draft)
    changed = {}
    for declared in get_translatable_fields(model):
        name = declared.field_name
        model_field = model._meta.get_field(name)
        if not isinstance(model_field, models.Field) or name not in source or name not in translation:
            continue
        old = translation[name]
        if isinstance(declared, SynchronizedField):
            new = old if declared.overridable else source[name]
        elif isinstance(model_field, StreamField):
            new = merge.stream(model_field, source[name], old, name)
        elif words and name != ADDRESS:  # It changes with a redirect, when somebody publishes the page itself.
            new = merge.text(source[name], old, words.content.get(name), name)
        else:
            continue
        if new != old:
            changed[name] = new
    return changed


@dataclass(frozen=True)
class _Merge:
    words: Words | None
    is_draft: bool

    def stream(self, model_field: StreamField, source: str, translation: str, path: str) -> str:
        old = json.loads(translation or "[]")
        words = json.loads(self.words.content.get(path) or "[]") if self.words else None
        new = self.block(model_field.stream_block, json.loads(source or "[]"), old, words, path)
        return translation if new == old else json.dumps(new, cls=DjangoJSONEncoder)

    def block(self, block: blocks.Block, source: Any, old: Any, words: Any, path: str) -> Any:
        """`old` with what it takes over, all being raw values of `block`."""
        if _is_neutral(block):
            return source
        if isinstance(block, blocks.StreamBlock):
            return self.children(source, old, words, path, lambda child: block.child_blocks.get(child["type"]))
        if isinstance(block, blocks.ListBlock):
            return self.children(source, old, words, path, lambda child: block.child_block)
        if isinstance(block, blocks.StructBlock) and isinstance(source, dict) and isinstance(old, dict):
            words = words if isinstance(words, dict) else {}
            both = [name for name in block.child_blocks if name in source and name in old]
            merged = {
                name: self.block(block.child_blocks[name], source[name], old[name], words.get(name), f"{path}.{name}")
                for name in both
            }
            return {**old, **merged}
        return self.text(source, old, words, path) if self.words else old

    def children(
        self, source: Any, old: Any, words: Any, path: str, block_of: Callable[[dict[str, Any]], blocks.Block | None]
    ) -> Any:
        if not isinstance(source, list) or not isinstance(old, list):
            return old
        olds, sources, translated = _by_identity(old), _by_identity(source), _by_identity(words or [])
        if not self.words:
            # Its own blocks in its own order.
            return [self._child(sources.get(_identity(child)), child, None, path, block_of) for child in old]
        merged = []
        for child in source:
            identity = _identity(child)
            if identity in olds:
                merged.append(self._child(child, olds[identity], translated.get(identity), path, block_of))
            elif identity in translated and self.words.are_known(f"{path}.{identity[1]}"):
                merged.append(translated[identity])
        return merged

    def _child(
        self,
        source: dict[str, Any] | None,
        old: dict[str, Any],
        words: dict[str, Any] | None,
        path: str,
        block_of: Callable[[dict[str, Any]], blocks.Block | None],
    ) -> dict[str, Any]:
        block = block_of(source) if source else None
        if source is None or block is None:
            return old
        value = words["value"] if words else None
        return {**old, "value": self.block(block, source["value"], old["value"], value, f"{path}.{source['id']}")}

    def text(self, source: Any, old: Any, words: Any, path: str) -> Any:
        if _is_empty(source):
            return source
        if self.words is None or words is None or not self.words.are_known(path):
            return old
        return old if self.is_draft and not _is_empty(old) else words


def _is_neutral(block: blocks.Block) -> bool:
    return getattr(block, "is_neutral", False) or (
        isinstance(block, blocks.FieldBlock) and not isinstance(block, WITH_A_LANGUAGE)
    )


def _is_empty(value: Any) -> bool:
    """As a reader sees it: an editor that has been emptied leaves a paragraph behind."""
    return value is None or (isinstance(value, str) and not strip_tags(value).strip() and "<embed" not in value)


def _identity(child: Any) -> tuple[Any, Any]:
    """By which a block in one language is known in another."""
    return (child.get("type"), child.get("id")) if isinstance(child, dict) else (None, None)


def _by_identity(children: Iterable[Any]) -> dict[tuple[Any, Any], dict[str, Any]]:
    return {_identity(child): child for child in children if isinstance(child, dict) and "id" in child}
