"""Pages of the house itself."""

from django.conf import settings
from django.db import connection
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.cache import patch_vary_headers
from django.utils.translation import get_supported_language_variant
from django.utils.translation.trans_real import parse_accept_lang_header
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe


def best_language(accepted: str) -> str:
    """The site language that the reader likes best, else the site's own."""
    for language, _quality in parse_accept_lang_header(accepted[:200]):
        try:
            return get_supported_language_variant(language)
        except LookupError:
            continue
    return str(settings.LANGUAGE_CODE)


@require_safe
@cache_control(public=True, max_age=60)
def root(request: HttpRequest, page: str = "") -> HttpResponse:
    """To the reader's language; nothing else on the site depends on a header."""
    response = HttpResponseRedirect(f"/{best_language(request.headers.get('Accept-Language', ''))}/{page}")
    patch_vary_headers(response, ["Accept-Language"])
    return response


@require_safe
def healthz(_request: HttpRequest) -> HttpResponse:
    """The process answers."""
    return HttpResponse("ok\n", content_type="text/plain", headers={"Cache-Control": "no-store"})


@require_safe
def readyz(_request: HttpRequest) -> HttpResponse:
    """The database answers as well."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return HttpResponse("ok\n", content_type="text/plain", headers={"Cache-Control": "no-store"})


@require_safe
@cache_control(public=True, max_age=3600)
def robots(request: HttpRequest) -> HttpResponse:
    """What search engines should leave alone, and where the rest is listed; a demo is left alone altogether."""
    listed = request.build_absolute_uri(reverse("sitemap"))
    rules = "Disallow: /\n" if settings.SITE_IS_DEMO else f"Disallow: /admin/\nSitemap: {listed}\n"
    return HttpResponse(f"User-agent: *\n{rules}", content_type="text/plain")


@require_safe
@cache_control(public=True, max_age=3600)
def worker(request: HttpRequest) -> HttpResponse:
    """The service worker of pages that visitors keep; at the root, because it may serve only what lies below itself."""
    return render(request, "sw.js", content_type="text/javascript")
