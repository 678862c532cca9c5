"""Pages of the house itself."""

from django.conf import settings
from django.db import connection
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
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
def root(request: HttpRequest) -> HttpResponse:
    """To the reader's language; nothing else on the site depends on a header."""
    response = HttpResponseRedirect(f"/{best_language(request.headers.get('Accept-Language', ''))}/")
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
def robots(_request: HttpRequest) -> HttpResponse:
    """What search engines should leave alone; a demo altogether."""
    rules = "Disallow: /\n" if settings.SITE_IS_DEMO else "Disallow: /admin/\n"
    return HttpResponse(f"User-agent: *\n{rules}", content_type="text/plain")
