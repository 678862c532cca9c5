"""Changes of many listings: tick them, say what, look at the preview, save."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.core.paginator import Paginator
from django.db import IntegrityError
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts.care import Right, care_of
from accounts.models import User
from history.models import Revision
from history.refusals import reasons
from history.scoped_admin import signed_in
from upkeep.bulk_changes import (
    LONGEST_QUERY,
    MOST_AT_ONCE,
    BulkChange,
    bodies_and_venues,
    keep_change,
    meetings_found,
    meetings_in_care,
    plan_of,
)
from upkeep.bulk_forms import CHANGES, BulkForm
from upkeep.pausing import CLOSURE
from upkeep.views.plans import page, previewed

MEETINGS_A_PAGE = 50


@require_safe
def choose(request: HttpRequest) -> HttpResponse:
    """The meetings in one's care, to tick; the buttons lead to what is to be done with them."""
    user = editor(request)
    found = meetings_found(user, request.GET)
    bodies, venues = bodies_and_venues(user)
    number = Paginator(found.select_related("group", "venue").order_by("name", "pk"), MEETINGS_A_PAGE).get_page(
        request.GET.get("page")
    )
    context = {
        "title": _("Change several meetings"),
        "page": number,
        "changes": [change for change, _form in CHANGES.values() if change is not CLOSURE],
        "closure": CLOSURE,
        "filters": [(name, value) for name in ("q", "group", "body", "venue") if (value := request.GET.get(name))],
        "q": request.GET.get("q", "")[:LONGEST_QUERY],
        "narrowed_by": [
            (name, label, [(code, text, request.GET.get(name) == code) for code, text in rows])
            for name, label, rows in (("body", _("Service body"), bodies), ("venue", _("Venue"), venues))
            if rows
        ],
        "query": without_page(request.GET),
    }
    return page(request, "upkeep/bulk.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def change(request: HttpRequest, what: str) -> HttpResponse:
    """One change: its form, the preview, then the change itself. Which meetings comes by `ids`, or by the filters with `all`."""
    user = editor(request)
    if what not in CHANGES:
        raise Http404
    kind, form_class = CHANGES[what]
    form = form_class(request.POST or None, user=user)
    ids = ids_asked(user, request.POST if request.method == "POST" else request.GET)
    if request.method != "POST" or "edit" in request.POST or "find" in request.POST or not form.is_valid():
        return asked(request, kind, form, ids)
    if kind is CLOSURE:
        ids = ids_at(user, form)
    return planned(request, kind, form, ids)


def without_page(given: QueryDict) -> str:
    """The filters of the address, for the links to other pages of the list."""
    query = given.copy()
    query.pop("page", None)
    return query.urlencode()


def editor(request: HttpRequest) -> User:
    """Who is at work; raises PermissionDenied where they may edit nothing."""
    user = signed_in(request)
    if not care_of(user, Right.EDIT):
        raise PermissionDenied
    return user


def ids_asked(user: User, given: QueryDict) -> list[str]:
    """The public ids of the ticked meetings, or of all that the filters find; at most so many as are changed at once."""
    if given.get("all"):
        return list(meetings_found(user, given).order_by("name", "pk").values_list("public_id", flat=True)[: MOST_AT_ONCE + 1])
    ids = [part for value in given.getlist("ids") for part in value.replace("\x00", "").split(",") if part]
    return list(dict.fromkeys(ids))[: MOST_AT_ONCE + 1]


def ids_at(user: User, form: BulkForm) -> list[str]:
    """The meetings in one's care at the chosen venue."""
    rows = meetings_found(user, {"venue": form.cleaned_data["venue"].public_id})
    return list(rows.order_by("name", "pk").values_list("public_id", flat=True)[: MOST_AT_ONCE + 1])


def asked(request: HttpRequest, kind: BulkChange, form: BulkForm, ids: list[str], problems: tuple[str, ...] = ()) -> HttpResponse:
    """The form of a change, with the meetings that are ticked."""
    meetings = meetings_in_care(signed_in(request), ids)
    context = {
        "title": str(kind.title),
        "kind": kind,
        "form": form,
        "is_closure": kind is CLOSURE,
        "meetings": meetings[:MEETINGS_A_PAGE],
        "count": len(meetings),
        "count_more": max(0, len(meetings) - MEETINGS_A_PAGE),
        "count_missing": len(ids) - len(meetings),
        "ids": ",".join(meeting.public_id for meeting in meetings),
        "is_too_many": len(ids) > MOST_AT_ONCE,
        "most": MOST_AT_ONCE,
        "problems": problems,
        "is_checked": "preview" in request.POST or "save" in request.POST,
    }
    return page(request, "upkeep/bulk_change.html", context)


def planned(request: HttpRequest, kind: BulkChange, form: BulkForm, ids: list[str]) -> HttpResponse:
    """The preview, or what was previewed."""
    user, told = signed_in(request), form.cleaned_data
    meetings = meetings_in_care(user, ids)
    if not meetings or len(ids) > MOST_AT_ONCE:
        return asked(request, kind, form, ids)
    if "save" not in request.POST:
        return previewed(request, plan_of(kind, kind.steps(user, meetings, told), told))
    try:
        outcome = keep_change(kind, user, ids, told, request.POST.get("fingerprint", ""))
    except (ValidationError, IntegrityError) as error:
        return asked(request, kind, form, ids, reasons(error))
    if isinstance(outcome, Revision):
        return redirect("admin:bulk_done", outcome.pk)
    return previewed(request, outcome, is_changed=True)
