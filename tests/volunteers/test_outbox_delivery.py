"""The outbox against a real mail server: one that refuses, hangs up, is slow, and workers that die or meet."""

import os
import signal
import subprocess
import sys
import threading
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest
from django.db import connection, transaction
from django.utils import timezone

from tests.smtp_sink import DATA, GREETING, HELLO, PATIENCE, RECIPIENT, SENDER, TEXT, SmtpSink
from tests.volunteers.factories import DAY, HOUR, make_application, make_opportunity
from volunteers.domain import outbox
from volunteers.models import Message

ROOT = Path(__file__).resolve().parents[2]
Kind, State = Message.Kind, Message.State

pytestmark = pytest.mark.django_db
# Other threads and processes see only what is committed.
with_other_workers = pytest.mark.django_db(transaction=True)

WORKER = """
import sys, django
django.setup()
from django.conf import settings
from django.db import connection
connection.settings_dict["NAME"] = sys.argv[1]
settings.DELIVERY_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", int(sys.argv[2])
from volunteers.domain import outbox
outbox.send(int(sys.argv[3]))
"""


@pytest.fixture(autouse=True)
def _nobody_works_by_itself(settings):
    settings.TASKS = {"default": {"BACKEND": "django_tasks.backends.dummy.DummyBackend"}}


@pytest.fixture
def use(settings) -> Callable[[SmtpSink], None]:
    def point_at(sink: SmtpSink) -> None:
        settings.DELIVERY_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_TIMEOUT = "127.0.0.1", sink.port, 10

    return point_at


@pytest.fixture
def message() -> Message:
    return make_application().messages.get()


def again(message: Message) -> Message:
    return Message.objects.get(pk=message.pk)


def make_due(message: Message) -> None:
    Message.objects.filter(pk=message.pk).update(send_after=timezone.now() - HOUR)


def let_an_hour_pass(message: Message) -> None:
    """For the row's claim, that is; the clock of a subprocess cannot be set."""
    row = again(message)
    handed_over_at = row.handed_over_at and row.handed_over_at - HOUR
    Message.objects.filter(pk=row.pk).update(claimed_at=row.claimed_at - HOUR, handed_over_at=handed_over_at)


def in_thread(work: Callable[[], object]) -> threading.Thread:
    def run() -> None:
        try:
            work()
        finally:
            connection.close()

    thread = threading.Thread(target=run)
    thread.start()
    return thread


def test_the_server_gets_one_mail_that_says_what_it_is(use, message, settings):
    settings.DEFAULT_FROM_EMAIL = "Erikti <volunteers@library.example.kz>"
    with SmtpSink() as sink:
        use(sink)
        outbox.send(message.pk)
    (mail,) = sink.taken
    assert mail["To"] == message.recipient
    assert mail["From"] == settings.DEFAULT_FROM_EMAIL
    assert mail["Subject"].strip() == message.subject
    assert mail["Message-ID"] == f"<{message.message_id}@library.example.kz>"
    assert mail["Auto-Submitted"] == "auto-generated"
    assert mail["Content-Language"] == "kk"
    text, html = mail.iter_parts()
    assert (text.get_content_type(), html.get_content_type()) == ("text/plain", "text/html")
    assert text.get_content().replace("\r\n", "\n").rstrip() == message.body_text.rstrip()
    assert html.get_content().replace("\r\n", "\n").rstrip() == message.body_html.rstrip()


FINAL, TEMPORARY = "550 5.1.1 no such mailbox", "451 4.7.1 greylisted, come back later"


