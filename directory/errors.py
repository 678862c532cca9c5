"""Error pages: in the language of the path, with the search form and the crisis lines. They ask nothing of the database."""

import logging
from http import HTTPStatus

from django.conf import settings
from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import translation

from accounts.drafts import draft_of_our_own
from directory.middleware import WORKPLACE, GetResponse, path_language

logger = logging.getLogger("django.request")
RETRY_SECONDS = 60


def error_page(request: HttpRequest, status: int) -> HttpResponse:
    """`templates/errors/<status>.html`, also where something failed before the language of the page was set."""
    in_workplace = request.path_info.startswith(WORKPLACE)
    language = translation.get_language() if in_workplace else path_language(request.path_info)
    with translation.override(language or settings.LANGUAGE_CODE):
        return render(request, f"errors/{status}.html", status=status)


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return error_page(request, 400)


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return error_page(request, 403)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form that did not come from a page of ours, or came from one too old; Django's own page is in English only.

    What was typed in the workplace is not lost.
    """
    return draft_of_our_own(request) or error_page(request, 403)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return error_page(request, 404)


def server_error(request: HttpRequest) -> HttpResponse:
    return error_page(request, 500)


class BusyMiddleware:
    """Where the database gives up (a query too slow, no free connection, a lock, a restart) nothing is broken: come back soon."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if not isinstance(exception, (OperationalError, InterfaceError)):
            return None
        logger.error("busy", exc_info=exception, extra={"request": request, "status_code": 503})
        response = error_page(request, 503)
        response.headers["Retry-After"] = str(RETRY_SECONDS)
        response.headers["Cache-Control"] = "no-store"
        return response


class OnlyReadMiddleware:
    """Where a page of ours is asked for anything but to be read, the answer is a page as well."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if response.status_code != HTTPStatus.METHOD_NOT_ALLOWED or not path_language(request.path_info):
            return response
        page = error_page(request, response.status_code)
        page.headers["Allow"] = response.headers["Allow"]
        return page
