"""Where a translation stands on its way to the readers, and what a person may do about it."""

from dataclasses import dataclass, field
from typing import Any

from django.contrib.admin.utils import quote
from django.contrib.auth.models import AbstractUser
from django.db import transaction
from django.urls import reverse
from wagtail.locks import BaseLock
from wagtail.models import LockableMixin, Page, WorkflowMixin, WorkflowState
from wagtail_localize.models import StringTranslation, Translation

from translation_workflow.texts import ADDRESS, is_ready, machine_made, texts_waiting


class NotReady(Exception):
    """The translation lacks texts, or holds some that only a machine has read."""


@dataclass
class Action:
    """What a reviewer may do, by Wagtail's own view for it."""

    label: str
    url: str
    asks_for_comment: bool
    is_first_choice: bool


@dataclass
class Standing:
    total: int
    waiting: int
    unread: int  # made by a machine, and looked at by nobody
    is_locked: bool  # for this person
    can_submit: bool = False
    can_cancel: bool = False
    workflow: str = ""
    state: WorkflowState | None = None
    comment: str = ""  # what the reviewer wants to be changed
    actions: list[Action] = field(default_factory=list)

    @property
    def translated(self) -> int:
        return self.total - self.waiting

    @property
    def is_in_moderation(self) -> bool:
        return self.state is not None and self.state.status == WorkflowState.STATUS_IN_PROGRESS

    @property
    def needs_changes(self) -> bool:
        return self.state is not None and self.state.status == WorkflowState.STATUS_NEEDS_CHANGES


def standing(translation: Translation, instance: Any, user: AbstractUser) -> Standing:
    """How far `translation`, whose target is `instance`, has come, and what `user` may do with it."""
    found = Standing(
        total=translation.source.stringsegment_set.exclude(context__path=ADDRESS).count(),
        waiting=texts_waiting(translation).count(),
        unread=machine_made(translation).count(),
        is_locked=is_locked_for(instance, user),
    )
    workflow = instance.get_workflow() if isinstance(instance, WorkflowMixin) else None
    state = instance.current_workflow_state if workflow else None
    if workflow is None:
        return found
    found.workflow, found.state = (state.workflow if state else workflow).name, state
    if state is None or found.needs_changes:
        # Who may publish needs nobody's leave.
        found.can_submit = not found.is_locked and not may_publish(instance, user) and has_news(translation, instance)
    if state is not None:
        found.can_cancel = state.user_can_cancel(user)
        if found.needs_changes:
            found.comment = state.current_task_state.comment
        else:
            found.actions = _actions(state.current_task_state, instance, user)
    return found


def _actions(task_state: Any, instance: Any, user: AbstractUser) -> list[Action]:
    if isinstance(instance, Page):
        url_name = "wagtailadmin_pages:workflow_action"
    else:
        url_name = instance.snippet_viewset.get_url_name("workflow_action")
    names = task_state.task.specific.get_actions(instance, user)
    return [
        Action(
            label,
            reverse(url_name, args=(quote(instance.pk), name, task_state.pk)),
            asks_for_comment,
            is_first_choice=name == "approve" and not asks_for_comment,
        )
        # What is chosen most at the end, where the eye looks for it.
        for name, label, asks_for_comment in sorted(names, key=_asks_for_nothing)
    ]


def _asks_for_nothing(action: tuple[str, str, bool]) -> bool:
    return not action[2]


def lock_of(instance: Any) -> BaseLock | None:
    """A person's, or that of the task whose reviewers alone may edit.

    Wagtail locks no snippet whose model keeps no record of locks, though it be in a workflow; its task still says who.
    """
    if isinstance(instance, LockableMixin):
        return instance.get_lock()
    task = instance.current_workflow_task if isinstance(instance, WorkflowMixin) else None
    return task.lock_class(instance, task) if task else None


def is_locked_for(instance: Any, user: AbstractUser) -> bool:
    lock = lock_of(instance)
    return lock is not None and lock.for_user(user)


def may_publish(instance: Any, user: AbstractUser) -> bool:
    if isinstance(instance, Page):
        return instance.permissions_for_user(user).can_publish()
    return user.has_perm(f"{instance._meta.app_label}.publish_{instance._meta.model_name}")


def has_news(translation: Translation, instance: Any) -> bool:
    """Whether a text has been translated that readers have not been shown."""
    revision = getattr(instance, "live_revision", None)
    if revision is None or not instance.live:
        return True
    return texts_waiting(translation, revision.created_at).count() > texts_waiting(translation).count()


@transaction.atomic
def submit(*, translation: Translation, instance: WorkflowMixin, by: AbstractUser) -> None:
    """Make a draft of the texts as they are now and start the workflow, or take it up where changes were asked for.

    Raises NotReady: what is approved is published as it is, and may not speak two languages.
    """
    if not is_ready(translation):
        raise NotReady
    translation.save_target(user=by, publish=False)
    instance.refresh_from_db()
    state = instance.current_workflow_state
    if state is not None and state.status == WorkflowState.STATUS_NEEDS_CHANGES:
        state.resume(by)
    else:
        instance.get_workflow().start(instance, by)


def keep_draft_in_step(translation: Translation, instance: Any, by: AbstractUser) -> None:
    """Call after a text was changed. What a reviewer mends belongs to what her approval publishes.

    The draft that is being looked at stays while texts are missing: one made now would hold the source's words.
    """
    if isinstance(instance, WorkflowMixin) and instance.workflow_in_progress and is_ready(translation):
        translation.save_target(user=by, publish=False)


def mark_as_read(*, translation: Translation, by: AbstractUser) -> int:
    """Answer with one's name for what a machine has translated. Returns the number of texts."""
    return machine_made(translation).update(
        translation_type=StringTranslation.TRANSLATION_TYPE_MANUAL, last_translated_by=by
    )
