"""Rows of the outbox: written with what they tell, claimed once, tried again, given up, stopped, sent anew."""

import datetime

import pytest
import time_machine
from django.core import mail
from django.db import DatabaseError, IntegrityError, transaction
from django.utils import timezone
from django_tasks import task_backends
from django_tasks.backends.dummy import DummyBackend

from tests.volunteers.factories import make_application, make_opportunity, make_reviewer
from volunteers.domain import outbox
from volunteers.models import Application, Message

Kind, State = Message.Kind, Message.State
NOBODY_WORKS = {"default": {"BACKEND": "django_tasks.backends.dummy.DummyBackend"}}
NEW_YEARS_EVE = datetime.datetime(2026, 12, 31, 18, 59, 40, tzinfo=datetime.UTC)  # 20 seconds before midnight in Astana


class BrokenQueue(DummyBackend):
    def enqueue(self, task, args, kwargs):
        raise DatabaseError("the table of tasks is locked")


@pytest.fixture
def message(db) -> Message:
    """A receipt that waits: without a commit no worker hears of it."""
    return make_application().messages.get()


@pytest.fixture
def dead_server(settings, unused_port):
    settings.DELIVERY_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", unused_port


def state_of(message: Message) -> str:
    message.refresh_from_db()
    return message.state


@pytest.mark.django_db(transaction=True)
def test_a_committed_application_is_mailed_at_once():
    application = make_application()
    assert [sent.to for sent in mail.outbox] == [[application.email]]
    row = application.messages.get()
    assert (row.state, row.attempts, row.last_error) == (State.SENT, 1, "")
    assert row.sent_at is not None


@pytest.mark.django_db(transaction=True)
def test_a_rollback_leaves_no_row_and_sends_nothing():
    opportunity = make_opportunity()
    with transaction.atomic():
        make_application(opportunity)
        assert Message.objects.count() == 1
        transaction.set_rollback(True)
    assert Message.objects.count() == 0
    assert mail.outbox == []


@pytest.mark.django_db(transaction=True)
def test_a_dead_mail_server_takes_no_application_with_it(dead_server):
    application = make_application()
    assert Application.objects.get() == application
    row = application.messages.get()
    assert (row.state, row.attempts) == (State.QUEUED, 1)
    assert row.last_error.startswith("ConnectionRefusedError")


@pytest.mark.django_db(transaction=True)
def test_a_broken_queue_of_tasks_delays_mail_and_loses_none(settings, caplog):
    settings.TASKS = NOBODY_WORKS
    application = make_application()
    settings.TASKS = {"default": {"BACKEND": "tests.volunteers.test_outbox.BrokenQueue"}}
    with transaction.atomic():
        row = outbox.queue(application=application, kind=Kind.WITHDRAWN)
    assert "the table of tasks is locked" in caplog.text
    assert state_of(row) == State.QUEUED
    outbox.send_due()
    assert state_of(row) == State.SENT


@pytest.mark.django_db(transaction=True)
def test_only_mail_without_a_delay_is_handed_to_the_worker_at_once(settings):
    settings.TASKS = NOBODY_WORKS
    application = make_application()
    now = outbox.queue(application=application, kind=Kind.WITHDRAWN)
    later = outbox.queue(application=application, kind=Kind.DECLINED, delay=datetime.timedelta(seconds=30))
    handed = [result.args for result in task_backends["default"].results if result.task == outbox.send_message]
    assert handed == [[application.messages.get(kind=Kind.RECEIVED).pk], [now.pk]]
    assert later.send_after > now.send_after


def test_a_sent_row_is_not_sent_again(message):
    outbox.send(message.pk)
    outbox.send(message.pk)
    outbox.send_due()
    assert len(mail.outbox) == 1
    assert state_of(message) == State.SENT


def test_a_row_in_another_worker_s_hands_is_left_alone(message):
    Message.objects.update(state=State.SENDING, claimed_at=timezone.now(), attempts=1)
    outbox.send(message.pk)
    outbox.send_due()
    assert mail.outbox == []
    assert state_of(message) == State.SENDING


