"""Handouts: as a page to print, and as PDF. Nothing is kept of who asked for one."""

from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import get_language, pgettext

from history.public import moved_to, public_page, this_minute
from meetings.plan import SEPARATOR, picked
from referrals.codes import tidied
from referrals.handout.asked import LARGE, USUAL, Asked, asked
from referrals.handout.paper import fitted, pdf
from referrals.handout.sheet import Sheet, sheet
from referrals.handout.source import Source, of_ids, of_list
from referrals.kinds import HandoutLanguage
from referrals.list_page import is_closed
from referrals.models import ReferralList

IDS, DISCREET = "ids", "discreet"


@public_page
def handout(request: HttpRequest) -> HttpResponse:
    """Meetings that were picked by hand."""
    source, wanted, kept = picked_source(request)
    return page(request, source, wanted, kept=kept, pdf_address=reverse("handout_pdf"))


@public_page
def handout_pdf(request: HttpRequest) -> HttpResponse:
    source, wanted, kept = picked_source(request)
    if not source.entries:
        return HttpResponseRedirect(f"{reverse('handout')}?{urlencode({**kept, **wanted.query()})}")
    return file(source, wanted)


@public_page
def list_handout(request: HttpRequest, code: str) -> HttpResponse:
    """A referral list."""
    return of_code(request, code, "list_handout")


@public_page
def list_handout_pdf(request: HttpRequest, code: str) -> HttpResponse:
    return of_code(request, code, "list_handout_pdf")


def of_code(request: HttpRequest, code: str, view: str) -> HttpResponse:
    """The sheet of a list, or that sheet's page. A list that its clinic has closed is not printed any more: its page leads on."""
    found = get_object_or_404(ReferralList, code=tidied(code))
    if code != found.code:
        return moved_to(request, reverse(view, args=[found.code]))
    moment = this_minute()
    if is_closed(found, timezone.localdate(moment)):
        return HttpResponseRedirect(reverse("referral", args=[found.code]))
    own = found.language if found.service_body_id else settings.LANGUAGE_CODE
    source, wanted = of_list(found, moment), asked(request.GET, reader=own)
    with translation.override(own if own in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE):
        if view == "list_handout_pdf" and source.entries:
            return file(source, wanted)
        return page(request, source, wanted, kept={}, pdf_address=reverse("list_handout_pdf", args=[found.code]))


def picked_source(request: HttpRequest) -> tuple[Source, Asked, dict[str, str]]:
    """The meetings whose ids stand in the address, what is asked, and the parameters that every form and link carries on."""
    language, chosen = get_language() or "", picked(request.GET.getlist(IDS))
    is_discreet = request.GET.get(DISCREET) == "1"
    kept = {IDS: SEPARATOR.join(chosen.ids), **({DISCREET: "1"} if is_discreet else {})}
    wanted = asked(request.GET, reader=language)
    return of_ids(chosen, this_minute(), language=language, is_discreet=is_discreet), wanted, kept


def made(source: Source, wanted: Asked) -> Sheet:
    """The sheet as it goes on paper."""
    return fitted(sheet(source, language=wanted.reader, size=wanted.size, now=this_minute()))


def page(request: HttpRequest, source: Source, wanted: Asked, *, kept: dict[str, str], pdf_address: str) -> HttpResponse:
    context: dict[str, Any] = {
        "sheet": made(source, wanted) if source.entries else None,
        "wanted": wanted,
        "readers": HandoutLanguage.choices,
        "sizes": [(USUAL, pgettext("letters", "usual")), (LARGE, pgettext("letters", "large"))],
        "kept": kept,
        "pdf_address": f"{pdf_address}?{urlencode({**kept, **wanted.query()})}",
        "is_sensitive": source.is_sensitive,
        **quietly(source),
    }
    response = render(request, "referrals/handout.html", context)
    response.headers["Content-Language"] = get_language() or settings.LANGUAGE_CODE
    return response


def quietly(source: Source) -> dict[str, Any]:
    """A discreet list is so without being asked."""
    return {"is_discreet": True, "site_name": pgettext("a name that tells nothing", "Calendar")} if source.is_discreet else {}


def file(source: Source, wanted: Asked) -> HttpResponse:
    """As PDF; its name tells nothing."""
    response = HttpResponse(pdf(made(source, wanted), this_minute()), content_type="application/pdf")
    response.headers["Content-Disposition"] = 'inline; filename="handout.pdf"'
    response.headers["X-Robots-Tag"] = "noindex"
    return response
