"""The JSON Schema of Meeting Guide feeds, for programs and editors of anybody."""

from hashlib import blake2b

from django.http import HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import condition, require_safe

from interchange.meeting_guide.schema import schema_text

A_DAY = 24 * 3600


def etag(_request: HttpRequest) -> str:
    """The schema's own print: it changes only with the program."""
    return f'"{blake2b(schema_text(), digest_size=12).hexdigest()}"'


@csrf_exempt
@require_safe
@condition(etag_func=etag)
def schema(_request: HttpRequest) -> HttpResponse:
    """The schema; it says itself what it is."""
    response = HttpResponse(schema_text(), content_type="application/schema+json")
    response.headers["Access-Control-Allow-Origin"] = "*"
    response.headers["Cache-Control"] = f"public, max-age={A_DAY}"
    return response
