"""The HSDS API: lists and single objects as JSON, for everyone."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponseRedirect, JsonResponse, StreamingHttpResponse
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from feeds.asking import rounded
from feeds.hsds import registers, services
from feeds.hsds.asking import LISTS, SEARCHES, SINGLE, TERMS, Asked, asked
from feeds.hsds.here import Here
from feeds.hsds.losses import loss_header, losses
from feeds.hsds.pages import Document, Listing, lines, listed
from feeds.problems import problem, unknown_words
from feeds.views import FOR_EVERYONE, LOSS, with_headers
from history.limits import at_most
from history.public import moved_to, public_page, this_minute

VERSION = "3.1"
SPECIFICATION = "https://docs.openreferral.org/en/latest/hsds/"
DEFINITION = "https://raw.githubusercontent.com/openreferral/specification/3.1/schema/openapi.json"
LINES = "application/x-ndjson"
Response = Any  # a whole one or a streamed one


@dataclass(frozen=True, slots=True)
class Endpoint:
    """Which parameters a list takes, what is in it, and how one object of it is found by its id."""

    known: frozenset[str]
    many: Callable[[Asked, Here], Listing | Document]
    one: Callable[[str, Here], Document | None]


ENDPOINTS = {
    "services": Endpoint(SEARCHES, services.services, services.one_service),
    "service_at_locations": Endpoint(SEARCHES, services.at_locations, services.one_at_location),
    "locations": Endpoint(SEARCHES, services.locations, services.one_location),
    "organizations": Endpoint(LISTS | {"full"}, registers.organizations, registers.one_organization),
    "taxonomies": Endpoint(LISTS, registers.every_taxonomy, registers.one_taxonomy),
    "taxonomy_terms": Endpoint(TERMS, registers.every_term, registers.one_term),
}


@public_page
def metadata(request: HttpRequest) -> Response:
    """What API this is."""
    return answered(request, asked(request.GET, SINGLE), about)


@public_page
def many(request: HttpRequest, kind: str) -> Response:
    """A list. Where it says too exactly where somebody is, the asker is sent to the same without that."""
    endpoint, question = ENDPOINTS[kind], asked(request.GET, ENDPOINTS[kind].known)
    coarser = rounded(request.GET, question.question.search)
    if coarser and not question.question.refused:
        return HttpResponseRedirect(f"{request.path}?{coarser}", headers={"Cache-Control": "no-store", **FOR_EVERYONE})
    return answered(request, question, lambda here: told(question, here, endpoint.many(question, here)))


@public_page
def one(request: HttpRequest, kind: str, known: str) -> Response:
    """A single object; of a meeting that was merged into another the way there."""

    def tell(here: Here) -> Response | Document | None:
        found, stays = ENDPOINTS[kind].one(known, here), services.stays_as(known)
        is_there = found is None and stays and ENDPOINTS[kind].one(stays, here)
        return moved_to(request, reverse(f"hsds_{kind}_one", kwargs={"known": stays})) if is_there else found

    return answered(request, asked(request.GET, SINGLE), tell)


def answered(request: HttpRequest, question: Asked, tell: Callable[[Here], Response | Document | None]) -> Response:
    """What is told in the language asked for, or a problem where the question has words that mean nothing."""
    here = Here(this_minute(), request.build_absolute_uri("/").rstrip("/"))
    refused, language = question.question.refused, question.question.language
    with at_most(settings.FEED_SECONDS), translation.override(language):
        response = unknown_words(refused, language) if refused else sent(tell(here))
    return with_headers(response, language)


def told(question: Asked, here: Here, found: Listing | Document) -> Response | Document:
    """A list as a page, as lines, or what HSDS could not say of it."""
    if question.question.wants_loss:
        return losses(question, here)
    if not isinstance(found, Listing):
        return found
    is_whole = question.in_lines
    response = StreamingHttpResponse(lines(found, question), content_type=LINES) if is_whole else sent(listed(found, question))
    response.headers[LOSS] = loss_header(question, here)
    return response


def sent(found: Response | Document | None) -> Response:
    """A document as JSON; a problem where there is none."""
    if found is None:
        return problem(404, _("There is nothing with this id."))
    return JsonResponse(found, json_dumps_params={"ensure_ascii": False}) if isinstance(found, dict) else found


def about(here: Here) -> Document:
    """The version, and by what the API is defined."""
    return {
        "version": VERSION,
        "profile": SPECIFICATION,
        "openapi_url": DEFINITION,
        "description": str(settings.SITE_NAME),
        "publisher": {"name": str(settings.SITE_NAME), "website": f"{here.site}/"},
    }
