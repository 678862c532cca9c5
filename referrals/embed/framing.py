"""Who may show a page inside their own. Browsers take it from a header, also from that of an answer that says "unchanged" (304): so
it is set around everything that answers, and never inside what may be left out."""

from collections.abc import Sequence
from typing import Any

from csp.constants import NONE
from csp.decorators import csp_replace
from django.http import HttpRequest, HttpResponse
from django.views.decorators.clickjacking import xframe_options_exempt


def framed_by(response: HttpResponse, request: HttpRequest, origins: Sequence[str]) -> HttpResponse:
    """The same answer, to be shown inside pages of these origins and of no other. The older header can name no origin: it is left
    out where there is one, and else goes on forbidding all."""
    named: Any = csp_replace({"frame-ancestors": list(origins) or [NONE]})(lambda _request: response)
    answer = xframe_options_exempt(named) if origins else named
    framed: HttpResponse = answer(request)
    return framed