def test_a_row_that_is_not_due_waits(message):
    Message.objects.update(send_after=timezone.now() + datetime.timedelta(seconds=30))
    outbox.send(message.pk)
    assert mail.outbox == []
    assert state_of(message) == State.QUEUED


@pytest.mark.django_db(transaction=True)
def test_no_claim_is_made_within_a_transaction(settings):
    settings.TASKS = NOBODY_WORKS
    message = make_application().messages.get()
    with pytest.raises(RuntimeError, match="durable"), transaction.atomic():
        outbox.send(message.pk)
    assert mail.outbox == []
    assert state_of(message) == State.QUEUED


@pytest.mark.django_db
def test_pauses_grow_until_it_is_given_up(dead_server):
    with time_machine.travel(NEW_YEARS_EVE, tick=False) as clock:
        message = make_application().messages.get()
        for attempt, pause in enumerate(outbox.PAUSES, start=1):
            outbox.send_due()
            assert state_of(message) == State.QUEUED
            assert message.attempts == attempt
            assert message.send_after == timezone.now() + pause
            clock.shift(pause - datetime.timedelta(seconds=1))
            outbox.send_due()
            assert (state_of(message), message.attempts) == (State.QUEUED, attempt)
            clock.shift(datetime.timedelta(seconds=1))
        outbox.send_due()
        assert (state_of(message), message.attempts) == (State.FAILED, len(outbox.PAUSES) + 1)
        clock.shift(datetime.timedelta(days=30))
        outbox.send_due()
    assert (state_of(message), message.attempts) == (State.FAILED, len(outbox.PAUSES) + 1)
    assert message.last_error.startswith("ConnectionRefusedError")
    assert list(Message.objects.needing_attention()) == [message]
    assert list(outbox.PAUSES) == sorted(outbox.PAUSES)


def test_pauses_outlast_a_weekend():
    friday_evening = datetime.datetime(2026, 11, 27, 18, 0, tzinfo=datetime.UTC)
    monday_morning = datetime.datetime(2026, 11, 30, 9, 0, tzinfo=datetime.UTC)
    assert friday_evening + sum(outbox.PAUSES, datetime.timedelta()) > monday_morning


@pytest.mark.django_db
def test_a_run_ends_when_the_server_is_out_of_reach(dead_server):
    opportunity = make_opportunity()
    for _number in range(3):
        make_application(opportunity)
    outbox.send_due()
    assert sorted(Message.objects.values_list("attempts", flat=True)) == [0, 0, 1]


@pytest.mark.django_db
def test_a_row_that_can_be_no_mail_does_not_stop_the_others():
    opportunity = make_opportunity()
    first, second = make_application(opportunity).messages.get(), make_application(opportunity).messages.get()
    Message.objects.filter(pk=first.pk).update(subject="Two\nlines")
    outbox.send_due()
    assert (state_of(first), state_of(second)) == (State.FAILED, State.SENT)
    assert first.last_error.startswith("BadHeaderError")


@pytest.mark.django_db
def test_a_run_is_bounded_and_the_next_one_goes_on():
    message = make_application().messages.get()
    copies = [Message(**{**_fields(message), "subject": f"Copy {number}"}) for number in range(outbox.BATCH)]
    Message.objects.bulk_create(copies)
    outbox.send_due()
    assert len(mail.outbox) == outbox.BATCH
    outbox.send_due()
    assert len(mail.outbox) == outbox.BATCH + 1


def _fields(message: Message) -> dict:
    names = ("application_id", "kind", "language", "recipient", "subject", "body_text", "body_html")
    return {name: getattr(message, name) for name in names}


def claimed_long_ago(message: Message, **fields) -> None:
    long_ago = timezone.now() - datetime.timedelta(hours=1)
    Message.objects.filter(pk=message.pk).update(state=State.SENDING, claimed_at=long_ago, attempts=1, **fields)


def test_a_stale_claim_that_was_not_handed_over_is_sent_again(message):
    claimed_long_ago(message)
    with time_machine.travel(NEW_YEARS_EVE, tick=False) as clock:
        outbox.recover()
        assert (state_of(message), message.claimed_at) == (State.QUEUED, None)
        clock.shift(outbox.PAUSES[0])
        outbox.send_due()
    assert (state_of(message), message.attempts) == (State.SENT, 2)
    assert len(mail.outbox) == 1


