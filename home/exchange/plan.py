"""What a file would do to the site; and the doing of it, whole or not at all."""

from collections import Counter
from dataclasses import dataclass
from hashlib import sha256

from django.contrib.auth.models import AbstractBaseUser
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from wagtail.log_actions import log
from wagtail.models import Page, Revision

from home.exchange.files import Sheet
from home.exchange.kinds import Kind
from home.exchange.lines import Line, Outcome, mistakes_of
from home.exchange.reading import Reading

ACTION = "home.import"


@dataclass
class Plan:
    lines: list[Line]

    @property
    def counts(self) -> Counter[Outcome]:
        return Counter(line.outcome for line in self.lines)

    @property
    def has_mistakes(self) -> bool:
        return self.counts[Outcome.MISTAKEN] > 0

    @property
    def writes(self) -> list[Line]:
        return [line for line in self.lines if line.outcome in {Outcome.NEW, Outcome.CHANGED}]

    @property
    def fingerprint(self) -> str:
        """The same as long as the same would happen to the same pages."""
        told = [
            (line.number, line.title, line.outcome.value, line.changes, line.mistakes)
            + ((line.page.pk, line.page.latest_revision_id) if line.page and not line.is_new else ())
            for line in self.lines
        ]
        return sha256(repr(told).encode()).hexdigest()


class NotAsShown(Exception):
    """The site has changed since the plan was shown; `plan` is what would happen now. Nothing has been written."""

    def __init__(self, plan: Plan) -> None:
        self.plan = plan


def draw_up(kind: Kind, index: Page, sheet: Sheet, user: AbstractBaseUser) -> Plan:
    """Writes nothing. Raises UnreadableFile for headings that nothing can be made of."""
    return Plan(list(Reading(kind, index, sheet, user).lines()))


@transaction.atomic
def carry_out(kind: Kind, index: Page, sheet: Sheet, user: AbstractBaseUser, *, shown: str, file_name: str) -> Plan:
    """Does what the plan with the fingerprint `shown` said, as drafts, and logs each; all of it or nothing.

    Raises NotAsShown, and PermissionDenied for whoever may no longer add pages below `index`.
    """
    index = type(index).objects.select_for_update().get(pk=index.pk)  # so that no two imports number their slugs alike
    if not index.permissions_for_user(user).can_add_subpage():
        raise PermissionDenied
    plan = Plan(list(Reading(kind, index, sheet, user, is_locking=True).lines()))
    if plan.has_mistakes or plan.fingerprint != shown:
        raise NotAsShown(plan)
    for line in plan.writes:
        try:
            revision = _add(line.page, index, user) if line.is_new else _change(line.page, user)
        except ValidationError as error:
            # The page's last word, on what cannot be asked before it stands in the tree.
            line.mistakes += mistakes_of(error, kind)
            raise NotAsShown(plan) from error
        log(
            instance=line.page,
            action=ACTION,
            user=user,
            revision=revision,
            content_changed=True,
            data={"file": file_name, "row": line.number},
        )
    return plan


def _add(page: Page, index: Page, user: AbstractBaseUser) -> Revision:
    page.live = False
    page.has_unpublished_changes = True
    page.owner = user
    index.add_child(instance=page)
    return page.save_revision(user=user)


def _change(page: Page, user: AbstractBaseUser) -> Revision:
    if not page.live:
        page.save()  # As the editor does: nobody else shows a page that was never published.
    return page.save_revision(user=user)
