"""The feeds: any search as a file that programs and phones read."""

import json
from collections.abc import Iterable, Iterator
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse, StreamingHttpResponse
from django.utils import timezone, translation
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from feeds.answers import keys, records
from feeds.asking import Question, question, rounded
from feeds.formats import CALENDAR, MEETING_GUIDE, Asked, FeedFormat
from feeds.losses import loss_report
from history.limits import at_most
from history.public import public_page, this_minute
from interchange.records import Loss

Response = Any  # a whole one or a streamed one; their common type has none of what is asked of them
# Pages of others may read it; search engines need not.
FOR_EVERYONE = {"Access-Control-Allow-Origin": "*", "X-Robots-Tag": "noindex"}
CHUNK_BYTES = 1 << 15
NAMED = 40  # of the parameters that mean nothing, in an answer that somebody is to read


@require_safe
def meetings_json(request: HttpRequest) -> Response:
    """Meeting Guide JSON."""
    return feed(request, MEETING_GUIDE)


@require_safe
def meetings_ics(request: HttpRequest) -> Response:
    """A calendar."""
    return feed(request, CALENDAR)


def feed(request: HttpRequest, form: FeedFormat) -> Response:
    """A search in a format. Where it says too exactly where somebody is, the asker is sent to the same without that."""
    asked = question(request.GET)
    coarser = rounded(request.GET, asked.search)
    if coarser and not asked.refused:
        return HttpResponseRedirect(f"{request.path}?{coarser}", headers={"Cache-Control": "no-store", **FOR_EVERYONE})
    return answered(request, asked, form)


@public_page
def answered(request: HttpRequest, asked: Question, form: FeedFormat) -> Response:
    """The feed, or what it could not say, or a problem where the question has words that mean nothing."""
    with at_most(settings.FEED_SECONDS):
        response = problem(asked) if asked.refused else answer(request, asked, form)
    for name, value in (*FOR_EVERYONE.items(), ("Content-Language", asked.language)):
        response.headers[name] = value
    return response


def answer(request: HttpRequest, asked: Question, form: FeedFormat) -> Response:
    """Which meetings are in a feed is found out before it begins: in its middle there is no way to say that something failed."""
    now = this_minute()
    if request.method == "HEAD":
        return streamed((), asked, form)
    told = Asked(asked, timezone.localdate(now), request.build_absolute_uri())
    found = records(keys(asked, now=now), asked, now=now, site=request.build_absolute_uri("/").rstrip("/"))
    if asked.wants_loss:
        return JsonResponse(loss_report(found, told, form), json_dumps_params={"ensure_ascii": False})
    return streamed(form.write(found, told, not_counted), asked, form)


def streamed(pieces: Iterable[bytes], asked: Question, form: FeedFormat) -> StreamingHttpResponse:
    """The feed as it is made; of what is asked for by HEAD only what stands before it."""
    if asked.wants_loss:
        return StreamingHttpResponse(pieces, content_type="application/json")
    disposition = {"Content-Disposition": f'inline; filename="{form.file_name}"'}
    return StreamingHttpResponse(in_chunks(pieces), content_type=form.content_type, headers=disposition)


def not_counted(_loss: Loss) -> None:
    """Losses are told to those who ask for them."""


def in_chunks(pieces: Iterable[bytes]) -> Iterator[bytes]:
    """The same bytes in pieces that are worth sending."""
    waiting = bytearray()
    for piece in pieces:
        waiting += piece
        if len(waiting) >= CHUNK_BYTES:
            yield bytes(waiting)
            waiting.clear()
    yield bytes(waiting)


def problem(asked: Question) -> HttpResponse:
    """Which parameters and values mean nothing here, as RFC 9457 has it."""
    named = list(asked.refused[:NAMED])
    with translation.override(asked.language):
        text = ngettext("This means nothing in a feed: %(names)s.", "These mean nothing in a feed: %(names)s.", len(named)) % {
            "names": ", ".join(named)
        }
    document = {"type": "about:blank", "title": "Bad Request", "status": 400, "detail": text, "parameters": named}
    return HttpResponse(json.dumps(document, ensure_ascii=False), status=400, content_type="application/problem+json")
