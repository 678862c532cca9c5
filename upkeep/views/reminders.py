"""The link under our mails that stops them (RFC 8058: a mail program may press the button for its user)."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import translation

from accounts.models import User
from upkeep.confirm_links import user_of
from upkeep.digests import language_of
from upkeep.views.confirm import gone
from upkeep.views.open_pages import open_page


@open_page
def stop(request: HttpRequest, token: str) -> HttpResponse:
    """Opening it does nothing; its button stops the mails, or lets them come again."""
    user = user_of(token)
    if user is None:
        return gone(request)
    if request.method == "POST":  # answered without a redirect, which RFC 8058 asks for
        user.wants_reminders = "again" in request.POST
        User.objects.filter(pk=user.pk).update(wants_reminders=user.wants_reminders)
    with translation.override(language_of(user)):
        request.LANGUAGE_CODE = language_of(user)
        context = {"gets_mails": user.wants_reminders, "token": token, "is_indexable": False}
        response = render(request, "upkeep/confirm_stop.html", context)
        response.headers["Content-Language"] = request.LANGUAGE_CODE
    return response
