"""Who keeps a group or service body: seeing it, inviting, prolonging, ending."""

from typing import Any

from django.contrib import admin
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from accounts.care import Right, in_care
from groups.models import Membership
from history.road import WORKPLACE
from history.scoped_admin import is_administrator, signed_in
from languages.dates import date_text
from upkeep.charges import Charge, charge_in_care, charge_of, team_address
from upkeep.invitation_forms import InviteForm, TermForm
from upkeep.invitation_mail import mail_invitations
from upkeep.inviting import Offer, invite, link, withdraw
from upkeep.models import Invitation
from upkeep.team_page import name_of, team_of
from upkeep.terms import end_now, is_last_editor, prolong


def shown(request: HttpRequest, template: str, title: str, **context: Any) -> HttpResponse:
    """A page of the workplace."""
    return TemplateResponse(request, f"upkeep/{template}.html", {**admin.site.each_context(request), "title": title, **context})


def charge_or_404(request: HttpRequest, kind: str, public_id: str, right: Right) -> Charge:
    """What is not in somebody's care is not found."""
    charge = charge_in_care(kind, public_id, signed_in(request), right)
    if charge is None:
        raise Http404
    return charge


@require_safe
def team(request: HttpRequest, kind: str, public_id: str) -> HttpResponse:
    charge = charge_or_404(request, kind, public_id, Right.VIEW)
    found = team_of(charge, signed_in(request), timezone.localdate())
    return shown(request, "team", _("Who keeps this: %(name)s") % {"name": charge}, team=found, kind=kind, public_id=public_id)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def invite_to(request: HttpRequest, kind: str, public_id: str) -> HttpResponse:
    """The answer to a good form shows the link, this once, to be passed on by hand where mail does not arrive."""
    charge = charge_or_404(request, kind, public_id, Right.EDIT)
    by = signed_in(request)
    form = InviteForm(request.POST or None, inviter=by, language=translation.get_language() or "")
    if form.is_valid():
        try:
            made = invite([Offer(charge=charge, **form.cleaned_data)], by=by, source=WORKPLACE)
        except ValidationError as error:
            form.add_error(None, error)
        else:
            return invited(request, made, team_address(charge))
    return shown(request, "team_invite", _("Invite: %(name)s") % {"name": charge}, form=form, back=team_address(charge))


def invited(request: HttpRequest, made: list[Invitation], back: str) -> HttpResponse:
    """What was done. The link itself is shown where no mail could be sent, and to administrators: whoever opens it takes the role
    under that mail address, and the mail is what proves whose address it is."""
    first, is_mailed = made[0], mail_invitations(made)
    return shown(
        request,
        "team_invited",
        _("Invited"),
        is_mailed=is_mailed,
        email=first.email,
        link=link(first) if is_administrator(request) or not is_mailed else "",
        until=date_text(min(one.open_until for one in made)),
        back=back,
    )


@require_http_methods(["GET", "HEAD", "POST"])
def term(request: HttpRequest, key: int) -> HttpResponse:
    """Move the last day of a term."""
    found = get_object_or_404(in_care(Membership, signed_in(request), Right.EDIT), pk=key)
    today, back = timezone.localdate(), team_address(charge_of(found))
    form = TermForm(request.POST or None, initial={"ends_on": found.ends_on})
    if form.is_valid():
        prolong(found, ends_on=form.cleaned_data["ends_on"], today=today, by=signed_in(request), source=WORKPLACE)
        return HttpResponseRedirect(back)
    warning = last_editor_warning(found, is_own=found.user_id == signed_in(request).pk)
    context = {"form": form, "term": found, "name": name_of(found.user), "back": back, "warning": warning}
    return shown(request, "team_term", _("Term of %(name)s") % {"name": name_of(found.user)}, **context)


@require_http_methods(["POST"])
def end_term(request: HttpRequest, key: int) -> HttpResponse:
    """Whoever ended their own last role has no way back into the workplace but by invitation."""
    by = signed_in(request)
    found = get_object_or_404(in_care(Membership, by, Right.EDIT), pk=key)
    end_now(found, today=timezone.localdate(), by=by, source=WORKPLACE)
    if found.user_id == by.pk:
        return shown(request, "team_goodbye", _("Your role has ended"))
    return HttpResponseRedirect(team_address(charge_of(found)))


def last_editor_warning(term: Membership, *, is_own: bool) -> str:
    """What follows where the last one who may edit goes; "" where others stay."""
    if not is_last_editor(term, timezone.localdate()):
        return ""
    if is_own:
        return _("You are the last editor here. When your role ends, nobody keeps these listings. Hand over first, if you can.")
    return _("This is the last editor here. When this role ends, nobody keeps these listings.")


@require_http_methods(["POST"])
def take_back(request: HttpRequest, key: int) -> HttpResponse:
    """From now on the link of an invitation does not work."""
    found = get_object_or_404(in_care(Invitation, signed_in(request), Right.EDIT), pk=key)
    withdraw(found, by=signed_in(request), source=WORKPLACE)
    return HttpResponseRedirect(team_address(charge_of(found)))
