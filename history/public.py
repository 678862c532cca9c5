"""What all public pages have in common: they are only read, whoever asks gets the same, and anybody may keep them for a minute."""

from collections.abc import Callable
from datetime import datetime
from functools import wraps
from hashlib import blake2b
from typing import Any

from django.db.models import Max
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.cache import get_conditional_response, patch_cache_control
from django.utils.http import http_date, quote_etag
from django.views.decorators.http import require_safe

from history.keeping import Version, showing
from history.models import Revision

View = Callable[..., HttpResponse]
KEPT_SECONDS = 60


def this_minute() -> datetime:
    """The minute it is: what is computed from it stays the same for a minute."""
    return timezone.now().replace(second=0, microsecond=0)


def last_revision() -> int:
    """The number of the latest revision; it grows with everything that anybody changes."""
    return int(Revision.objects.aggregate(last=Max("pk"))["last"] or 0)


def validator(request: HttpRequest, version: Version) -> str:
    """An ETag: the same address in the same minute, with nothing changed since, is the same page."""
    said = f"{request.get_full_path()} {version.minute.isoformat()} {version.revision}"
    return quote_etag(blake2b(said.encode(errors="replace"), digest_size=12).hexdigest())


def public_page(view: View) -> View:
    """A view for everybody, computed only where the reader does not have it already (304)."""

    @wraps(view)
    def page(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        moment = this_minute()
        version = Version(moment, last_revision())
        etag = validator(request, version)
        unchanged: Any = get_conditional_response(request, etag=etag, last_modified=int(moment.timestamp()))
        with showing(version):
            response: HttpResponse = unchanged or view(request, *args, **kwargs)
        if response.status_code in {200, 304, 410}:
            response.headers.setdefault("ETag", etag)
            response.headers.setdefault("Last-Modified", http_date(moment.timestamp()))
        patch_cache_control(response, public=True, max_age=KEPT_SECONDS, stale_while_revalidate=KEPT_SECONDS)
        return response

    return require_safe(page)
