"""What the pages on which anybody may send something have in common: nobody keeps them, no search engine lists them, no cookie
is set, and what was sent stands in no error report."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from meetings.models import Meeting
from upkeep.public_forms import refuse_large

View = Callable[..., HttpResponse]
TOO_MANY = 429


def open_page(view: View) -> View:
    """A page with a form for everybody; instead of a CSRF cookie the form carries a signed time stamp."""

    @csrf_exempt
    @require_http_methods(["GET", "HEAD", "POST"])
    @sensitive_post_parameters()
    @wraps(view)
    def page(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        refuse_large(request)
        response = view(request, *args, **kwargs)
        response.headers["Cache-Control"] = "no-store"
        response.headers["X-Robots-Tag"] = "noindex"
        return response

    return page


def frame_of(meeting: Meeting) -> dict[str, Any]:
    """What the frame of a page about a meeting has to know: whose crisis lines it shows, and whether it has a quick exit."""
    return {
        "meeting": meeting,
        "country": meeting.venue.country if meeting.venue else "",
        "is_sensitive": meeting.group.is_sensitive,
        "is_indexable": False,
    }
