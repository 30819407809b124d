from collections.abc import Sequence
from typing import TypeVar

from wagtail.models import Locale, TranslatableMixin

Translatable = TypeVar("Translatable", bound=TranslatableMixin)


def localised(instances: Sequence[Translatable]) -> list[Translatable]:
    """Each in the reader's language where a live translation exists, else as it is; the order is kept.

    What `.localized` does, for a whole list of one model in one query instead of one for each.
    """
    if not instances:
        return []
    locale = Locale.get_active()
    elsewhere = [instance for instance in instances if instance.locale_id != locale.pk]
    for instance in instances:
        if instance.locale_id == locale.pk:
            instance.locale = locale
    if not elsewhere:
        return list(instances)
    translations = type(instances[0])._default_manager.filter(
        translation_key__in={instance.translation_key for instance in elsewhere}, locale=locale, live=True
    )
    by_key = {translation.translation_key: translation for translation in translations.select_related("locale")}
    return [by_key.get(instance.translation_key, instance) for instance in instances]
