"""Work that the clock starts. Each task looks at what is due when it runs, so running it twice does no harm."""

from django_tasks import task

from volunteers.domain import applications, outbox, retention


@task()
def send_due_messages() -> None:
    outbox.send_due()


@task()
def expire_applications() -> None:
    applications.expire_overdue()


@task()
def delete_abandoned_uploads() -> None:
    retention.delete_abandoned_uploads()
