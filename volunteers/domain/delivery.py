"""Handing a mail to the mail server, and knowing afterwards who has it.

smtplib reports a broken line in the same words whether it broke before the mail or after it. The difference decides
whether sending again is right, so it is kept here, and every failure is one of three.
"""

from __future__ import annotations

import contextlib
import smtplib
from email.utils import parseaddr
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.core.mail import EmailMessage, EmailMultiAlternatives, get_connection
from django.core.mail.backends import smtp

if TYPE_CHECKING:
    from django.core.mail.backends.base import BaseEmailBackend

    from volunteers.models import Message

# How long to wait for "I have it" once the text is under way. A server that scans mail takes its time, and giving up
# on it leaves the mail in doubt (RFC 5321, 4.5.3.2.6, would wait ten minutes; a worker has other mail to send).
TEXT_TIMEOUT = 60  # seconds


class Unreachable(Exception):
    """There is no connection, so no mail was offered."""


class NotTaken(Exception):
    """The server does not have the mail. `is_final`: nor would it take it another time."""

    def __init__(self, reason: str, *, is_final: bool) -> None:
        super().__init__(reason)
        self.is_final = is_final


class PerhapsTaken(Exception):
    """The line broke off while the mail was in the server's hands."""


class _BrokenOff(smtplib.SMTPException):
    """The line broke while the text was under way."""


class _TellsHowFar:
    sock: Any

    def data(self, msg: Any) -> tuple[int, bytes]:
        self.sock.settimeout(TEXT_TIMEOUT)
        try:
            return super().data(msg)  # type: ignore[misc] # of the class that it is mixed into
        except smtplib.SMTPDataError:
            raise
        except OSError as error:
            raise _BrokenOff(describe(error)) from error


class _Smtp(_TellsHowFar, smtplib.SMTP):
    pass


class _SmtpOverTls(_TellsHowFar, smtplib.SMTP_SSL):
    pass


class SmtpBackend(smtp.EmailBackend):
    """Django's, with a connection that tells how far it came."""

    @property
    def connection_class(self) -> type[smtplib.SMTP]:
        return _SmtpOverTls if self.use_ssl else _Smtp


def open_connection() -> BaseEmailBackend:
    """Connected and logged in. Raises Unreachable.

    Failing to log in counts as unreachable too: the password can be put right while the mail waits.
    """
    is_smtp = settings.DELIVERY_BACKEND == "django.core.mail.backends.smtp.EmailBackend"
    connection = SmtpBackend() if is_smtp else get_connection(settings.DELIVERY_BACKEND)
    try:
        connection.open()
    except OSError as error:  # smtplib's and ssl's own are OSErrors as well
        close(connection)
        raise Unreachable(describe(error)) from error
    return connection


def close(connection: BaseEmailBackend) -> None:
    """Say goodbye. What becomes of that changes nothing for a mail that was taken or refused before."""
    with contextlib.suppress(OSError):
        connection.close()


def compose(message: Message) -> EmailMessage:
    """The mail as it goes over the line. Raises ValueError for what can be no mail."""
    domain = parseaddr(settings.DEFAULT_FROM_EMAIL)[1].rpartition("@")[2] or "localhost"
    mail = EmailMultiAlternatives(
        subject=message.subject,
        body=message.body_text,
        to=[message.recipient],
        headers={
            "Message-ID": f"<{message.message_id}@{domain}>",
            "Content-Language": message.language,
            # RFC 3834 and Exchange's own: no holiday answers to a machine.
            "Auto-Submitted": "auto-generated",
            "X-Auto-Response-Suppress": "All",
        },
    )
    mail.attach_alternative(message.body_html, "text/html")
    mail.message()  # Django checks headers and addresses only here.
    return mail


def hand_over(connection: BaseEmailBackend, mail: EmailMessage) -> None:
    """Returns when the server has taken the mail. Raises NotTaken or PerhapsTaken."""
    try:
        connection.send_messages([mail])
    except smtplib.SMTPRecipientsRefused as error:
        codes = [code for code, _reply in error.recipients.values()]
        raise NotTaken(describe(error), is_final=all(500 <= code < 600 for code in codes)) from error
    except smtplib.SMTPSenderRefused as error:
        # About our own address or login: wrong for every mail alike, and put right by us, not by giving up each one.
        raise NotTaken(describe(error), is_final=False) from error
    except smtplib.SMTPDataError as error:
        raise NotTaken(describe(error), is_final=500 <= error.smtp_code < 600) from error
    except _BrokenOff as error:
        raise PerhapsTaken(describe(error)) from error
    except Exception as error:
        # Over SMTP everything else happens before the text. Of a provider's backend we know nothing of the kind.
        if not isinstance(connection, SmtpBackend):
            raise PerhapsTaken(describe(error)) from error
        raise NotTaken(describe(error), is_final=isinstance(error, ValueError)) from error


def describe(error: BaseException) -> str:
    """For staff, in the server's own words."""
    return f"{type(error).__name__}: {error}"[:1000]
