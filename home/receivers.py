from functools import partial
from typing import Any

from django.conf import settings
from django.contrib.auth.models import AbstractUser
from django.db import transaction
from django.db.models import Model
from django.db.models.signals import post_delete, post_save, pre_save
from django.dispatch import receiver
from wagtail.models import Page, TranslatableMixin
from wagtail.search.index import remove_object
from wagtail.signals import copy_for_translation_done, published, unpublished
from wagtail.users.models import UserProfile
from wagtail_localize.models import Translation, TranslationSource

from home import roles, synchronisation, tasks
from home.models import CreditedImage, HomePage, SearchEntry
from home.search.kinds import source_of
from home.signals import neutral_values_changed


@receiver(published)
def follow_on_publishing(sender: type[Model], instance: Model, **kwargs: Any) -> None:
    # Also sent for what is to go live later; `synchronisation` lets that wait.
    if isinstance(instance, TranslatableMixin):
        synchronisation.follow(instance)


@receiver(post_save, sender=Translation)
def follow_again(sender: type, instance: Translation, created: bool, raw: bool = False, **kwargs: Any) -> None:
    if instance.enabled and not created and not raw:
        synchronisation.take_up(instance)


@receiver(copy_for_translation_done)
def submit_parents_instead_of_aliasing(sender: type, source_obj: Model, target_obj: Model, **kwargs: Any) -> None:
    """Turns an alias in another language into a draft that waits for its translation.

    A page cannot be translated before its parents. For those wagtail-localize makes aliases, which are live in the
    source's words and follow each publishing of the source: pages published untranslated, by themselves.
    """
    if not isinstance(target_obj, Page) or target_obj.alias_of_id is None:
        return
    target_obj.live = False
    target_obj.save(update_fields=["live"], clean=False)
    source, _created = TranslationSource.get_or_create_from_instance(source_obj)
    translation, _created = Translation.objects.update_or_create(
        source=source, target_locale=target_obj.locale, defaults={"enabled": True}
    )
    translation.save_target(publish=False)


@receiver(post_save, sender=HomePage)
def hand_to_translators(sender: type, instance: HomePage, created: bool, raw: bool = False, **kwargs: Any) -> None:
    # On saving and not on publishing: a translator works on a language's first home page before anybody sees it.
    if created and not raw:
        roles.hand_to_translators(instance)


@receiver(post_save, sender=CreditedImage)
def make_renditions_ahead(sender: type, instance: CreditedImage, **kwargs: Any) -> None:
    # On every saving: the file may be another, and so may its focal point. Robust: the clock finds what is missing.
    transaction.on_commit(lambda: tasks.make_renditions.enqueue(instance.pk), robust=True)


@receiver([published, unpublished, neutral_values_changed])
def index_for_search(sender: type[Model], instance: Model, **kwargs: Any) -> None:
    if source_of(instance) is not None:
        task = partial(tasks.index_for_search.enqueue, instance._meta.label, instance.pk)
        transaction.on_commit(task, robust=True)  # The clock finds what is lost.


@receiver(post_delete, sender=SearchEntry)
def forget_the_tokens_of_an_entry(sender: type, instance: SearchEntry, **kwargs: Any) -> None:
    remove_object(instance)


@receiver(post_save, sender=settings.AUTH_USER_MODEL)
def give_a_new_account_its_profile(
    sender: type, instance: AbstractUser, created: bool, raw: bool = False, **kwargs: Any
) -> None:
    if created and not raw:
        UserProfile.get_for_user(instance)


@receiver(pre_save, sender=UserProfile)
def choose_the_sites_first_language(sender: type, instance: UserProfile, **kwargs: Any) -> None:
    """For who has chosen none. Wagtail promises it too, and then takes the language that happens to be active.

    For a mail that is the language of whoever has caused it.
    """
    instance.preferred_language = instance.preferred_language or settings.LANGUAGE_CODE
