"""wagtail-localize writes each draft of a translation into the row that readers see; here the row is put back."""

from typing import Any

from django.db import models
from django.db.models.signals import post_save
from django.dispatch import receiver
from wagtail.models import DraftStateMixin, Page
from wagtail_localize.fields import get_translatable_fields
from wagtail_localize.models import TranslationLog


@receiver(post_save, sender=TranslationLog)
def keep_what_readers_see(
    sender: type, instance: TranslationLog, created: bool, raw: bool = False, **kwargs: Any
) -> None:
    """Gives a live translation its published words again once a draft of it has been made.

    Else readers are shown words that nobody has published, or the source's where one is not translated yet; and a
    snippet, which wagtail-localize takes for a draft altogether, is gone. What is to be published is so after this,
    with the commit.
    """
    if not created or raw:
        return
    version = instance.source.get_translated_instance(instance.locale_id)
    live_revision = version.live_revision if isinstance(version, DraftStateMixin) else None
    if live_revision is None or live_revision.object_id != str(version.pk):
        return  # Unpublishing has cleared it; a copy of another page may have that one's.
    if isinstance(version, Page) and not version.live:
        return  # Of snippets alone does wagtail-localize take out of sight what is published.
    changed = _take(version, live_revision.as_object())
    if not version.live:
        version.live = True
        changed.append("live")
    if changed:
        # What is valid has been published already; cleaning it whole could stumble over what has changed around it.
        options = {"clean": False} if isinstance(version, Page) else {}
        version.save(update_fields=changed, **options)


def _take(version: models.Model, shown: models.Model) -> list[str]:
    """Sets what a translation can change in `version` to what it is in `shown`. Returns the names of what differed."""
    changed = []
    for declared in get_translatable_fields(type(version)):
        field = declared.get_field(type(version))
        if isinstance(field, models.Field) and field.value_from_object(version) != field.value_from_object(shown):
            setattr(version, field.attname, getattr(shown, field.attname))
            changed.append(field.name)
    if "slug" in changed and isinstance(version, Page):
        changed.append("url_path")
    return changed
