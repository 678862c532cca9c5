"""What is wrong with a question, as a problem document (RFC 9457): a program sees no notice."""

import json
from collections.abc import Sequence
from http import HTTPStatus
from typing import Any

from django.http import HttpResponse
from django.utils import translation
from django.utils.translation import ngettext

MEDIA_TYPE = "application/problem+json"
NAMED = 40  # of the parameters that mean nothing, in an answer that somebody is to read


def problem(status: int, detail: str, **more: Any) -> HttpResponse:
    """A problem in words, with what else a program may want to know of it."""
    document = {"type": "about:blank", "title": HTTPStatus(status).phrase, "status": status, "detail": detail, **more}
    return HttpResponse(json.dumps(document, ensure_ascii=False), status=status, content_type=MEDIA_TYPE)


def unknown_words(words: Sequence[str], language: str) -> HttpResponse:
    """Which parameters and values mean nothing here."""
    named = list(words[:NAMED])
    with translation.override(language):
        text = ngettext("This means nothing in a feed: %(names)s.", "These mean nothing in a feed: %(names)s.", len(named)) % {
            "names": ", ".join(named)
        }
    return problem(400, text, parameters=named)
