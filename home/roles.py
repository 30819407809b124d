"""The parts that people have in the house. `config` makes the groups; what follows from a language is done here."""

from collections.abc import Collection

from django.conf import settings
from django.contrib.auth.models import AbstractUser, Group, Permission
from django.contrib.contenttypes.models import ContentType
from django.db.models import Model
from django.utils.translation import get_language_info
from wagtail.models import GroupPagePermission, Locale, Page, get_default_page_content_type

EDITORS, MODERATORS, REVIEWERS, ADMINISTRATORS = "Editors", "Moderators", "Reviewers", "Administrators"
# The way from an editor to the readers. Wagtail shows its name as it stands, so it is one that needs no translation.
WORKFLOW = "Erikti"


def translators_of(language: str) -> str:
    """The group's name, in English as Wagtail's own are."""
    return f"Translators ({get_language_info(language)['name']})"


TRANSLATORS = {language: translators_of(language) for language, _name in settings.LANGUAGES}


def hand_to_translators(home: Page) -> None:
    """Let the translators of its language edit the tree below a new home page, and publish nothing there."""
    group = Group.objects.filter(name=TRANSLATORS.get(home.locale.language_code)).first()
    if group is None:  # An operator may do without.
        return
    change = Permission.objects.get(content_type=get_default_page_content_type(), codename="change_page")
    GroupPagePermission.objects.get_or_create(group=group, page=home.page_ptr, permission=change)


def languages_of(user: AbstractUser) -> list[str]:
    """The languages into which she translates, in the site's order."""
    groups = set(user.groups.values_list("name", flat=True))
    return [language for language, group in TRANSLATORS.items() if group in groups]


def may_change_in(user: AbstractUser, model: type[Model], locale: Locale) -> bool:
    return locale.language_code in languages_to_change(user, [model])[model]


def languages_to_change(user: AbstractUser, models: Collection[type[Model]]) -> dict[type[Model], set[str]]:
    """How far her right to change what each of `models` holds reaches: translators' ends with their own language.

    Django and Wagtail know a right to a model, and none to some of its rows. As many queries for more models.
    """
    everywhere = {language for language, _name in settings.LANGUAGES}
    if user.is_superuser:
        return dict.fromkeys(models, everywhere)
    own_language = {group: {language} for language, group in TRANSLATORS.items()}
    rights = {
        (content_type.pk, f"change_{model._meta.model_name}"): model
        for model, content_type in ContentType.objects.get_for_models(*models).items()
    }
    reach: dict[type[Model], set[str]] = {model: set() for model in models}
    for right in user.user_permissions.values_list("content_type", "codename"):
        if right in rights:
            reach[rights[right]] |= everywhere
    of_groups = user.groups.filter(permissions__content_type__in=[content_type for content_type, _code in rights])
    for group, *right in of_groups.values_list("name", "permissions__content_type", "permissions__codename"):
        if model := rights.get(tuple(right)):
            reach[model] |= own_language.get(group, everywhere)
    return reach
