"""The page about what there is for programs, and the same as an OpenAPI document."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.http.response import JsonResponse
from django.shortcuts import render
from django.utils import translation

from feeds.api.examples import sections
from feeds.api.openapi import document
from feeds.views import Response, with_headers
from history.public import public_page

MEDIA_TYPE = "application/vnd.oai.openapi+json;version=3.1"


@public_page
def api(request: HttpRequest) -> HttpResponse:
    """What there is, with examples that can be followed."""
    site = request.build_absolute_uri("/").rstrip("/")
    return render(request, "feeds/api.html", {"sections": sections(site)})


@public_page
def openapi(request: HttpRequest) -> Response:
    """For programs that write programs."""
    with translation.override(settings.LANGUAGE_CODE):
        found = document(request.build_absolute_uri("/").rstrip("/"))
    response = JsonResponse(found, content_type=MEDIA_TYPE, json_dumps_params={"ensure_ascii": False})
    return with_headers(response, settings.LANGUAGE_CODE)
