"""A clinic asks for an account; an administrator who has looked whether it is one invites it, or not."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.care import MembershipRole
from accounts.models import User
from groups.actions import save_service_body
from groups.kinds import BodyKind
from groups.models import ServiceBody
from history.road import WORKPLACE
from referrals.kinds import RequestState
from referrals.models import AccountRequest
from upkeep.invitation_mail import mail_invitations
from upkeep.inviting import Offer, invite
from upkeep.terms import USUAL

FIELDS = ("organisation", "town", "website", "mail")


def file_request(said: dict[str, str], *, language: str) -> None:
    """Keep what was asked; whoever asks again while it waits changes nothing."""
    wanted = {name: said[name] for name in FIELDS}
    AccountRequest.objects.get_or_create(**wanted, state=RequestState.OPEN, defaults={"language": language})


def invite_clinic(request: AccountRequest, *, by: User) -> bool:
    """Make its service body and invite its first editor; whether the mail went out. Raises ValidationError, where it was decided
    already or its mailbox is forgotten."""
    with transaction.atomic():
        waiting = open_request(request)
        body = ServiceBody(name=waiting.organisation, kind=BodyKind.CLINIC, country=waiting.country, website=waiting.website)
        save_service_body(body, by=by, source=WORKPLACE)
        invitations = invite([first_editor(waiting, body)], by=by, source=WORKPLACE)
        decided(waiting, RequestState.INVITED)
    return mail_invitations(invitations)  # outside of the transaction: a mail cannot be taken back


def first_editor(request: AccountRequest, body: ServiceBody) -> Offer:
    return Offer(
        charge=body,
        role=MembershipRole.EDITOR,
        email=request.mail,
        language=request.language,
        ends_on=timezone.localdate() + USUAL,
    )


def decline(request: AccountRequest) -> None:
    """Nobody is written to; the mailbox is forgotten. Raises ValidationError where it was decided already."""
    with transaction.atomic():
        decided(open_request(request), RequestState.DECLINED)


def open_request(request: AccountRequest) -> AccountRequest:
    """The row, locked, as long as it waits. Raises ValidationError."""
    waiting = AccountRequest.objects.select_for_update().get(pk=request.pk)
    if waiting.state != RequestState.OPEN:
        raise ValidationError(_("Somebody has decided this already."))
    if not waiting.mail:
        raise ValidationError(_("Its mail address was deleted after 90 days. Ask the organisation to write once more."))
    return waiting


def decided(request: AccountRequest, state: RequestState) -> None:
    AccountRequest.objects.filter(pk=request.pk).update(state=state, mail="")
