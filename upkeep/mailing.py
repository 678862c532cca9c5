"""How every mail of this room is sent, and what became of it. Who it went to and what it said is never logged."""

import logging
from collections.abc import Mapping, Sequence
from enum import StrEnum
from smtplib import SMTPException, SMTPRecipientsRefused, SMTPResponseException

from django.core.mail import EmailMessage, get_connection

logger = logging.getLogger(__name__)
PERMANENT = 500  # from here on a mail server says "never", below "not now" (RFC 5321)


class Outcome(StrEnum):
    SENT = "sent"
    # The mail server did not answer or did not let us in: nothing has left.
    UNREACHABLE = "unreachable"
    # It did not take this mail: not now, or never.
    LATER = "later"
    REFUSED = "refused"
    # The connection broke while it took it: the mail may have gone, or not.
    UNCERTAIN = "uncertain"


def send(*, to: str, subject: str, text: str, headers: Mapping[str, str] | None = None, reply_to: Sequence[str] = ()) -> Outcome:
    """Send one plain mail. Raises nothing for what a mail server may do."""
    connection = get_connection()
    try:
        connection.open()
    except OSError as error:  # SMTPException is one
        return told(Outcome.UNREACHABLE, error)
    mail = EmailMessage(
        " ".join(subject.split()),  # a header is one line
        text,
        to=[to],
        reply_to=list(reply_to),
        headers={"Auto-Submitted": "auto-generated", **(headers or {})},
        connection=connection,
    )
    try:
        mail.send()
    except OSError as error:
        return told(outcome_of(error), error)
    except ValueError as error:  # an address that looks like one, but cannot stand in a mail
        return told(Outcome.REFUSED, error)
    finally:
        close(connection)
    return Outcome.SENT


def outcome_of(error: OSError) -> Outcome:
    """What an error says of where the mail is now."""
    if isinstance(error, SMTPRecipientsRefused):
        codes = [code for code, _answer in error.recipients.values()]
    elif isinstance(error, SMTPResponseException):
        codes = [error.smtp_code]
    else:
        return Outcome.UNCERTAIN
    return Outcome.REFUSED if min(codes, default=0) >= PERMANENT else Outcome.LATER


def told(outcome: Outcome, error: Exception) -> Outcome:
    """Log that a mail did not go. Of the error only its kind: its text may hold the address."""
    logger.warning("A mail was not sent: %s (%s)", outcome, type(error).__name__)
    return outcome


def close(connection: object) -> None:
    """Say goodbye to the mail server; what it answers to that changes nothing any more."""
    try:
        connection.close()  # type: ignore[attr-defined]  # every backend has it
    except (OSError, SMTPException) as error:
        logger.info("The mail server did not say goodbye (%s)", type(error).__name__)
