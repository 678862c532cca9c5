"""What somebody typed in the workplace while their session ended: the answer gives it back, and it is kept nowhere."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from accounts.addresses import is_form_of_workplace

NOT_TYPED = "csrfmiddlewaretoken"
SECRET = "password"  # noqa: S105  # what such fields are called; they are typed anew


def draft_page(request: HttpRequest) -> HttpResponse:
    """All that was typed, in its order, as a form to the same address."""
    context = {"fields": typed(request), "address": request.get_full_path()}
    response = render(request, "accounts/draft.html", context, status=403)
    response.headers["Cache-Control"] = "no-store"
    return response


def typed(request: HttpRequest) -> list[tuple[str, str]]:
    """Names and values as they were sent; a name can come several times."""
    kept = [name for name in request.POST if name != NOT_TYPED and SECRET not in name]
    return [(name, value) for name in kept for value in request.POST.getlist(name)]


def draft_of_our_own(request: HttpRequest) -> HttpResponse | None:
    """The answer to a form of the workplace whose token is too old, as after signing in again in another tab.

    None where the browser does not say that one of our own pages sent it: what a strange page sends is refused plainly.
    """
    own = f"{request.scheme}://{request.get_host()}"
    is_our_own = request.headers.get("Origin") == own
    return draft_page(request) if is_our_own and is_form_of_workplace(request) else None