def test_a_stale_claim_that_was_handed_over_is_left_to_a_person(message):
    claimed_long_ago(message, handed_over_at=timezone.now() - datetime.timedelta(minutes=59))
    outbox.send_due()
    assert state_of(message) == State.UNCLEAR
    outbox.send_due()
    assert mail.outbox == []
    assert list(Message.objects.needing_attention()) == [message]


def test_a_claim_that_kills_every_worker_is_given_up(message):
    claimed_long_ago(message)
    Message.objects.update(attempts=len(outbox.PAUSES) + 1)
    outbox.recover()
    assert state_of(message) == State.FAILED


def test_a_fresh_claim_is_not_taken_back(message):
    Message.objects.update(state=State.SENDING, claimed_at=timezone.now(), attempts=1)
    outbox.recover()
    assert state_of(message) == State.SENDING


def test_what_is_no_longer_true_is_stopped(message):
    stopped = outbox.supersede(application=message.application, kinds={Kind.RECEIVED, Kind.ACCEPTED})
    assert stopped == [Kind.RECEIVED]
    outbox.send_due()
    assert state_of(message) == State.SUPERSEDED
    assert mail.outbox == []


def test_other_kinds_and_other_applications_are_not_stopped(message):
    other = make_application().messages.get()
    assert outbox.supersede(application=message.application, kinds=outbox.DECISIONS) == []
    assert (state_of(message), state_of(other)) == (State.QUEUED, State.QUEUED)


def test_what_has_gone_out_is_not_stopped(message):
    outbox.send(message.pk)
    assert outbox.supersede(application=message.application, kinds={Kind.RECEIVED}) == []
    assert state_of(message) == State.SENT


def test_a_sending_that_was_overtaken_and_failed_is_not_tried_again(message):
    claimed_long_ago(message)
    assert outbox.supersede(application=message.application, kinds={Kind.RECEIVED}) == []
    assert state_of(message) == State.SENDING
    outbox.recover()
    assert state_of(message) == State.SUPERSEDED


@pytest.mark.parametrize("state", [State.SENT, State.FAILED, State.UNCLEAR])
def test_staff_can_send_a_message_again(message, state):
    now = timezone.now()
    sent_at = now if state == State.SENT else None
    Message.objects.update(state=state, sent_at=sent_at, handed_over_at=now, attempts=1)
    Application.objects.update(email="corrected@example.kz")
    reviewer = make_reviewer()
    copy = outbox.resend(message=message, by=reviewer)
    outbox.send_due()
    copy.refresh_from_db()
    assert (copy.state, copy.resent_from, copy.resent_by) == (State.SENT, message, reviewer)
    assert copy.message_id != message.message_id
    assert [(sent.to, sent.body) for sent in mail.outbox] == [(["corrected@example.kz"], message.body_text)]
    assert state_of(message) == state


@pytest.mark.parametrize("state", [State.QUEUED, State.SENDING, State.SUPERSEDED])
def test_what_is_on_its_way_or_no_longer_true_is_not_sent_again(message, state):
    Message.objects.update(state=state, claimed_at=timezone.now())
    with pytest.raises(outbox.CannotResend):
        outbox.resend(message=message, by=make_reviewer())
    assert Message.objects.get() == message


def test_a_second_click_on_send_again_sends_once(message):
    outbox.send(message.pk)
    reviewer = make_reviewer()
    outbox.resend(message=message, by=reviewer)
    with pytest.raises(outbox.CannotResend):
        outbox.resend(message=message, by=reviewer)
    outbox.send_due()
    assert len(mail.outbox) == 2
    outbox.resend(message=message, by=reviewer)
    assert message.resent_as.count() == 2


@pytest.mark.parametrize(
    "fields",
    [{"state": "sent"}, {"state": "sending"}, {"state": "unclear"}, {"state": "lost"}, {"sent_at": NEW_YEARS_EVE}],
)
def test_the_database_refuses_a_row_that_contradicts_itself(message, fields):
    with pytest.raises(IntegrityError), transaction.atomic():
        Message.objects.update(**fields)
