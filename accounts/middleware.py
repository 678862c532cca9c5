"""What holds for pages on which somebody signs in or has signed in."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.urls import reverse

from accounts.addresses import ACCOUNTS, is_form_of_workplace, is_workplace
from accounts.care import asked_once
from accounts.drafts import draft_page
from accounts.second_factors import must_set_one_up
from accounts.session_end import ENDS_AT, begin

GetResponse = Callable[[HttpRequest], HttpResponse]


class AccountPagesMiddleware:
    """Pages about signing in are stored by nobody and found by no search engine."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if request.path_info.startswith(ACCOUNTS):
            response.headers["Cache-Control"] = "no-store"
            response.headers["X-Robots-Tag"] = "noindex"
        return response


class CareMiddleware:
    """A page of the workplace reads the roles of whoever is at work once."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not is_workplace(request):
            return self.get_response(request)
        with asked_once():
            return self.get_response(request)


class NoNullBytesMiddleware:
    """What is sent to the workplace is read without null bytes: no keyboard types them, and PostgreSQL takes none."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if is_workplace(request):
            request.GET = without_null_bytes(request.GET)  # type: ignore[assignment]  # one that is not frozen
        if is_form_of_workplace(request):
            request.POST = without_null_bytes(request.POST)  # type: ignore[assignment]
        return self.get_response(request)


def without_null_bytes(sent: QueryDict) -> QueryDict:
    """The same; a copy only where it has to be another."""
    if not any("\x00" in value for _name, values in sent.lists() for value in values):
        return sent
    clean = sent.copy()
    for name, values in sent.lists():
        clean.setlist(name, [value.replace("\x00", "") for value in values])
    return clean


class SessionEndMiddleware:
    """A session knows its end from the first page on."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        is_ours = is_workplace(request) or request.path_info.startswith(ACCOUNTS)
        if is_ours and request.user.is_authenticated and ENDS_AT not in request.session:
            begin(request.session)
        return self.get_response(request)


class SecondFactorMiddleware:
    """Where the setting asks for it, an administrator sets up a second factor before anything of the workplace opens."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if is_workplace(request) and must_set_one_up(request.user):
            return HttpResponseRedirect(reverse("mfa_index"))
        return self.get_response(request)


class DraftMiddleware:
    """A form that is sent after the session has ended comes back with all that was typed. Stands after the middleware that checks
    the token of the form, so that nobody else can make us say something."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: Any) -> HttpResponse | None:
        if is_form_of_workplace(request) and not request.user.is_authenticated:
            return draft_page(request)
        return None
