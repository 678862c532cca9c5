"""A mail server of the tests' own: what the site sends goes through SMTP and is read here as it arrived."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from email import message_from_bytes, policy
from email.message import EmailMessage
from socket import socket
from time import monotonic, sleep

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session
from django.test import override_settings

PATIENCE_SECONDS = 10


class Mailbox:
    """All that arrived, oldest first; `recipients` are those of the envelope, one list a message."""

    def __init__(self) -> None:
        self.messages: list[EmailMessage] = []
        self.recipients: list[list[str]] = []
        self.refusal = ""

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802  # aiosmtpd's name
        if self.refusal:
            return self.refusal
        message = message_from_bytes(envelope.original_content or b"", policy=policy.default)
        assert isinstance(message, EmailMessage)
        self.recipients.append(list(envelope.rcpt_tos))
        self.messages.append(message)
        return "250 OK"

    def refuse(self, answer: str = "451 Try again later") -> None:
        """From now on the server takes nothing."""
        self.refusal = answer

    def wait_for(self, wanted: int | Callable[[EmailMessage], bool] = 1) -> EmailMessage:
        """The newest message, once there are so many; or the newest that fits. AssertionError after ten seconds."""
        until = monotonic() + PATIENCE_SECONDS
        while monotonic() < until:
            fitting = self.messages if isinstance(wanted, int) else [one for one in self.messages if wanted(one)]
            if len(fitting) >= (wanted if isinstance(wanted, int) else 1):
                return fitting[-1]
            sleep(0.02)
        raise AssertionError(f"No such mail: {[str(one['Subject']) for one in self.messages]}")


def text_of(message: EmailMessage) -> str:
    """The plain text of a message."""
    body = message.get_body(("plain",))
    assert body is not None
    return str(body.get_content())


def free_port() -> int:
    with socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return int(taken.getsockname()[1])


@contextmanager
def mail_server() -> Iterator[Mailbox]:
    """An SMTP server on a free port, to which the site sends as long as this lasts."""
    mailbox = Mailbox()
    port = free_port()
    controller = Controller(mailbox, hostname="127.0.0.1", port=port)
    controller.start()
    try:
        backend = "django.core.mail.backends.smtp.EmailBackend"
        with override_settings(EMAIL_BACKEND=backend, EMAIL_HOST="127.0.0.1", EMAIL_PORT=port, EMAIL_USE_TLS=False):
            yield mailbox
    finally:
        controller.stop()
