"""What the clock starts: each task does its work, twice does no harm, and one bad row stops no other."""

import datetime
import signal

import pytest
import time_machine
from django.core import mail
from django.core.files.base import ContentFile
from django.core.files.storage import FileSystemStorage
from django.core.management import call_command
from django.utils import timezone
from django_tasks import TaskResultStatus

from tests.volunteers.factories import DAY, HOUR, make_application, make_opportunity
from volunteers import tasks
from volunteers.domain import retention
from volunteers.models import ApplicationFile, Message
from volunteers.states import State

pytestmark = pytest.mark.django_db


def run(task) -> None:
    result = task.enqueue()
    assert result.status == TaskResultStatus.SUCCESSFUL, result.errors


def upload(age: datetime.timedelta, **fields) -> ApplicationFile:
    opportunity = fields.pop("opportunity", None) or make_opportunity()
    return ApplicationFile.objects.create(
        opportunity=opportunity,
        key="letter",
        file=ContentFile(b"%PDF-1.7 personal", name="letter.pdf"),
        original_name="letter.pdf",
        content_type="application/pdf",
        size=17,
        uploaded_at=timezone.now() - age,
        **fields,
    )


@pytest.fixture
def _signals_as_before():
    """The worker takes the signals for itself, and here it is a guest."""
    before = {number: signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM, signal.SIGQUIT)}
    yield
    for number, handler in before.items():
        signal.signal(number, handler)


@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("_signals_as_before")
def test_the_worker_sends_what_an_application_left_in_its_queue(settings):
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
    application = make_application()
    assert mail.outbox == []
    call_command("db_worker", batch=True, interval=0, startup_delay=False, reload=False, verbosity=0)
    assert [sent.to for sent in mail.outbox] == [[application.email]]
    assert application.messages.get().state == Message.State.SENT


def test_due_messages_are_sent():
    application = make_application()
    run(tasks.send_due_messages)
    run(tasks.send_due_messages)
    assert [sent.to for sent in mail.outbox] == [[application.email]]
    assert application.messages.get().state == Message.State.SENT


def test_what_nobody_decided_expires_when_it_is_over():
    application = make_application(make_opportunity(begins_in=DAY))
    run(tasks.expire_applications)
    application.refresh_from_db()
    assert application.state == State.SUBMITTED
    with time_machine.travel(timezone.now() + 2 * DAY):
        run(tasks.expire_applications)
        run(tasks.expire_applications)
    application.refresh_from_db()
    assert application.state == State.EXPIRED
    assert application.messages.filter(kind=Message.Kind.EXPIRED).count() == 1


def test_a_file_whose_form_was_never_sent_is_deleted_from_the_store_too():
    abandoned = upload(retention.UPLOADS_WAIT + HOUR)
    waiting = upload(retention.UPLOADS_WAIT - HOUR)
    application = make_application()
    claimed = upload(30 * DAY, application=application, opportunity=application.opportunity)
    storage = abandoned.file.storage
    assert storage.exists(abandoned.file.name)
    run(tasks.delete_abandoned_uploads)
    run(tasks.delete_abandoned_uploads)
    assert set(ApplicationFile.objects.all()) == {waiting, claimed}
    assert [storage.exists(row.file.name) for row in (abandoned, waiting, claimed)] == [False, True, True]


def test_a_row_whose_file_is_gone_already_is_finished():
    abandoned = upload(2 * DAY)
    abandoned.file.storage.delete(abandoned.file.name)
    assert retention.delete_abandoned_uploads() == 1
    assert ApplicationFile.objects.count() == 0


def test_a_file_that_cannot_be_deleted_keeps_its_row_and_stops_no_other(monkeypatch, caplog):
    stuck, abandoned = upload(3 * DAY), upload(2 * DAY)
    delete = FileSystemStorage.delete

    def fail_once(self, name):
        if name == stuck.file.name:
            raise PermissionError("read-only")
        delete(self, name)

    monkeypatch.setattr(FileSystemStorage, "delete", fail_once)
    assert retention.delete_abandoned_uploads() == 1
    assert ApplicationFile.objects.get() == stuck
    assert not abandoned.file.storage.exists(abandoned.file.name)
    assert "could not be deleted" in caplog.text
