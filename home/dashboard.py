"""The admin's home: what waits for this person, and nothing else.

Wagtail's own shows everybody what she has edited lately and how much there is of everything. Here each panel is a part
of her work that stops until she goes on with it; one that has nothing is not there.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib.auth.models import AbstractUser
from django.contrib.contenttypes.models import ContentType
from django.db.models import Exists, Model, OuterRef, QuerySet, TextField
from django.db.models.functions import Cast
from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.admin_url_finder import AdminURLFinder
from wagtail.admin.templatetags.wagtailadmin_tags import user_display_name
from wagtail.admin.ui.components import Component
from wagtail.admin.utils import get_latest_str
from wagtail.models import Locale, Page, TaskState, TranslatableMixin, WorkflowMixin, WorkflowState
from wagtail.snippets.models import get_snippet_models
from wagtail_localize.models import Translation

from home import roles, translation_board, untranslated
from home.translation_board import State

SHOWN = 12  # of a panel's items; the number of the others is told


@dataclass(frozen=True)
class Item:
    title: str
    url: str
    language: str  # in which the title is written
    locale: Locale  # of what is to be done
    at: datetime
    detail: str = ""


class WaitingPanel(Component):
    """Never made without items."""

    template_name = "home/admin/waiting.html"

    def __init__(self, *, name: str, heading: Promise, icon: str, order: int, items: list[Item]) -> None:
        self.name, self.heading, self.icon, self.order, self.items = name, heading, icon, order, items

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        return {"panel": self, "shown": self.items[:SHOWN], "more": len(self.items[SHOWN:])}


class TranslationsPanel(Component):
    """How many translations want what: for those who see to it that pages are translated."""

    name = "translations"
    template_name = "home/admin/translations_panel.html"
    order = 250

    def __init__(self, numbers: dict[State, int]) -> None:
        self.numbers = numbers

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        board = reverse("translation_board")
        return {
            "states": [
                {"state": state, "number": number, "url": f"{board}?state={state.value}"}
                for state, number in self.numbers.items()
            ]
        }


class NothingWaitsPanel(Component):
    name = "nothing_waits"
    template_name = "home/admin/nothing_waits.html"
    order = 100


def arrange(request: HttpRequest, panels: list[Component]) -> None:
    """Call after everybody else has added to Wagtail's panels."""
    user = request.user
    panels[:] = [panel for panel in panels if getattr(panel, "name", "") not in superseded(user)]
    for order, (name, heading, icon, find) in enumerate(PANELS, start=230):
        if items := list(find(user)):
            panels.append(WaitingPanel(name=name, heading=heading, icon=icon, order=order, items=items))
    sees_to_translation = user.has_perm("wagtail_localize.submit_translation") and not roles.languages_of(user)
    if sees_to_translation and (numbers := translations()):
        panels.append(TranslationsPanel(numbers))
    if not panels:
        panels.append(NothingWaitsPanel())


def superseded(user: AbstractUser) -> set[str]:
    """Wagtail's panels that have nothing for her, or show what does not wait."""
    names = {"recent_edits", "user_objects_in_workflow_moderation"}
    if not TaskState.objects.reviewable_by(user).exists():
        names.add("workflow_objects_to_moderate")
    if not Page.objects.filter(locked=True, locked_by=user).exists():
        names.add("locked_pages")
    return names


def translations() -> dict[State, int]:
    """Of the states that want something done, those that there are."""
    return {state: number for state, number in translation_board.counts().items() if number}


def sent_back(user: AbstractUser) -> Iterator[Item]:
    """What she has submitted and a moderator wants changed."""
    states = WorkflowState.objects.filter(status=WorkflowState.STATUS_NEEDS_CHANGES, requested_by=user)
    states = states.select_related("current_task_state__finished_by").prefetch_related("content_object")
    urls = AdminURLFinder(user)
    for state in states.order_by("-current_task_state__finished_at"):
        instance, decision = state.content_object, state.current_task_state
        url = urls.get_edit_url(instance) if instance else None
        if url is None:  # deleted since, or no longer hers to edit
            continue
        moderator = user_display_name(decision.finished_by)
        detail = f"{moderator}: {decision.comment}" if decision.comment else moderator
        yield _item(instance, url, at=decision.finished_at or decision.started_at, detail=detail)


def drafts(user: AbstractUser) -> list[Item]:
    """What she was the last to write in and has not submitted, pages and snippets, latest first."""
    models = [Page, *(model for model in get_snippet_models() if issubclass(model, WorkflowMixin))]
    urls = AdminURLFinder(user)
    found = [instance for model in models for instance in _drafts_of(user, model)]
    found.sort(key=lambda instance: instance.latest_revision.created_at, reverse=True)
    with_urls = [(instance, urls.get_edit_url(instance)) for instance in found]
    return [_item(instance, url, at=instance.latest_revision.created_at) for instance, url in with_urls if url]


def _drafts_of(user: AbstractUser, model: type[Model]) -> QuerySet:
    content_type = ContentType.objects.get_for_model(model, for_concrete_model=False)
    in_workflow = WorkflowState.objects.active().filter(
        base_content_type=content_type, object_id=Cast(OuterRef("pk"), TextField())
    )
    # A translator's, whoever has submitted it for translation.
    in_translation = Translation.objects.filter(
        enabled=True, source__object_id=OuterRef("translation_key"), target_locale=OuterRef("locale")
    )
    return model._default_manager.filter(
        ~Exists(in_workflow),
        ~Exists(in_translation),
        has_unpublished_changes=True,
        latest_revision__user=user,
        latest_revision__approved_go_live_at__isnull=True,
    ).select_related("latest_revision", "locale")


def to_translate(user: AbstractUser) -> Iterator[Item]:
    urls = AdminURLFinder(user)
    for translation in untranslated.wanted_in(roles.languages_of(user)):
        instance = translation.get_target_instance()
        if url := urls.get_edit_url(instance):
            yield Item(
                title=translation.source.object_repr,
                url=url,
                language=translation.source.locale.language_code,
                locale=translation.target_locale,
                at=translation.source.last_updated_at,
                detail=gettext("Texts without translation: %(count)s") % {"count": translation.missing},
            )


def _item(instance: TranslatableMixin, url: str, *, at: datetime, detail: str = "") -> Item:
    language = instance.locale.language_code
    return Item(get_latest_str(instance), url, language, instance.locale, at, detail)


PANELS: list[tuple[str, Promise, str, Callable[[AbstractUser], Iterable[Item]]]] = [
    ("sent_back", _("Sent back to you"), "warning", sent_back),
    ("drafts", _("Your drafts"), "edit", drafts),
    ("to_translate", _("To translate"), "wagtail-localize-language", to_translate),
]
