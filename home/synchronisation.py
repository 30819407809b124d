"""One truth in three languages: a source's neutral values go into all its translations when it is published.

wagtail-localize copies them only when an editor syncs the translations by hand and then publishes each of them; until
then a moved date would stay old in two languages. Here they go at once, and to every place from which an old value
could come back:

- the translation's row, which visitors see;
- its latest, live and scheduled revisions, which an editor goes on with and which may be published later;
- wagtail-localize's frozen copy of the source, from which it builds a translation each time one is published.

Words are never touched, so nothing untranslated and no draft is published by it. Neutral are the fields that a model
declares with `NeutralField` and, inside streams, choosers marked `is_neutral` and all that wagtail-localize finds no
words in (levels, ticks, keys, numbers); blocks meet by their ids.
"""

import json
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models, transaction
from django.db.models import Q
from django.utils import timezone
from modelcluster.models import get_serializable_data_for_fields
from wagtail import blocks
from wagtail.fields import StreamField
from wagtail.models import DraftStateMixin, Locale, Page, Revision, RevisionMixin, TranslatableMixin
from wagtail_localize.fields import SynchronizedField, get_translatable_fields
from wagtail_localize.models import Translation, TranslationSource

from home.signals import neutral_values_changed


def source_of(instance: TranslatableMixin) -> TranslatableMixin | None:
    """The version that the others follow, itself perhaps; None where it cannot be told.

    The one that was submitted for translation and is no translation itself; with no such record the one in the
    site's first language.
    """
    versions = {version.locale_id: version for version in instance.get_translations(inclusive=True)}
    pairs = Translation.objects.filter(source__object_id=instance.translation_key)
    pairs = set(pairs.values_list("source__locale_id", "target_locale_id"))
    roots = {source for source, _target in pairs} - {target for _source, target in pairs}
    if not pairs:
        roots = {Locale.get_default().pk}
    found = [versions[locale_id] for locale_id in roots if locale_id in versions]
    return found[0] if len(found) == 1 else None


@transaction.atomic
def follow(instance: TranslatableMixin) -> None:
    """Call after `instance` has been published.

    A source hands its values on. A translation gets the source's back: it may have been edited on its own, with
    the translation stopped.
    """
    source = source_of(instance)
    if source is None or (isinstance(source, DraftStateMixin) and not source.live):
        return
    _refresh_frozen_sources(source)
    for version in source.get_translations():
        if instance.pk in (source.pk, version.pk):
            _carry(source, version)


def _carry(source: TranslatableMixin, translation: TranslatableMixin) -> None:
    values = _serialised(source)
    changes = _changes(type(source), values, _serialised(translation))
    for revision in _revisions_to_come(translation):
        revised = _changes(type(source), values, revision.content)
        if revised:
            # By the queryset: saving a revision would make it the latest, and would publish nothing more.
            Revision.objects.filter(pk=revision.pk).update(content={**revision.content, **revised})
    if not changes:
        return
    for name, value in changes.items():
        field = translation._meta.get_field(name)
        is_words = isinstance(field, StreamField)
        setattr(translation, field.attname, field.to_python(value) if is_words else getattr(source, field.attname))
    changed = list(changes)
    if isinstance(translation, DraftStateMixin) and translation.live:
        # Sitemaps and caches go by it, and what visitors see has changed.
        translation.last_published_at = timezone.now()
        changed.append("last_published_at")
    # The row is valid as the source's is; cleaning it whole could stumble over words that are not translated yet.
    options = {"clean": False} if isinstance(translation, Page) else {}
    translation.save(update_fields=changed, **options)
    neutral_values_changed.send(sender=type(translation), instance=translation)


def _revisions_to_come(translation: TranslatableMixin) -> list[Revision]:
    """Those that can reach visitors yet. Older ones are history, and are left as they were."""
    if not isinstance(translation, RevisionMixin):
        return []
    current = Q(pk=translation.latest_revision_id) | Q(approved_go_live_at__isnull=False)
    if isinstance(translation, DraftStateMixin):
        current |= Q(pk=translation.live_revision_id)
    return list(translation.revisions.filter(current))


def _refresh_frozen_sources(source: TranslatableMixin) -> None:
    values = _serialised(source)
    for frozen in TranslationSource.objects.filter(object_id=source.translation_key):
        content = json.loads(frozen.content_json)
        changes = _changes(type(source), values, content)
        if changes:
            frozen.content_json = json.dumps({**content, **changes}, cls=DjangoJSONEncoder)
            frozen.save(update_fields=["content_json"])


def _serialised(instance: models.Model) -> dict[str, Any]:
    """As in a revision's content: JSON's types alone, a stream as text."""
    if hasattr(instance, "serializable_data"):
        data = instance.serializable_data()
    else:
        data = get_serializable_data_for_fields(instance)
    return json.loads(json.dumps(data, cls=DjangoJSONEncoder))


def _changes(model: type[models.Model], source: dict[str, Any], target: dict[str, Any]) -> dict[str, Any]:
    """What has to change in `target`, both being serialised."""
    changes = {}
    for declared in get_translatable_fields(model):
        name = declared.field_name
        field = model._meta.get_field(name)
        if not isinstance(field, models.Field) or name not in source or name not in target:
            continue
        if isinstance(declared, SynchronizedField):
            if not declared.overridable and source[name] != target[name]:
                changes[name] = source[name]
        elif isinstance(field, StreamField):
            old = json.loads(target[name] or "[]")
            new = _merged(field.stream_block, json.loads(source[name] or "[]"), old)
            if new != old:
                changes[name] = json.dumps(new, cls=DjangoJSONEncoder)
    return changes


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


def _is_neutral(block: blocks.Block) -> bool:
    return getattr(block, "is_neutral", False) or (
        isinstance(block, blocks.FieldBlock) and not isinstance(block, WITH_A_LANGUAGE)
    )


def _merged(block: blocks.Block, source: Any, target: Any) -> Any:
    """`target` with the neutral values of `source`, both being the raw values of `block`."""
    if _is_neutral(block):
        return source
    if isinstance(block, blocks.StreamBlock):
        return _merged_children(source, target, lambda child: block.child_blocks.get(child["type"]))
    if isinstance(block, blocks.ListBlock):
        return _merged_children(source, target, lambda child: block.child_block)
    if isinstance(block, blocks.StructBlock) and isinstance(source, dict) and isinstance(target, dict):
        both = [name for name in block.child_blocks if name in source and name in target]
        return {**target, **{name: _merged(block.child_blocks[name], source[name], target[name]) for name in both}}
    return target


def _merged_children(source: Any, target: Any, block_of: Any) -> Any:
    if not isinstance(source, list) or not isinstance(target, list):
        return target
    known = {(child.get("type"), child["id"]): child for child in source if isinstance(child, dict) and "id" in child}
    merged = []
    for child in target:
        original = known.get((child.get("type"), child.get("id"))) if isinstance(child, dict) else None
        block = block_of(child) if original else None
        if original and block:
            child = {**child, "value": _merged(block, original["value"], child["value"])}
        merged.append(child)
    return merged