@pytest.mark.parametrize(
    ("step", "reply", "state"),
    [
        (RECIPIENT, FINAL, State.FAILED),
        (TEXT, "554 5.7.1 looks like spam", State.FAILED),
        (DATA, "554 no valid recipients", State.FAILED),
        (RECIPIENT, TEMPORARY, State.QUEUED),
        (TEXT, TEMPORARY, State.QUEUED),
        (DATA, "421 closing", State.QUEUED),
        (SENDER, "550 5.7.1 log in first", State.QUEUED),
        (GREETING, "554 we are closed", State.QUEUED),
    ],
)
def test_a_refusal_is_final_only_when_it_is_about_this_mail(use, message, step, reply, state):
    with SmtpSink(replies={step: reply}) as sink:
        use(sink)
        outbox.send(message.pk)
    row = again(message)
    assert (row.state, row.attempts) == (state, 1)
    assert reply.split(" ", 1)[1] in row.last_error
    assert sink.taken == []


@pytest.mark.parametrize("step", [GREETING, HELLO, SENDER, RECIPIENT])
def test_a_line_that_breaks_before_the_text_is_tried_again(use, message, step):
    with SmtpSink(hang_up_at=step) as sink:
        use(sink)
        outbox.send(message.pk)
        assert again(message).state == State.QUEUED
        sink.hang_up_at = ""
        make_due(message)
        outbox.send_due()
    row = again(message)
    assert (row.state, row.attempts) == (State.SENT, 2)
    assert len(sink.taken) == 1


def test_a_line_that_breaks_after_the_text_is_left_to_a_person(use, message):
    with SmtpSink(hang_up_at=TEXT) as sink:
        use(sink)
        outbox.send(message.pk)
        assert again(message).state == State.UNCLEAR
        make_due(message)
        outbox.send_due()
    assert again(message).state == State.UNCLEAR
    assert len(sink.taken) == 1


def test_every_attempt_bears_the_same_message_id(use, message):
    with SmtpSink(replies={TEXT: TEMPORARY}) as sink:
        use(sink)
        outbox.send(message.pk)
        sink.replies = {}
        make_due(message)
        outbox.send(message.pk)
    (mail,) = sink.taken
    assert mail["Message-ID"].startswith(f"<{message.message_id}@")


def kill_a_worker(message: Message, sink: SmtpSink) -> None:
    """Kill -9 a worker of its own process when it has come to where the server holds it."""
    worker = subprocess.Popen(
        [sys.executable, "-c", WORKER, str(connection.settings_dict["NAME"]), str(sink.port), str(message.pk)],
        cwd=ROOT,
        env={
            **os.environ,
            "PYTHONPATH": f"{ROOT}{os.pathsep}{ROOT / 'site'}",
            "DJANGO_SETTINGS_MODULE": "config.settings.test",
        },
    )
    try:
        assert sink.reached.wait(PATIENCE)
    finally:
        worker.kill()
    assert worker.wait() == -signal.SIGKILL
    sink.hold_at = ""
    sink.go_on.set()


@with_other_workers
def test_a_worker_killed_before_it_offered_the_mail_loses_none_and_doubles_none(use, message):
    with SmtpSink(hold_at=GREETING) as sink:
        use(sink)
        kill_a_worker(message, sink)
        assert (again(message).state, again(message).handed_over_at) == (State.SENDING, None)
        outbox.send_due()  # too early: for all that is known the worker lives
        assert again(message).state == State.SENDING
        let_an_hour_pass(message)
        outbox.send_due()
        make_due(message)
        outbox.send_due()
    assert (again(message).state, again(message).attempts) == (State.SENT, 2)
    assert len(sink.taken) == 1


@with_other_workers
def test_a_worker_killed_with_the_mail_in_the_server_s_hands_is_not_followed_by_another(use, message):
    with SmtpSink(hold_at=TEXT) as sink:
        use(sink)
        kill_a_worker(message, sink)
        assert again(message).state == State.SENDING
        let_an_hour_pass(message)
        outbox.send_due()
        assert again(message).state == State.UNCLEAR
        make_due(message)
        outbox.send_due()
    assert again(message).state == State.UNCLEAR
    assert len(sink.taken) == 1


