"""The page on which anybody has a feed checked. Nothing is filed, so nothing but too much has to be kept out: no account, no
cookie, nothing kept of what was given, and a limit for each network."""

from collections.abc import Callable
from functools import wraps

from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from imports.checking.forms import MOST_BYTES, TOO_LARGE, AddressForm, FeedForm
from imports.checking.report import FeedReport, check_feed, unreachable
from imports.checking.summary import page_of
from imports.fetching.spool import FetchError
from interchange.meeting_guide import ReadOptions
from upkeep.kinds import PublicForm
from upkeep.limits import is_too_often
from upkeep.views.open_pages import TOO_MANY

View = Callable[[HttpRequest], HttpResponse]
CONTENT_TOO_LARGE = 413
BESIDE_BYTES = 64 * 1024  # what a browser sends around a file or a text
SECONDS = 6  # of work at one feed; 5 MB of real meetings take two


def kept_by_nobody(view: View) -> View:
    """No browser, proxy or search engine keeps it, and no error report says what was given."""

    @sensitive_post_parameters()
    @wraps(view)
    def page(request: HttpRequest) -> HttpResponse:
        response = view(request)
        response.headers["Cache-Control"] = "no-store"
        response.headers["X-Robots-Tag"] = "noindex"
        return response

    return page


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
@kept_by_nobody
def check(request: HttpRequest) -> HttpResponse:
    """A feed that is pasted or uploaded."""
    if request.method != "POST":
        return form_page(request, FeedForm())
    if is_too_large(request):
        return form_page(request, FeedForm(), complaint=str(TOO_LARGE), status=CONTENT_TOO_LARGE)
    return checked(request, FeedForm(request.POST, request.FILES))


@require_POST
@kept_by_nobody
def check_address(request: HttpRequest) -> HttpResponse:
    """A feed that this site fetches, for people who are signed in; they have a cookie, so theirs is a form with a token."""
    if not request.user.is_authenticated:
        return redirect_to_login(reverse("check"))
    return checked(request, AddressForm(request.POST))


def is_too_large(request: HttpRequest) -> bool:
    """Whether more is announced than a feed may be: then it is not even read. What has no length is not read by the server."""
    length = str(request.META.get("CONTENT_LENGTH") or "")
    return length.isdecimal() and int(length) > MOST_BYTES + BESIDE_BYTES


def checked(request: HttpRequest, form: FeedForm | AddressForm) -> HttpResponse:
    """The report on what was given, or the form once more."""
    if not form.is_valid():
        return form_page(request, form)
    if is_too_often(request, PublicForm.CHECK):
        complaint = _("Your network has had many feeds checked in the last hour. Please come back in an hour.")
        return form_page(request, form, complaint=complaint, status=TOO_MANY)
    context = {"page": page_of(report_on(form)), "is_indexable": False}
    return render(request, "imports/check_result.html", context)


def report_on(form: FeedForm | AddressForm) -> FeedReport:
    """What is wrong with the feed, or why there is none."""
    try:
        content = form.content()
    except FetchError as error:
        return unreachable(error.code)
    with content:
        return check_feed(content, ReadOptions(today=timezone.localdate(), code_set=form.code_set), seconds=SECONDS)


def form_page(request: HttpRequest, form: FeedForm | AddressForm, *, complaint: str = "", status: int = 200) -> HttpResponse:
    """The forms; what was typed stays in the one that was sent."""
    is_signed_in = request.user.is_authenticated
    address_form = form if isinstance(form, AddressForm) else AddressForm() if is_signed_in else None
    context = {
        "form": form if isinstance(form, FeedForm) else FeedForm(),
        "address_form": address_form,
        "sent": form,
        "complaint": complaint,
        "is_indexable": False,
    }
    return render(request, "imports/check.html", context, status=status)
