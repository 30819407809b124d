"""One truth in three languages: what a source publishes goes into all its translations at once.

wagtail-localize copies values only when an editor syncs the translations by hand and then publishes each of them;
until then a moved date would stay old in two languages, and a paragraph taken away would live on. Here they go at once,
and to every place from which an old value could come back:

- the translation's row, which visitors see;
- its latest, live and scheduled revisions, which an editor goes on with and which may be published later;
- wagtail-localize's frozen copy of the source, from which it builds a translation each time one is published, and which
  tells translators what is new.

Neutral values (see `home.neutral`) are the source's in every translation. One that wagtail-localize manages takes the
structure too; `home.merging` says how. No words reach readers by it that have not been published before: a text that is
new or changed waits for its translation, and readers keep the one they had.
"""

import json
from typing import Any

from django.core.exceptions import ObjectDoesNotExist
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models, transaction
from django.db.models import Q
from django.utils import timezone
from modelcluster.models import get_serializable_data_for_fields
from wagtail.fields import StreamField
from wagtail.models import DraftStateMixin, Locale, Page, Revision, RevisionMixin, TranslatableMixin
from wagtail_localize.fields import get_translatable_fields
from wagtail_localize.models import Translation, TranslationSource

from home import merging
from home.merging import Words
from home.models.translations import TextArrival  # the package itself may be halfway through importing this
from home.signals import neutral_values_changed
from translation_workflow.texts import texts_waiting, translation_of


def source_of(instance: TranslatableMixin) -> TranslatableMixin | None:
    """The version that the others follow, itself perhaps; None where it cannot be told.

    The one that was submitted for translation and is no translation itself; with no such record the one in the
    site's first language, or the only one that there is.
    """
    versions = {version.locale_id: version for version in instance.get_translations(inclusive=True)}
    pairs = Translation.objects.filter(source__object_id=instance.translation_key)
    pairs = set(pairs.values_list("source__locale_id", "target_locale_id"))
    roots = {source for source, _target in pairs} - {target for _source, target in pairs}
    if not pairs:
        roots = set(versions) if len(versions) == 1 else {Locale.get_default().pk}
    found = [versions[locale_id] for locale_id in roots if locale_id in versions]
    return found[0] if len(found) == 1 else None


@transaction.atomic
def follow(instance: TranslatableMixin) -> None:
    """Call after `instance` has been published.

    A source hands on what it has. A translation gets the source's back: it may have been edited on its own, with the
    translation stopped; and what is translated from it in its turn takes over its words' structure.
    """
    source = source_of(instance)
    if source is None or (isinstance(source, DraftStateMixin) and not source.live):
        return
    _tell_translators(instance)
    _refresh_frozen_sources(source)
    for version, origin_id in _followers(source):
        if instance.pk in (source.pk, version.pk) or origin_id == instance.locale_id:
            _carry(source, version)


def take_up(translation: Translation) -> None:
    """Call after a translation that was stopped goes on: what its source has published meanwhile goes into it."""
    try:
        version = translation.get_target_instance()
    except ObjectDoesNotExist:  # It is about to be made.
        return
    source = source_of(version)
    if source not in (None, version) and getattr(source, "live", True):
        _carry(source, version)


def _followers(source: TranslatableMixin) -> list[tuple[TranslatableMixin, int]]:
    """The versions that follow `source`, each with the language it is translated from.

    That one comes before it: it may be a translation itself, and has to be as it should before it is handed on.
    """
    found = {version.locale_id: version for version in source.get_translations()}
    managed = {locale_id: translation_of(version) for locale_id, version in found.items()}
    origins = {locale_id: each.source.locale_id if each else source.locale_id for locale_id, each in managed.items()}

    def steps(locale_id: int, most: int) -> int:
        return 1 + steps(origins[locale_id], most - 1) if most and locale_id in origins else 0

    in_order = sorted(found, key=lambda locale_id: steps(locale_id, len(found)))
    return [(found[locale_id], origins[locale_id]) for locale_id in in_order]


