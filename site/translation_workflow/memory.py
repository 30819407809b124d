"""What has been translated outlives the page in which it stood, as long as the page is there in another language.

wagtail-localize forgets a translator's work with the page that she made of it: who has deleted a translation by
mistake, or to begin it anew, has all its words to write again.
"""

from typing import Any

from django.core.exceptions import ObjectDoesNotExist
from django.db.models import Max
from django.db.models.signals import post_delete, pre_save
from django.dispatch import receiver
from django.utils import timezone
from wagtail.log_actions import registry
from wagtail.models import TranslatableMixin, get_translatable_models
from wagtail_localize.models import (
    StringTranslation,
    Translation,
    TranslationSource,
    cleanup_translation_on_delete,
)


def keep_on_deleting() -> None:
    """Call once the models are known. Needs WAGTAILLOCALIZE_DISABLE_ON_DELETE, else all is forgotten before."""
    for model in get_translatable_models():
        post_delete.connect(keep_words, sender=model)


def keep_words(sender: type, instance: TranslatableMixin, **kwargs: Any) -> None:
    """Ends what `instance` was translated from and into, and keeps the words for when it is submitted again."""
    if not instance.get_translations().exists():
        cleanup_translation_on_delete(instance)
        return
    translations = Translation.objects.filter(source__object_id=instance.translation_key)
    origin = translations.filter(target_locale=instance.locale_id).select_related("source").first()
    for follower in translations.filter(source__locale=instance.locale_id) if origin else []:
        # It has nothing left to be translated from, and keeps its words. What led its origin leads it still.
        translations.get_or_create(
            source=origin.source, target_locale=follower.target_locale, defaults={"enabled": False}
        )
    TranslationSource.objects.filter(object_id=instance.translation_key, locale_id=instance.locale_id).delete()
    translations.filter(target_locale=instance.locale_id).delete()


@receiver(pre_save, sender=Translation)
def hold_back(sender: type, instance: Translation, raw: bool = False, **kwargs: Any) -> None:
    """When a translation that was stopped goes on, the words that were never published count as written now.

    Readers are taken to know what was written before their page was last published. Stopped, it is published in the
    words of whoever edits it, and those that wait for a moderator would pass for known.
    """
    if raw or not instance.enabled or not Translation.objects.filter(pk=instance.pk, enabled=False).exists():
        return
    try:
        version = instance.get_target_instance()
    except ObjectDoesNotExist:
        return
    published = registry.get_logs_for_instance(version).filter(action="wagtail.publish", revision__isnull=False)
    made_here = instance.source.translation_logs.filter(locale=instance.target_locale_id)
    shown = made_here.filter(revision__in=published.values("revision")).aggregate(at=Max("revision__created_at"))
    written = StringTranslation.objects.filter(
        context__object_id=instance.source.object_id, locale=instance.target_locale_id
    )
    if shown["at"]:
        written = written.filter(updated_at__gt=shown["at"])
    written.update(updated_at=timezone.now())
