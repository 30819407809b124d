"""News of an event: once to each mailbox that counts on it, and to nobody else."""

import pytest

from tests.volunteers.factories import make_application, make_opportunity, make_reviewer
from volunteers.domain import applications, news, outbox
from volunteers.domain.letters import Occasion
from volunteers.models import Message
from volunteers.states import State

pytestmark = pytest.mark.django_db

Kind = Message.Kind
OCCASIONS = {code: Occasion(time=f"time {code}", place=f"place {code}") for code in ("kk", "ru", "en")}


def tell(*opportunities, kind=Kind.EVENT_MOVED, **words):
    return news.tell(opportunities=opportunities, kind=kind, occasions=OCCASIONS, words=words)


def written(kind=Kind.EVENT_MOVED):
    return sorted(Message.objects.filter(kind=kind, state="queued").values_list("recipient", flat=True))


def in_state(opportunity, state):
    application = make_application(opportunity, email=f"{state}@example.kz")
    type(application).objects.filter(pk=application.pk).update(state=state)
    return application


def test_whoever_counts_on_it_is_written_to_and_nobody_else():
    opportunity = make_opportunity()
    for state in State:
        in_state(opportunity, state)
    make_application()

    number = tell(opportunity)

    live = ["accepted", "confirmed", "in_review", "submitted", "waitlisted"]
    assert (number, written()) == (5, [f"{state}@example.kz" for state in live])


def test_two_applications_of_one_person_are_one_mail_about_the_place_she_holds():
    first, second = make_opportunity(), make_opportunity()
    held = make_application(first, email="one@example.kz")
    make_application(second, email="one@example.kz")
    applications.accept(application=held, by=make_reviewer())

    assert tell(first, second) == 1

    assert Message.objects.get(kind=Kind.EVENT_MOVED).application == held


def test_each_reads_it_in_her_language():
    opportunity = make_opportunity()
    for language in ("kk", "ru"):
        make_application(opportunity, language=language, email=f"{language}@example.kz")

    tell(opportunity, kk="Күтеміз!", ru="Ждём!")

    for language, words in (("kk", "Күтеміз!"), ("ru", "Ждём!")):
        body = Message.objects.get(kind=Kind.EVENT_MOVED, language=language).body_text
        assert (f"time {language}" in body, f"place {language}" in body, words in body) == (True, True, True)


def test_it_is_held_back_and_gives_way_to_later_news(settings):
    opportunity = make_opportunity()
    make_application(opportunity, email="one@example.kz")
    tell(opportunity)
    message = Message.objects.get(kind=Kind.EVENT_MOVED)
    assert (message.send_after - message.created_at).total_seconds() >= settings.DECISION_MAIL_DELAY - 1

    tell(opportunity, kind=Kind.EVENT_CANCELLED)

    assert (written(), written(Kind.EVENT_CANCELLED)) == ([], ["one@example.kz"])


def test_whoever_withdraws_meanwhile_hears_no_news():
    opportunity = make_opportunity()
    application = make_application(opportunity)
    tell(opportunity)

    applications.withdraw(application=application)

    assert not application.messages.filter(kind__in=outbox.NEWS, state="queued").exists()
