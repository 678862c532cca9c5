"""Pages about signing in that allauth does not have, and the doors of the admin."""

from django.conf import settings
from django.contrib import admin
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme, urlencode
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.models import User
from accounts.session_end import begin, seconds_left


def door(request: HttpRequest) -> HttpResponse:
    """The admin's sign-in is ours. Who is signed in and comes here all the same has nothing to do behind it, or is let in."""
    asked = request.GET.get("next", "")
    goal = asked if url_has_allowed_host_and_scheme(asked, {request.get_host()}, request.is_secure()) else reverse("admin:index")
    if not request.user.is_authenticated:
        return HttpResponseRedirect(f"{reverse('account_login')}?{urlencode({'next': goal})}")
    if not admin.site.has_permission(request):
        raise PermissionDenied
    return HttpResponseRedirect(goal)


@require_safe
def by_invitation(request: HttpRequest) -> HttpResponse:
    """Nobody signs up by themselves."""
    return render(request, "account/signup_closed.html")


@require_safe
def signed_in_again(request: HttpRequest) -> HttpResponse:
    """For the tab in which somebody signed in while a form waits in another."""
    return render(request, "accounts/signed_in_again.html")


@require_http_methods(["GET", "POST"])
def session(request: HttpRequest) -> JsonResponse:
    """How many seconds the session still lasts; a POST begins it anew."""
    if request.method == "POST" and request.user.is_authenticated:
        begin(request.session)
    return JsonResponse({"seconds": seconds_left(request.session) if request.user.is_authenticated else 0})


@login_required
@require_safe
def signing_in(request: HttpRequest) -> HttpResponse:
    """Where the admin's links to its own change of password lead."""
    return HttpResponseRedirect(reverse("account_change_password"))


@login_required
@require_POST
def reminders(request: HttpRequest) -> HttpResponse:
    """Whether one is asked by mail about one's listings: the same switch as the link under those mails."""
    own_row(request).update(wants_reminders="again" in request.POST)
    return HttpResponseRedirect(f"{reverse('mfa_index')}#mails")


@login_required
@require_POST
def own_language(request: HttpRequest) -> HttpResponse:
    """In which language one works here, and is written to."""
    chosen = request.POST.get("language", "")
    if chosen in dict(settings.LANGUAGES):
        own_row(request).update(language=chosen)
    return HttpResponseRedirect(f"{reverse('mfa_index')}#language")


def own_row(request: HttpRequest) -> QuerySet[User]:
    """The account of who is signed in."""
    user = request.user
    assert isinstance(user, User)  # noqa: S101  # login_required has let them in
    return User.objects.filter(pk=user.pk)
