"""What has been translated outlives the page in which it stood, as long as the page is there in another language.

wagtail-localize forgets a translator's work with the page that she made of it: who has deleted a translation by
mistake, or to begin it anew, has all its words to write again.
"""

from typing import Any

from django.db.models.signals import post_delete
from wagtail.models import TranslatableMixin, get_translatable_models
from wagtail_localize.models import Translation, TranslationSource, cleanup_translation_on_delete


def keep_on_deleting() -> None:
    """Call once the models are known. Needs WAGTAILLOCALIZE_DISABLE_ON_DELETE, else all is forgotten before."""
    for model in get_translatable_models():
        post_delete.connect(keep_words, sender=model)


def keep_words(sender: type, instance: TranslatableMixin, **kwargs: Any) -> None:
    """Ends what `instance` was translated from and into, and keeps the words for when it is submitted again."""
    if not instance.get_translations().exists():
        cleanup_translation_on_delete(instance)
        return
    TranslationSource.objects.filter(object_id=instance.translation_key, locale_id=instance.locale_id).delete()
    Translation.objects.filter(source__object_id=instance.translation_key, target_locale_id=instance.locale_id).delete()
