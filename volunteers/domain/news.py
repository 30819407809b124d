"""News of an opportunity for everybody who counts on it: its event has been moved, put off or called off."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from django.db import transaction

from volunteers.domain import outbox, steps
from volunteers.domain.letters import Occasion
from volunteers.models import Application, Message, Opportunity


def concerned(opportunities: Iterable[Opportunity]) -> list[Application]:
    """Whose application is live, one for each address: that which holds a place, else the latest.

    Somebody may have applied for two things at one event, and hears of it once.
    """
    found = Application.objects.live().filter(opportunity__in=list(opportunities)).select_related("opportunity")
    by_address = {
        application.email: application
        for application in sorted(found, key=lambda each: (each.holds_place, each.submitted_at, each.pk))
    }
    return sorted(by_address.values(), key=lambda each: each.pk)


@transaction.atomic
def tell(
    *,
    opportunities: Iterable[Opportunity],
    kind: Message.Kind,
    occasions: Mapping[str, Occasion],
    words: Mapping[str, str],
) -> int:
    """Mail everybody concerned, each in her language. Returns how many they are.

    `occasions`: when and where it is now, for each language; `words`: by staff as they are, for those with any. The
    mails are held back for as long as a decision's, and take the place of earlier news that have not gone out.
    """
    applications = concerned(opportunities)
    for application in applications:
        outbox.supersede(application=application, kinds=outbox.NEWS)
        outbox.queue(
            application=application,
            kind=kind,
            message=words.get(application.language, ""),
            occasion=occasions[application.language],
            delay=steps.decision_delay(),
        )
    return len(applications)
