"""Which addresses are for those who sign in."""

from django.http import HttpRequest

WORKPLACE = "/admin/"
ACCOUNTS = "/accounts/"
DOORS = ("/admin/login/", "/admin/logout/")


def is_workplace(request: HttpRequest) -> bool:
    """Whether somebody who works here must have signed in to see it."""
    return request.path_info.startswith(WORKPLACE) and request.path_info not in DOORS


def is_form_of_workplace(request: HttpRequest) -> bool:
    return request.method == "POST" and is_workplace(request)
