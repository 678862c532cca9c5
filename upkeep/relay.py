"""Write to the group: a message goes to the mailbox of the group, and its writer never learns which that is.

Nothing is kept of a message that was delivered. One that could not be is kept for 24 hours at most, and tried again.
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.mail.message import sanitize_address
from django.core.validators import validate_email
from django.template.loader import render_to_string
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from groups.models import Contact
from upkeep.mailing import Outcome, send
from upkeep.models import UndeliveredMessage

KEPT = timedelta(hours=24)
PAUSE = timedelta(minutes=20)  # between two tries; longer than the longest that a mail server may take


class Delivery(StrEnum):
    """What became of a message."""

    DELIVERED = "delivered"
    KEPT = "kept"  # for a day, and tried again
    REFUSED = "refused"  # the mailbox takes nothing, and nothing is kept


@dataclass(frozen=True, slots=True)
class Message:
    """What somebody writes, how they would like to be answered, and in which language they read the site."""

    text: str
    reply_to: str
    language: str


@dataclass(slots=True)
class Tried:
    """What became of the messages that this run has tried again; `waiting` ones could not be delivered now either."""

    delivered: int = 0
    waiting: int = 0
    given_up: int = 0


def relay(contact: Contact, message: Message, now: datetime) -> Delivery:
    """Deliver a message, or keep it for a day."""
    outcome = deliver(contact, message)
    if outcome is Outcome.SENT:
        return Delivery.DELIVERED
    if outcome is Outcome.REFUSED:
        return Delivery.REFUSED
    # Also where it may have gone: rather twice than never.
    kept = {"text": message.text, "reply_to": message.reply_to, "language": message.language}
    UndeliveredMessage.objects.create(contact=contact, written_at=now, tried_at=now, **kept)
    return Delivery.KEPT


def deliver(contact: Contact, message: Message) -> Outcome:
    """Send it on, in the language in which it was written."""
    with translation.override(message.language):
        text = render_to_string("upkeep/mail/message.txt", {"message": message, "is_mail": is_mail(message.reply_to)})
        subject = _("A message through the website")
    reply_to = [message.reply_to] if is_mail(message.reply_to) else []
    return send(to=contact.value, subject=subject, text=text, reply_to=reply_to)


def is_mail(text: str) -> bool:
    """Whether an answer can go there by mail; a number or words stand only in the text, and so does an address of letters that no
    mail can carry."""
    try:
        validate_email(text)
        sanitize_address(text, settings.DEFAULT_CHARSET)
    except (ValidationError, ValueError):
        return False
    return True


def forget_messages(now: datetime) -> int:
    """Delete what has waited for a day; how many."""
    return UndeliveredMessage.objects.filter(written_at__lte=now - KEPT).delete()[0]


def try_again(now: datetime) -> Tried:
    """Deliver what waits. Two commands at once do not deliver the same: each says first what it takes."""
    tried = Tried(given_up=forget_messages(now))
    for kept in UndeliveredMessage.objects.filter(tried_at__lte=now - PAUSE).select_related("contact"):
        mine = UndeliveredMessage.objects.filter(pk=kept.pk, tried_at=kept.tried_at).update(tried_at=now)
        if mine:
            try_one(kept, tried, timezone.localdate(now))
    return tried


def try_one(kept: UndeliveredMessage, tried: Tried, today: date) -> None:
    """A mailbox whose owner has meanwhile taken back the consent gets nothing."""
    outcome = Outcome.REFUSED
    if Contact.objects.taking_messages(today).filter(pk=kept.contact_id).exists():
        outcome = deliver(kept.contact, Message(kept.text, kept.reply_to, kept.language))
    if outcome is Outcome.SENT:
        tried.delivered += 1
    elif outcome is Outcome.REFUSED:
        tried.given_up += 1
    else:
        tried.waiting += 1
        return
    UndeliveredMessage.objects.filter(pk=kept.pk).delete()
