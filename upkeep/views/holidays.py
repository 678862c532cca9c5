"""The holiday wizard: days, then every date on them on the same screen, then a preview, then one entry in the history."""

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.care import Right, care_of
from accounts.models import User
from history.models import Revision
from history.scoped_admin import signed_in
from languages.text import TranslatedText
from upkeep.holiday_decisions import keep_decisions, plan_of, read_decisions
from upkeep.holiday_forms import DaysForm, ReasonForm, choices_of
from upkeep.holiday_page import screen
from upkeep.holidays import are_too_many, countries_in_care, dates_in_care, today_to
from upkeep.occasions import Occasion, Span, names_of, occasions
from upkeep.views.plans import page, previewed

OFFERED_DAYS = 150


@require_http_methods(["GET", "HEAD", "POST"])
def holidays(request: HttpRequest) -> HttpResponse:
    """Which days are in the address; what is decided about them comes by POST."""
    user = signed_in(request)
    if not care_of(user, Right.EDIT):
        raise PermissionDenied
    ahead = offered(user)
    form = DaysForm(request.GET if {"days", "first", "last"} & set(request.GET) else None)
    spans = form.spans if form.is_bound else []
    reason = ReasonForm(request.POST or None, initial={"reason": reason_for(ahead, spans)})
    if request.method == "POST" and spans and reason.is_valid() and "edit" not in request.POST:
        return decided(request, user, spans, reason.cleaned_data["reason"], (form, ahead, reason))
    return shown(request, user, spans, (form, ahead, reason))


def offered(user: User) -> list[Occasion]:
    """The holidays to come where one's meetings are."""
    span = today_to(OFFERED_DAYS)
    return occasions(countries_in_care(user), span.first, span.last)


def reason_for(ahead: list[Occasion], spans: list[Span]) -> TranslatedText:
    """The names of the holidays that were ticked."""
    return names_of([one for one in ahead if one.span in spans])


Forms = tuple[DaysForm, list[Occasion], ReasonForm]


def decided(request: HttpRequest, user: User, spans: list[Span], reason: TranslatedText, forms: Forms) -> HttpResponse:
    """The preview, or what was previewed; the screen again where a time cannot be read or nothing was chosen."""
    asked = read_decisions(dates_in_care(user, spans), request.POST)
    if asked.mistaken or not asked.decisions:
        return shown(request, user, spans, forms, mistaken=asked.mistaken, says_nothing=not asked.mistaken)
    if "save" not in request.POST:
        return previewed(request, plan_of(asked.decisions, reason))
    outcome = keep_decisions(user, spans, request.POST, reason, request.POST.get("fingerprint", ""))
    if isinstance(outcome, Revision):
        return redirect("admin:bulk_done", outcome.pk)
    return previewed(request, outcome, is_changed=True)


def shown(
    request: HttpRequest,
    user: User,
    spans: list[Span],
    forms: Forms,
    *,
    mistaken: frozenset[str] = frozenset(),
    says_nothing: bool = False,
) -> HttpResponse:
    """The one screen."""
    form, ahead, reason = forms
    given = request.POST if request.method == "POST" else request.GET
    dates = dates_in_care(user, spans) if spans else []
    is_cut = bool(spans) and are_too_many(user, spans)
    context = {
        "title": _("Holidays: what meets and what does not"),
        "form": form,
        "ticks": [(code, label, code in {span.code for span in spans}) for code, label in choices_of(ahead)],
        "reason": reason,
        "asked": bool(spans),
        "screen": screen(user, dates, given, mistaken, number=request.GET.get("page")),
        "is_cut": is_cut,
        "mistaken": len(mistaken),
        "says_nothing": says_nothing,
        "days_query": days_query(request),
    }
    return page(request, "upkeep/holidays.html", context)


def days_query(request: HttpRequest) -> str:
    """The days of the address, for the links to other pages of the dates."""
    query = request.GET.copy()
    query.pop("page", None)
    return query.urlencode()
