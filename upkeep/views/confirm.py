"""The page of a mailed link: is this listing still true? Mail scanners open links, so opening does nothing; only a button acts.

The pages need no CSRF token and set no cookie: whoever has the link may press the buttons, and nobody else can know its address.
"""

from collections.abc import Callable
from datetime import datetime
from functools import wraps

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone, translation

from upkeep.confirm_changes import HolderForm, changed
from upkeep.confirm_links import ask_of
from upkeep.confirm_page import confirm_page
from upkeep.confirming import ended, is_open, still_true
from upkeep.digests import language_of
from upkeep.holders import holds, may_edit
from upkeep.models import Ask
from upkeep.views.open_pages import open_page

Acting = Callable[[HttpRequest, Ask, str], HttpResponse]
GONE = 410
SEE_OTHER = 303


def mailed_page(view: Acting) -> Callable[..., HttpResponse]:
    """A page about the listing of a link, in the language of whom it was sent to. A link that is not ours, is too old, or whose
    holder does not hold the listing any more, says nothing of the listing."""

    @open_page
    @wraps(view)
    def page(request: HttpRequest, token: str) -> HttpResponse:
        ask = ask_of(token, timezone.now())
        if ask is None or not holds(ask.user, ask.meeting):
            return gone(request)
        language = language_of(ask.user)
        with translation.override(language):
            request.LANGUAGE_CODE = language
            response = view(request, ask, token)
            response.headers["Content-Language"] = language
        return response

    return page


def gone(request: HttpRequest) -> HttpResponse:
    """What to do with a link that opens nothing; in the browser's language, for nobody knows whose it was."""
    with translation.override(translation.get_language_from_request(request)):
        request.LANGUAGE_CODE = translation.get_language() or ""
        response = render(request, "upkeep/confirm_gone.html", {"is_indexable": False}, status=GONE)
        response.headers["Content-Language"] = request.LANGUAGE_CODE
    return response


@mailed_page
def confirm(request: HttpRequest, ask: Ask, token: str) -> HttpResponse:
    """What everyone is told of the listing, and the three buttons."""
    if request.method != "POST":
        page = confirm_page(ask, token, now=timezone.now())
        return render(request, "upkeep/confirm.html", {"page": page, "is_indexable": False})
    act = request.POST.get("act", "")
    if act == "true":
        still_true(ask, timezone.now())
    further = {"changed": "confirm_changed", "ended": "confirm_ended"}
    return HttpResponseRedirect(reverse(further.get(act, "confirm"), args=[token]), status=SEE_OTHER)


@mailed_page
def end(request: HttpRequest, ask: Ask, token: str) -> HttpResponse:
    """Asked once more, because a slip of the finger would take a meeting off every list."""
    if request.method == "POST" or not is_open(ask):
        if request.method == "POST":
            ended(ask, timezone.now())
        return HttpResponseRedirect(reverse("confirm", args=[token]), status=SEE_OTHER)
    return render(request, "upkeep/confirm_ended.html", {"meeting": ask.meeting, "token": token, "is_indexable": False})


@mailed_page
def change(request: HttpRequest, ask: Ask, token: str) -> HttpResponse:
    """The form for this one listing."""
    back = HttpResponseRedirect(reverse("confirm", args=[token]), status=SEE_OTHER)
    if ask.changed_at or not is_open(ask):
        return back
    language, now = request.LANGUAGE_CODE, timezone.now()
    sent = request.POST if request.method == "POST" else None
    is_suggesting = not may_edit(ask.user, ask.meeting)
    form = HolderForm(sent, meeting=ask.meeting, language=language, now=now, is_suggesting=is_suggesting)
    if form.is_bound and form.is_valid() and is_saved(ask, form, language=language, now=now):
        return back
    context = {"form": form, "meeting": ask.meeting, "is_suggesting": is_suggesting, "token": token, "is_indexable": False}
    return render(request, "upkeep/confirm_changed.html", context)


def is_saved(ask: Ask, form: HolderForm, *, language: str, now: datetime) -> bool:
    """Whether it could be saved; if not, the form says why, and everything typed stays."""
    try:
        changed(ask, form, language=language, now=now)
    except ValidationError as error:
        for message in error.messages:
            form.add_error(None, message)
        return False
    return True
