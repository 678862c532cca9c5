"""The links of our mails: signed, each for one thing and one person."""

from datetime import datetime, timedelta

from django.conf import settings
from django.core import signing
from django.urls import reverse
from django.utils.crypto import salted_hmac

from accounts.models import User
from upkeep.models import Ask

CONFIRM, STOP = "upkeep.confirm", "upkeep.stop"  # what is signed for one is nothing for the other
VALID = timedelta(days=45)
MARK_LENGTH = 12  # hexadecimal digits


def address_mark(user: User) -> str:
    """Changes with the mail address: links in a mailbox that is not theirs any more open nothing. Without SECRET_KEY nobody can try
    out whose link it is that stands in a log."""
    return salted_hmac("upkeep.address_mark", user.email, algorithm="sha256").hexdigest()[:MARK_LENGTH]


def confirm_token(ask: Ask) -> str:
    """What the link to one listing contains."""
    return signing.Signer(salt=CONFIRM).sign_object([ask.pk, address_mark(ask.user)])


def ask_of(token: str, now: datetime) -> Ask | None:
    """The question that a link is about; None for one that we did not sign, whose mail is too old, or whose address has changed.
    Whether its holder still holds the listing is asked elsewhere, each time."""
    try:
        key, mark = signing.Signer(salt=CONFIRM).unsign_object(token)
    except signing.BadSignature:
        return None
    asks = Ask.objects.filter(pk=key, digest__claimed_at__gt=now - VALID)
    ask = asks.select_related("user", "meeting__group__service_body", "digest").first()
    return ask if ask and address_mark(ask.user) == mark else None


def stop_token(user: User) -> str:
    """What the link that stops these mails contains. It does not expire: it must work as long as somebody finds such a mail."""
    return signing.Signer(salt=STOP).sign_object([user.pk, address_mark(user)])


def user_of(token: str) -> User | None:
    """Whose mails a link stops; None for one that we did not sign."""
    try:
        key, mark = signing.Signer(salt=STOP).unsign_object(token)
    except signing.BadSignature:
        return None
    user = User.objects.filter(pk=key, is_active=True).first()
    return user if user and address_mark(user) == mark else None


def absolute(name: str, *parts: str) -> str:
    """The whole address of a page, as mails say it."""
    return f"{settings.SITE_ADDRESS}{reverse(name, args=parts)}"
