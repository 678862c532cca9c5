"""What every response has in common."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import translation

from history.limits import UNBOUNDED, at_most

GetResponse = Callable[[HttpRequest], HttpResponse]
WORKPLACE = ("/admin/", "/accounts/")
TYPED = "near="


def path_language(path: str) -> str:
    """The site language that a path begins with, or ""."""
    first = path.lstrip("/").partition("/")[0]
    return first if first in dict(settings.LANGUAGES) else ""


class PageLanguageMiddleware:
    """A page is in the language of its address and in no other: not a cookie, not a header. In the workplace it is the
    browser's, unless the coordinator chose another; elsewhere the site's."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        language = path_language(request.path_info)
        if not language and request.path_info.startswith(WORKPLACE):
            language = translation.get_language_from_request(request)
        with translation.override(language or settings.LANGUAGE_CODE):
            request.LANGUAGE_CODE = translation.get_language() or settings.LANGUAGE_CODE
            response = self.get_response(request)
            if not response.headers.get("Content-Language"):
                response.headers["Content-Language"] = request.LANGUAGE_CODE
            return response


class ChosenLanguageMiddleware:
    """In the workplace the language that the coordinator chose. Stands after the middleware that knows who signed in; on public
    pages it asks nobody who they are."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        is_workplace = request.path_info.startswith(WORKPLACE)
        chosen = getattr(request.user, "language", "") if is_workplace else ""
        if chosen not in dict(settings.LANGUAGES):
            return self.get_response(request)
        with translation.override(chosen):
            request.LANGUAGE_CODE = chosen
            return self.get_response(request)


class ReferrerPolicyMiddleware:
    """Public pages send no referrer to anyone; in the workplace forms need an Origin. What somebody typed as a place is kept by
    nobody on its way."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        is_workplace = request.path_info.startswith(WORKPLACE)
        response.headers["Referrer-Policy"] = "same-origin" if is_workplace else settings.SECURE_REFERRER_POLICY
        if TYPED in request.META.get("QUERY_STRING", ""):  # also where only a slash is added to the address
            response.headers["Cache-Control"] = "no-store"
        return response


class PatienceMiddleware:
    """No visitor keeps the database busy for long; a coordinator may."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        is_workplace = request.path_info.startswith(WORKPLACE)
        with at_most(UNBOUNDED if is_workplace else settings.SEARCH_SECONDS):
            return self.get_response(request)
