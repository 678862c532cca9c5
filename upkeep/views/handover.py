"""The handover: my roles, the successor, the day, the contacts, and a checklist to print."""

from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from groups.models import Membership
from history.road import WORKPLACE
from history.scoped_admin import signed_in
from languages.dates import date_text
from upkeep.charges import charge_of, team_address
from upkeep.checklist import checklist_of
from upkeep.handing_over import give_to, invite_successor, may_be_handed_over, own_terms
from upkeep.handover_forms import HandoverForm, RolesForm, role_label
from upkeep.team_page import name_of
from upkeep.views.team import invited, shown


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnRole:
    """A role of whoever is at work. `change_address` is "" where an editor has to prolong or end it."""

    label: str
    until: str
    team_address: str
    change_address: str


def own_role(term: Membership, *, is_given_by_me: bool) -> OwnRole:
    return OwnRole(
        label=role_label(term),
        until=date_text(term.ends_on),
        team_address=team_address(charge_of(term)),
        change_address=reverse("admin:term", args=[term.pk]) if is_given_by_me else "",
    )


@require_safe
def handover(request: HttpRequest) -> HttpResponse:
    """My roles: those that I can hand over, and those that an editor gives."""
    user, today = signed_in(request), timezone.localdate()
    mine = may_be_handed_over(user, today)
    roles = [own_role(term, is_given_by_me=term in mine) for term in own_terms(user, today)]
    return shown(request, "handover", _("My roles"), roles=roles, form=RolesForm(terms=mine) if mine else None)


def chosen_terms(request: HttpRequest) -> list[Membership]:
    """The roles named in the address, each one's own and one that may be given; [] where nothing fitting is named."""
    form = RolesForm(request.GET, terms=may_be_handed_over(signed_in(request), timezone.localdate()))
    return form.chosen() if form.is_valid() else []


def address_with(name: str, terms: list[Membership]) -> str:
    return f"{reverse(name)}?{urlencode([('role', term.pk) for term in terms])}"


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def plan(request: HttpRequest) -> HttpResponse:
    """To whom, when, and with which contacts."""
    terms, user = chosen_terms(request), signed_in(request)
    if not terms:
        return HttpResponseRedirect(reverse("admin:handover"))
    form = HandoverForm(request.POST or None, terms=terms, giver=user, language=translation.get_language() or "")
    if form.is_valid():
        try:
            return carry_out(request, form, terms)
        except ValidationError as error:
            form.add_error(None, error)
    checklist = address_with("admin:handover_checklist", terms)
    roles = [role_label(term) for term in terms]
    return shown(request, "handover_plan", _("Hand over: to whom, and when"), form=form, roles=roles, checklist=checklist)


def carry_out(request: HttpRequest, form: HandoverForm, terms: list[Membership]) -> HttpResponse:
    """Give, or invite. Raises ValidationError."""
    user, given, successor = signed_in(request), form.handover(), form.successor_chosen()
    checklist = address_with("admin:handover_checklist", terms)
    if successor is None:
        contact = {"email": form.cleaned_data["email"], "language": form.cleaned_data["language"]}
        return invited(request, invite_successor(given, **contact, by=user, source=WORKPLACE), checklist)
    give_to(successor, given, by=user, source=WORKPLACE)
    day = date_text(given.starts_on or timezone.localdate())
    context = {"successor": name_of(successor), "day": day, "checklist": checklist}
    return shown(request, "handover_done", _("Handed over"), **context)


@require_safe
def checklist(request: HttpRequest) -> HttpResponse:
    """To print, and to talk through with the successor."""
    terms = chosen_terms(request)
    if not terms:
        return HttpResponseRedirect(reverse("admin:handover"))
    found = checklist_of(terms, signed_in(request), timezone.localdate())
    return shown(request, "handover_checklist", _("Checklist for a handover"), checklist=found)
