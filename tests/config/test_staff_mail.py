"""What Wagtail writes to staff goes by the worker, and no mail server holds up an editor."""

import datetime

import pytest
from django.core import mail
from django.core.mail import EmailMultiAlternatives
from django.urls import reverse
from django.utils import timezone
from django_tasks_db.models import DBTaskResult
from wagtail.admin.mail import send_mail
from wagtail.models import PageSubscription

from config import staff_mail
from tests.home import factories
from tests.home.test_admin import page_form
from tests.smtp_sink import RECIPIENT, TEXT, SmtpSink
from tests.volunteers.staff import browser_of, make_member
from volunteers.domain import delivery

pytestmark = pytest.mark.django_db

SMTP = "django.core.mail.backends.smtp.EmailBackend"
LETTER = {"subject": "Пікір", "body": "Күні дұрыс па?", "from_email": "site@example.kz", "to": ["editor@example.kz"]}


@pytest.fixture(autouse=True)
def _work_waits(settings):
    settings.EMAIL_BACKEND = "config.staff_mail.StaffMailBackend"
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}


@pytest.fixture
def use(settings):
    def point_at(port):
        settings.DELIVERY_BACKEND = SMTP
        settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_TIMEOUT = "127.0.0.1", port, 10

    return point_at


def kept():
    return DBTaskResult.objects.filter(task_path="config.staff_mail.hand_over")


def carry_out(row):
    staff_mail.hand_over.call(*row.args_kwargs["args"], **row.args_kwargs["kwargs"])


def save_comment():
    """By a moderator, beside a page whose comments an editor follows."""
    news = factories.make_news(factories.make_news_index(factories.make_home()))
    PageSubscription.objects.create(user=make_member("Editors"), page=news, comment_notifications=True)
    comment = {"contentpath": "title", "text": "Күні дұрыс па?", "position": "", "resolved": "", "id": "", "DELETE": ""}
    replies = {f"replies-{name}": "0" for name in ("TOTAL_FORMS", "INITIAL_FORMS", "MIN_NUM_FORMS", "MAX_NUM_FORMS")}
    fields = {f"comments-0-{name}": value for name, value in {**comment, **replies}.items()}
    form = page_form(title=news.title, slug=news.slug) | {"comments-TOTAL_FORMS": 1} | fields
    return browser_of(make_member("Moderators")).post(reverse("wagtailadmin_pages:edit", args=[news.pk]), form)


def test_a_comment_is_saved_though_the_mail_server_is_dead_and_told_when_it_lives(use, unused_port):
    use(unused_port)

    response = save_comment()

    assert response.status_code == 302
    with SmtpSink() as sink:
        use(sink.port)
        carry_out(kept().get())
    assert "Күні дұрыс па?" in sink.taken[0].get_content()


def test_without_the_worker_between_them_the_editor_pays_for_it(use, unused_port, settings):
    """The control of the test above."""
    use(unused_port)
    settings.EMAIL_BACKEND = SMTP

    with pytest.raises(ConnectionRefusedError):
        save_comment()


def test_a_mail_comes_as_it_was_written(settings):
    letter = EmailMultiAlternatives(
        **LETTER, reply_to=["other@example.kz"], bcc=["third@example.kz"], headers={"Auto-Submitted": "auto-generated"}
    )
    letter.attach_alternative("<p>Күні дұрыс па?</p>", "text/html")
    written = letter.message()
    letter.send()
    assert mail.outbox == []

    carry_out(kept().get())

    (sent,) = mail.outbox
    assert sent.recipients() == letter.recipients()
    assert [part.get_payload() for part in sent.message().walk() if not part.is_multipart()] == [
        part.get_payload() for part in written.walk() if not part.is_multipart()
    ]
    assert [sent.message()[name] for name in ("Subject", "Reply-To", "Auto-Submitted")] == [
        written[name] for name in ("Subject", "Reply-To", "Auto-Submitted")
    ]


def test_a_link_for_a_new_password_is_kept_nowhere(client):
    editor = make_member("Editors")

    client.post(reverse("wagtailadmin_password_reset"), {"email": editor.email})

    assert ([sent.to for sent in mail.outbox], kept().count()) == ([[editor.email]], 0)


def test_it_is_tried_again_later_and_at_last_given_up(use, unused_port, settings):
    use(unused_port)
    send_mail("Пікір", "Күні дұрыс па?", ["editor@example.kz"])
    row = kept().get()

    for pause in staff_mail.PAUSES:
        row.delete()
        before = timezone.now()
        carry_out(row)
        row = kept().get()
        assert before + pause <= row.run_after <= before + pause + datetime.timedelta(seconds=10)

    with pytest.raises(delivery.Unreachable):
        carry_out(row)
    assert kept().count() == 1


@pytest.mark.parametrize(
    ("sink", "error"),
    [
        (SmtpSink(replies={RECIPIENT: "550 no such mailbox"}), delivery.NotTaken),
        (SmtpSink(hang_up_at=TEXT), delivery.PerhapsTaken),
    ],
    ids=["refused for good", "perhaps taken"],
)
def test_what_another_attempt_would_not_mend_is_not_tried_again(use, sink, error):
    send_mail("Пікір", "Күні дұрыс па?", ["editor@example.kz"])

    with sink:
        use(sink.port)
        with pytest.raises(error):
            carry_out(kept().get())

    assert kept().count() == 1
