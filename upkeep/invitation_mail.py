"""The mails about invitations: in the language of whoever gets them, with a subject that tells a glance at the phone nothing."""

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext as _

from accounts.care import MembershipRole
from accounts.models import User
from languages.dates import date_text
from upkeep.charges import MAY, charge_of
from upkeep.inviting import link
from upkeep.mailing import Outcome, send
from upkeep.models import Invitation


@dataclass(frozen=True, slots=True)
class OfferedRole:
    """A role as it is told to whoever may take it."""

    role: str
    may: str
    on: str
    starts_on: str
    ends_on: str


def offered(invitation: Invitation) -> OfferedRole:
    """In the active language. The first day is told where it is not the day on which the role is taken."""
    return OfferedRole(
        role=invitation.get_role_display(),
        may=str(MAY[MembershipRole(invitation.role)]),
        on=str(charge_of(invitation)),
        starts_on=date_text(invitation.starts_on) if invitation.starts_on else "",
        ends_on=date_text(invitation.ends_on),
    )


def inviter(invitation: Invitation) -> str:
    """By whom, without a mail address."""
    by = invitation.invited_by
    name = by.display_name if by else ""
    if name:
        return name
    return _("An administrator of this site") if by and by.is_superuser else _("An editor of these listings")


def mail_invitations(invitations: list[Invitation]) -> bool:
    """Mail the one link of these; False where that failed."""
    first = invitations[0]
    with translation.override(language_of(first)):
        context = {
            "inviter": inviter(first),
            "roles": [offered(one) for one in invitations],
            "link": link(first),
            "open_until": date_text(min(one.open_until for one in invitations)),
        }
        return could_send(first.email, _("An invitation for you"), "upkeep/mail/invitation.txt", context)


def mail_account_made(user: User) -> bool:
    """Tell the owner of a mailbox that there is an account for it now: the link may have been passed on by hand."""
    with translation.override(user.language or settings.LANGUAGE_CODE):
        return could_send(user.email, _("Your account"), "upkeep/mail/invitation_taken.txt", {})


def language_of(invitation: Invitation) -> str:
    return invitation.language if invitation.language in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE


def could_send(address: str, subject: str, template: str, context: dict[str, Any]) -> bool:
    """Send a plain text of ours. What goes wrong is in the log."""
    known = {"site_name": settings.SITE_NAME, "site_address": settings.SITE_ADDRESS}
    text = render_to_string(template, {**known, **context})
    return send(to=address, subject=subject, text=text) in {Outcome.SENT, Outcome.UNCERTAIN}