@with_other_workers
def test_a_worker_given_up_while_it_connected_stops_when_it_wakes(use, message):
    with SmtpSink(hold_at=GREETING) as sink:
        use(sink)
        slow = in_thread(lambda: outbox.send(message.pk))
        assert sink.reached.wait(PATIENCE)
        let_an_hour_pass(message)
        outbox.recover()
        sink.hold_at = ""
        make_due(message)
        outbox.send(message.pk)
        sink.go_on.set()
        slow.join()
    assert (again(message).state, again(message).attempts) == (State.SENT, 2)
    assert len(sink.taken) == 1


@with_other_workers
def test_what_a_slow_worker_knows_corrects_what_was_concluded_of_it(use, message):
    with SmtpSink(hold_at=TEXT) as sink:
        use(sink)
        slow = in_thread(lambda: outbox.send(message.pk))
        assert sink.reached.wait(PATIENCE)
        let_an_hour_pass(message)
        outbox.recover()
        assert again(message).state == State.UNCLEAR
        sink.go_on.set()
        slow.join()
    assert again(message).state == State.SENT


@with_other_workers
def test_a_decision_undone_while_its_mail_fails_is_not_sent_after_the_correction(use, message):
    with SmtpSink(hold_at=GREETING, hang_up_at=GREETING) as sink:
        use(sink)
        failing = in_thread(lambda: outbox.send(message.pk))
        assert sink.reached.wait(PATIENCE)
        assert outbox.supersede(application=message.application, kinds={Kind.RECEIVED}) == []
        sink.go_on.set()
        failing.join()
        sink.hang_up_at = ""
        make_due(message)
        outbox.send_due()
    assert again(message).state == State.SUPERSEDED
    assert sink.taken == []


def send_all_at_once(messages: list[Message], workers: int = 4) -> None:
    """Every worker sends every message, in the same order, so that they meet at each."""
    together = threading.Barrier(workers)

    def work() -> None:
        for message in messages:
            together.wait(PATIENCE)
            outbox.send(message.pk)

    for thread in [in_thread(work) for _number in range(workers)]:
        thread.join()


def make_messages(count: int) -> list[Message]:
    opportunity = make_opportunity(begins_in=30 * DAY)
    return [make_application(opportunity).messages.get() for _number in range(count)]


@with_other_workers
def test_workers_that_meet_at_a_row_send_it_once(use):
    messages = make_messages(8)
    with SmtpSink() as sink:
        use(sink)
        send_all_at_once(messages)
    assert Counter(mail["To"] for mail in sink.taken) == {message.recipient: 1 for message in messages}
    assert set(Message.objects.values_list("state", "attempts")) == {(State.SENT, 1)}


@with_other_workers
def test_workers_that_take_a_row_without_a_claim_send_it_more_than_once(use, monkeypatch):
    """The control: the meeting above is one at which mail could be doubled."""
    messages = make_messages(8)
    monkeypatch.setattr(outbox, "_claim", lambda pk: Message.objects.due().filter(pk=pk).first())
    monkeypatch.setattr(outbox, "_mark_handed_over", lambda row: True)
    with SmtpSink() as sink:
        use(sink)
        send_all_at_once(messages)
    assert len(sink.taken) > len(messages)


@with_other_workers
def test_a_message_is_either_stopped_or_sent_and_never_both(use):
    messages = make_messages(12)
    stopped = {}
    together = threading.Barrier(2)

    def send() -> None:
        for message in messages:
            together.wait(PATIENCE)
            outbox.send(message.pk)

    def stop() -> None:
        for message in messages:
            together.wait(PATIENCE)
            with transaction.atomic():
                stopped[message.recipient] = bool(
                    outbox.supersede(application=message.application, kinds={Kind.RECEIVED})
                )

    with SmtpSink() as sink:
        use(sink)
        for thread in [in_thread(send), in_thread(stop)]:
            thread.join()
    arrived = {mail["To"] for mail in sink.taken}
    assert arrived == {recipient for recipient, was_stopped in stopped.items() if not was_stopped}
    states = dict(Message.objects.values_list("recipient", "state"))
    assert states == {
        recipient: State.SUPERSEDED if was_stopped else State.SENT for recipient, was_stopped in stopped.items()
    }