def _carry(source: TranslatableMixin, version: TranslatableMixin) -> None:
    translation = translation_of(version)
    model, words, values = type(source), None, _serialised(source)
    if translation is not None:
        words = _words_shown_in(version, translation)
        if translation.source.locale_id != source.locale_id:
            # Translated from another translation: the words and their order are that one's, and so are its neutral
            # values, which it has from the source.
            values = _serialised(translation.source.get_source_instance())
    changes = merging.changes(model, source=values, translation=_serialised(version), words=words)
    for revision in _revisions_to_come(version):
        is_draft = revision.pk != getattr(version, "live_revision_id", None)
        revised = merging.changes(model, source=values, translation=revision.content, words=words, is_draft=is_draft)
        if revised:
            # By the queryset: saving a revision would make it the latest, and would publish nothing more.
            Revision.objects.filter(pk=revision.pk).update(content={**revision.content, **revised})
    if changes:
        _save(version, changes, source)
        if getattr(version, "live", True):
            _tell_translators(version)


def with_values_of(source: TranslatableMixin, translation: TranslatableMixin) -> TranslatableMixin:
    """`translation` with the neutral values of `source` as it stands; for looking at, not for saving."""
    changes = merging.changes(type(source), source=_serialised(source), translation=_serialised(translation))
    _set_values(source, translation, changes)
    return translation


def _set_values(source: TranslatableMixin, version: TranslatableMixin, changes: dict[str, Any]) -> None:
    neutral = {field.field_name for field in get_translatable_fields(type(source)) if field.is_synchronized(source)}
    for name, value in changes.items():
        field = version._meta.get_field(name)
        is_taken_whole = name in neutral and not isinstance(field, StreamField)
        setattr(version, field.attname, getattr(source, field.attname) if is_taken_whole else field.to_python(value))


def _save(version: TranslatableMixin, changes: dict[str, Any], source: TranslatableMixin) -> None:
    _set_values(source, version, changes)
    changed = list(changes)
    if isinstance(version, DraftStateMixin) and version.live:
        # Sitemaps and caches go by it, and what visitors see has changed.
        version.last_published_at = timezone.now()
        changed.append("last_published_at")
    # The row is valid as the source's is; cleaning it whole could stumble over words that are not translated yet.
    options = {"clean": False} if isinstance(version, Page) else {}
    version.save(update_fields=changed, **options)
    if isinstance(version, Page) and version.live:
        version.update_aliases()  # Wagtail does it on publishing alone.
    neutral_values_changed.send(sender=type(version), instance=version)


def _words_shown_in(version: TranslatableMixin, translation: Translation) -> Words:
    """What of the source has been translated and published in `version`'s language.

    A translation counts once the version has been published after it was written: until then it is a draft, which may
    yet be waiting for a moderator.
    """
    segments = texts_waiting(translation)
    if isinstance(version, DraftStateMixin):
        shown_at = version.live_revision.created_at if version.live and version.live_revision else None
        segments = texts_waiting(translation, shown_at) if shown_at else translation.source.stringsegment_set.all()
    waiting = segments.values_list("context__path", flat=True)
    instance = translation.source.get_ephemeral_translated_instance(translation.target_locale, fallback=True)
    return Words(_serialised(instance), frozenset(waiting))


def _revisions_to_come(translation: TranslatableMixin) -> list[Revision]:
    """Those that can reach visitors yet. Older ones are history, and are left as they were."""
    if not isinstance(translation, RevisionMixin):
        return []
    current = Q(pk=translation.latest_revision_id) | Q(approved_go_live_at__isnull=False)
    if isinstance(translation, DraftStateMixin):
        current |= Q(pk=translation.live_revision_id)
    return list(translation.revisions.filter(current))


def _tell_translators(instance: TranslatableMixin) -> None:
    """Hands the words as they are published now to those who translate from `instance`, and notes what is new."""
    frozen = TranslationSource.objects.get_for_instance_or_none(instance)
    if frozen is None:
        return
    before = set(frozen.stringsegment_set.values_list("context_id", "string_id"))
    frozen.update_from_db()
    after = set(frozen.stringsegment_set.values_list("context_id", "string_id"))
    gone = before - after
    TextArrival.objects.filter(
        pk__in=[arrival.pk for arrival in frozen.arrivals.all() if (arrival.context_id, arrival.string_id) in gone]
    ).delete()
    revision = getattr(instance, "live_revision", None)
    TextArrival.objects.bulk_create(
        TextArrival(source=frozen, context_id=context, string_id=string, revision=revision)
        for context, string in sorted(after - before)
    )


def _refresh_frozen_sources(source: TranslatableMixin) -> None:
    """Where a translation is translated from in its turn, its frozen copy holds neutral values too."""
    values = _serialised(source)
    for frozen in TranslationSource.objects.filter(object_id=source.translation_key).exclude(locale=source.locale):
        content = json.loads(frozen.content_json)
        changes = merging.changes(type(source), source=values, translation=content)
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
