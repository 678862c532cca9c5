"""The feeds: any search as a file that programs and phones read."""

from collections.abc import Iterable, Iterator
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponseRedirect, JsonResponse, StreamingHttpResponse
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_safe

from feeds.answers import keys, records
from feeds.asking import Question, question, rounded
from feeds.formats import Asked, FeedFormat
from feeds.kept_feeds import feed_name, ready
from feeds.losses import loss_header, loss_report
from feeds.problems import unknown_words
from history.limits import at_most
from history.public import public_page, this_minute
from interchange.records import Loss, MeetingRecord

Response = Any  # a whole one or a streamed one; their common type has none of what is asked of them
LOSS = "Feed-Loss"
# Pages of others may read it; search engines need not.
FOR_EVERYONE = {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Expose-Headers": f"{LOSS}, ETag",
    "X-Robots-Tag": "noindex",
}
FIRST_BYTES, CHUNK_BYTES = 1 << 12, 1 << 15


@csrf_exempt  # nothing but reading is allowed
@require_safe
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
        response = unknown_words(asked.refused, asked.language) if asked.refused else answer(request, asked, form)
    return with_headers(response, asked.language)


def with_headers(response: Response, language: str) -> Response:
    """What every answer to a program says beside itself."""
    for name, value in (*FOR_EVERYONE.items(), ("Content-Language", language)):
        response.headers[name] = value
    return response


def answer(request: HttpRequest, asked: Question, form: FeedFormat) -> Response:
    """Which meetings are in a feed, and how many of their rules it leaves out, is found out before it begins: in its middle there
    is no way to say that something failed."""
    now, site = this_minute(), request.build_absolute_uri("/").rstrip("/")
    name = feed_name(f"{site}{request.path}", asked)
    lying = ready(request, name, content_type=form.content_type, headers=disposition(form))
    if lying is not None:
        return lying
    told = Asked(asked, timezone.localdate(now), request.build_absolute_uri())
    chosen = form.narrow(keys(asked, now=now))
    if request.method == "HEAD":
        response = streamed((), asked, form)
    else:
        response = written(records(chosen, asked, now=now, site=site), told, form)
    response.headers[LOSS] = loss_header(chosen, told, form)
    return response


def written(found: Iterable[MeetingRecord], told: Asked, form: FeedFormat) -> Response:
    """The records in the format, or what that would lose."""
    if told.question.wants_loss:
        return JsonResponse(loss_report(found, told, form), json_dumps_params={"ensure_ascii": False})
    return streamed(form.write(found, told, not_counted), told.question, form)


def streamed(pieces: Iterable[bytes], asked: Question, form: FeedFormat) -> StreamingHttpResponse:
    """The feed as it is made; of what is asked for by HEAD only what stands before it."""
    if asked.wants_loss:
        return StreamingHttpResponse(pieces, content_type="application/json")
    return StreamingHttpResponse(in_chunks(pieces), content_type=form.content_type, headers=disposition(form))


def disposition(form: FeedFormat) -> dict[str, str]:
    """Whether a browser shows it or keeps it, and by which name."""
    return {"Content-Disposition": f'{form.disposition}; filename="{form.file_name}"'}


def not_counted(_loss: Loss) -> None:
    """Losses are told to those who ask for them."""


def in_chunks(pieces: Iterable[bytes]) -> Iterator[bytes]:
    """The same bytes in pieces that are worth sending; the first one soon."""
    waiting, enough = bytearray(), FIRST_BYTES
    for piece in pieces:
        waiting += piece
        if len(waiting) >= enough:
            yield bytes(waiting)
            waiting.clear()
            enough = CHUNK_BYTES
    yield bytes(waiting)
