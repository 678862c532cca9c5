"""A list on a clinic's own site, and for programs. A plain search, which nobody keeps, is framed by nobody: there is no one to say
where it may be shown."""

from typing import Any

from csp.constants import SELF
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import render
from django.utils import translation

from feeds.formats import CALENDAR, MEETING_GUIDE, FeedFormat
from feeds.views import answer, with_headers
from history.limits import at_most
from history.public import public_page, this_minute
from referrals.codes import tidied
from referrals.embed.code import accent_of
from referrals.embed.framing import framed_by
from referrals.embed.records import list_as_json, question_of
from referrals.list_page import contents
from referrals.models import ReferralList
from referrals.patient_page import patient_page
from referrals.views.lists import discretion, told_language

Response = Any  # a whole one or a streamed one


def kept_list(code: str) -> ReferralList:
    """The list of a clinic, by its code as somebody wrote it. Raises Http404."""
    found = ReferralList.objects.select_related("service_body").filter(code=tidied(code), service_body__isnull=False).first()
    if found is None:
        raise Http404
    return found


def frame(request: HttpRequest, code: str) -> HttpResponse:
    """The list inside a frame on the sites that it names."""
    return framed_by(frame_page(request, code), request, kept_list(code).origins)


def preview(request: HttpRequest, code: str) -> HttpResponse:
    """The same for pages of ours, on which staff see what they paste."""
    return framed_by(frame_page(request, code), request, [SELF])


@public_page
def frame_page(request: HttpRequest, code: str) -> HttpResponse:
    return drawn(request, kept_list(code), "referrals/embed.html")


@public_page
def fragment(request: HttpRequest, code: str) -> HttpResponse:
    """The list as a piece of HTML, for whoever builds their page on a server and asks again now and then (ETag)."""
    return drawn(request, kept_list(code), "referrals/embed_fragment.html")


def drawn(request: HttpRequest, found: ReferralList, template: str) -> HttpResponse:
    """The list in its language, its links as whole addresses: they are followed from somewhere else."""
    language = told_language(request, found) or settings.LANGUAGE_CODE
    with translation.override(language):
        context = {
            "page": patient_page(found, now=this_minute()),
            "site": request.build_absolute_uri("/").rstrip("/"),
            "accent": accent_of(request.GET.get("accent", "")),
            "language": language,
            **discretion(request, found),
        }
        response = render(request, template, context)
    response.headers["Content-Language"] = language
    response.headers["X-Robots-Tag"] = "noindex"
    return response


@public_page
def listed(request: HttpRequest, code: str) -> Response:
    """The list as JSON, with what staff say of its meetings."""
    found, now = list_or_search(code), this_minute()
    language = told_language(request, found) or settings.LANGUAGE_CODE
    if found.service_body_id is None:
        return HttpResponseRedirect(f"/meetings.json?{found.search}")
    site = request.build_absolute_uri("/").rstrip("/")
    said = list_as_json(found, contents(found, now).entries, now=now, site=site, language=language)
    return with_headers(JsonResponse(said, json_dumps_params={"ensure_ascii": False}), language)


def guide(request: HttpRequest, code: str) -> Response:
    """The meetings of a list as Meeting Guide JSON."""
    return as_feed(request, code, MEETING_GUIDE, "json")


def calendar(request: HttpRequest, code: str) -> Response:
    """The meetings of a list as a calendar; of a discreet one, a calendar that says nothing of what it is about."""
    return as_feed(request, code, CALENDAR, "ics")


@public_page
def as_feed(request: HttpRequest, code: str, form: FeedFormat, suffix: str) -> Response:
    """The meetings of a list to which one can go, in a format; of a plain search its feed."""
    found, now = list_or_search(code), this_minute()
    if found.service_body_id is None:
        return HttpResponseRedirect(f"/meetings.{suffix}?{found.search}")
    language = told_language(request, found) or settings.LANGUAGE_CODE
    asked = question_of(found, contents(found, now).entries, language)
    with at_most(settings.FEED_SECONDS):
        return with_headers(answer(request, asked, form), language)


def list_or_search(code: str) -> ReferralList:
    """What stands under a code, as somebody wrote it. Raises Http404."""
    found = ReferralList.objects.filter(code=tidied(code)).first()
    if found is None:
        raise Http404
    return found
