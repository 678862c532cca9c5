"""What all public pages have in common: they are only read, whoever asks gets the same, and anybody may keep them for a minute."""

from collections.abc import Callable
from datetime import UTC, datetime
from functools import wraps
from hashlib import blake2b
from typing import Any

from django.db import models
from django.db.models import Q
from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.utils import timezone
from django.utils.cache import get_conditional_response, patch_cache_control, patch_vary_headers
from django.utils.http import http_date, quote_etag
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_safe

from history.keeping import Version, showing, vocabulary_at
from history.models import Change, Revision
from history.questions import Given, Question

View = Callable[..., HttpResponse]
KEPT_SECONDS = 60
TYPED = "near"  # the parameter in which somebody typed a place: such an address is kept nowhere
LONG_AGO = datetime(2020, 1, 1, tzinfo=UTC)
LATEST = Question(lambda: Revision.objects.order_by("-pk").values_list("pk", "at")[:1])

# The models whose rows are the vocabulary, as ("groups", "topic"): `apps.py` of higher rooms says which.
vocabulary: set[tuple[str, str]] = set()
WORDS_CHANGED = Question(
    lambda: (
        Change.objects.filter(revision__gt=Given("after", models.BigIntegerField()))
        .filter(Q(*(Q(content_type__app_label=app, content_type__model=name) for app, name in sorted(vocabulary)), _connector=Q.OR))
        .order_by()
        .values_list("pk")[:1]
    )
)


def this_minute() -> datetime:
    """The minute it is: what is computed from it stays the same for a minute."""
    return timezone.now().replace(second=0, microsecond=0)


def last_change() -> tuple[int, datetime]:
    """The number of the latest revision, which grows with everything that anybody changes, and when that was."""
    return next(((key, at) for key, at in LATEST.answer()), (0, LONG_AGO))


def words_changed(after: int) -> bool:
    """Whether somebody has changed the vocabulary after a revision."""
    return bool(WORDS_CHANGED.answer(after=after))


def validator(request: HttpRequest, version: Version) -> str:
    """An ETag: the same address in the same minute, with nothing changed since, is the same page. Weak, as it is the same whether
    or not it is sent compressed."""
    said = f"{request.get_full_path()} {version.minute.isoformat()} {version.revision}"
    return f"W/{quote_etag(blake2b(said.encode(errors='replace'), digest_size=12).hexdigest())}"


def public_page(view: View) -> View:
    """A view for everybody, computed only where the reader does not have it already (304)."""

    @wraps(view)
    def page(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        moment, (revision, changed_at) = this_minute(), last_change()
        version = Version(moment, revision, vocabulary_at(moment, revision, words_changed))
        etag, modified = validator(request, version), int(max(moment, changed_at).timestamp())
        unchanged: Any = get_conditional_response(request, etag=etag, last_modified=modified)
        with showing(version):
            response: HttpResponse = unchanged or view(request, *args, **kwargs)
        if response.status_code in {200, 304, 410}:
            response.headers.setdefault("ETag", etag)
            response.headers.setdefault("Last-Modified", http_date(modified))
        return kept_for_a_minute(request, response)

    return csrf_exempt(require_safe(page))  # so that a POST is told that it is none of the methods, not that its form is old


def moved_to(request: HttpRequest, address: str) -> HttpResponse:
    """A page that has another address by now, with what else was asked of it: a discreet visit stays one. What somebody typed does
    not stay."""
    asked = request.GET.copy()
    asked.pop(TYPED, None)
    return HttpResponsePermanentRedirect(f"{address}?{asked.urlencode()}" if asked else address)


def kept_for_a_minute(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """How caches may keep it; an unchanged one (304) says the same of that as the whole."""
    patch_vary_headers(response, ["Accept-Encoding"])
    if TYPED in request.GET:
        response.headers["Cache-Control"] = "no-store"
    elif not response.has_header("Cache-Control"):  # a view may have said that nobody may keep it
        patch_cache_control(response, public=True, max_age=KEPT_SECONDS, stale_while_revalidate=KEPT_SECONDS)
    return response
