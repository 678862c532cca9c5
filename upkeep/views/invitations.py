"""Taking an invitation. Opening the link changes nothing, for mail scanners open links too; what is sent does."""

from allauth.account.internal.flows.login import perform_password_login
from allauth.account.internal.flows.reauthentication import reauthenticate_by_password
from allauth.account.models import Login
from django.conf import settings
from django.contrib import admin
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts.models import User
from groups.models import Membership
from history.road import Road, RoadKind
from history.scoped_admin import signed_in
from upkeep.charges import charge_of
from upkeep.invitation_forms import NewAccountForm
from upkeep.invitation_mail import inviter, language_of, mail_account_made, offered
from upkeep.inviting import NotOpenError, accept, accept_as_new, invitation_of, waiting_with
from upkeep.models import Invitation

BY_LINK = Road(RoadKind.MAIL)
GONE = 410


@require_http_methods(["GET", "HEAD", "POST"])
def invitation(request: HttpRequest, token: str) -> HttpResponse:
    """In the language in which whoever invited wrote."""
    found = invitation_of(token)
    with translation.override(language_of(found) if found else translation.get_language()):
        request.LANGUAGE_CODE = translation.get_language() or settings.LANGUAGE_CODE
        if found is None or not waiting_with(found, timezone.localdate()):
            return gone(request, found)
        try:
            return open_invitation(request, found)
        except NotOpenError:
            found.refresh_from_db()
            return gone(request, found)


def open_invitation(request: HttpRequest, found: Invitation) -> HttpResponse:
    """Who has an account already signs in to it: a link alone opens nobody's account."""
    if isinstance(request.user, User):
        return for_signed_in(request, found, request.user)
    if User.objects.filter(email=found.email).exists():
        sign_in = f"{reverse('account_login')}?{urlencode({'next': request.path})}"
        return page(request, found, "sign_in", sign_in=sign_in)
    return for_newcomer(request, found)


def for_newcomer(request: HttpRequest, found: Invitation) -> HttpResponse:
    """An account is made, and whoever made it is signed in."""
    form = NewAccountForm(request.POST if request.method == "POST" else None, initial={"email": found.email})
    if not form.is_valid():
        return page(request, found, "new", form=form)
    given = form.cleaned_data
    user = accept_as_new(found, display_name=given["display_name"], password=given["password"], source=BY_LINK)
    mail_account_made(user)
    signed_in_now: HttpResponse = perform_password_login(
        request, {"email": user.email}, Login(user=user, redirect_url=reverse("admin:welcome"))
    )
    reauthenticate_by_password(request)  # it was typed just now: a passkey can be added without typing it again
    return signed_in_now


def for_signed_in(request: HttpRequest, found: Invitation, user: User) -> HttpResponse:
    """The role is for the account with the invited address, and for no other that happens to be signed in."""
    if user.email != found.email.lower():
        return page(request, found, "sign_out", here=request.path)
    if request.method != "POST":
        return page(request, found, "take")
    accept(found, user, source=BY_LINK)
    return HttpResponseRedirect(reverse("admin:welcome"))


def page(request: HttpRequest, found: Invitation, step: str, **context: object) -> HttpResponse:
    """What is offered, and what is to be done to take it."""
    roles = [offered(one) for one in waiting_with(found, timezone.localdate())]
    context = {"step": step, "roles": roles, "inviter": inviter(found), **context}
    return render(request, "upkeep/invitation.html", context)


def gone(request: HttpRequest, found: Invitation | None) -> HttpResponse:
    """Why the link does not work any more, as far as whoever has it may know."""
    if found is None:
        sentence = _("The link is not complete: it was cut off when it was copied, or the invitation has been deleted.")
    elif found.accepted_at:
        sentence = _("This invitation has been taken already.")
    elif found.withdrawn_at:
        sentence = _("This invitation has been taken back.")
    elif timezone.localdate() > min(found.open_until, found.ends_on):
        sentence = _("This invitation is too old.")
    else:
        sentence = _("Whoever invited you does not keep these listings any more.")
    return render(request, "upkeep/invitation_gone.html", {"sentence": sentence}, status=GONE)


@require_safe
def welcome(request: HttpRequest) -> HttpResponse:
    """The first page after an invitation: what one keeps now, a second way of signing in, and the work."""
    user = signed_in(request)
    terms = Membership.objects.filter(user=user, ends_on__gte=timezone.localdate()).select_related("group", "service_body")
    context = {
        **admin.site.each_context(request),
        "title": _("Welcome"),
        "roles": [(term.get_role_display(), str(charge_of(term))) for term in terms.order_by("-pk")[:20]],
        "is_required": settings.REQUIRE_SECOND_FACTOR and user.is_superuser,
    }
    return TemplateResponse(request, "upkeep/invitation_welcome.html", context)
