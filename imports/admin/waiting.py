"""The page that shows what a run that waits would do, record by record."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib import admin
from django.core.paginator import Page, Paginator
from django.db import models
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from accounts.care import Right, in_care
from accounts.models import User
from history.scoped_admin import signed_in
from imports.admin.columns import line
from imports.deciding import line_of
from imports.foreseen import Planned, foreseen_updates, records_of
from imports.kinds import WAITING_OUTCOMES, Outcome
from imports.models import ImportRun
from imports.problems import sentence
from imports.telling import example, why

A_PAGE = 25
CREATED, UPDATED, WITHDRAWN, REJECTED = "created", "updated", "withdrawn", "rejected"
NAMES = {
    CREATED: pgettext_lazy("records", "New"),
    UPDATED: pgettext_lazy("records", "Changed"),
    WITHDRAWN: pgettext_lazy("records", "Missing"),
    REJECTED: pgettext_lazy("records", "Rejected"),
}
EXPLAINED = {
    CREATED: gettext_lazy("These meetings are not here yet. Nobody sees them before you let the run through."),
    UPDATED: gettext_lazy("These meetings are here, and the list says something new of them. What people changed here stays."),
    WITHDRAWN: gettext_lazy("These meetings are here, and the list has them no more. Let through, the run ends them."),
    REJECTED: gettext_lazy("These records of the list cannot be brought in. A meeting that was listed before stays as it is."),
}


@dataclass(frozen=True, slots=True)
class Choice:
    """A filter of the page."""

    value: str
    name: str
    count: int
    is_chosen: bool


@never_cache
@require_safe
def waiting(request: HttpRequest, key: int) -> HttpResponse:
    """One page of one kind of records. A run in somebody else's care is not found; one that waits no more has its own page."""
    user = signed_in(request)
    run = in_care(ImportRun, user, Right.EDIT).select_related("source__fellowship").filter(pk=key).first()
    if run is None:
        raise Http404
    if run.outcome not in WAITING_OUTCOMES:
        return HttpResponseRedirect(reverse("admin:imports_importrun_change", args=[run.pk]))
    planned = Planned.of(run)
    rows = rows_of(run, planned)
    chosen = chosen_kind(request.GET.get("what", ""), rows)
    page: Page[Any] = Paginator(rows[chosen], A_PAGE).get_page(request.GET.get("page"))
    context = {
        **admin.site.each_context(request),
        "title": _("What the run would do"),
        "run": run,
        "why": why(run),
        "choices": [Choice(kind, str(name), len_of(rows[kind]), kind == chosen) for kind, name in NAMES.items()],
        "what": chosen,
        "explained": EXPLAINED[chosen],
        "page": page,
        "lines": lines(run, chosen, page, planned, user),
        "has_all": has_all(run, planned),
    }
    return TemplateResponse(request, "imports/waiting.html", context)


Rows = Sequence[str] | models.QuerySet[Any]


def rows_of(run: ImportRun, planned: Planned) -> dict[str, Rows]:
    """What there is of each kind: keys of records, or rows."""
    rejected = run.problems.filter(rejects=True).order_by("pk")
    return {CREATED: planned.created, UPDATED: planned.updated, WITHDRAWN: run.missing.for_deciding(), REJECTED: rejected}


def len_of(rows: Rows) -> int:
    return rows.count() if isinstance(rows, models.QuerySet) else len(rows)


def chosen_kind(asked: str, rows: dict[str, Rows]) -> str:
    """The kind that is asked for, else the first of which there are any."""
    return asked if asked in rows else next((kind for kind in rows if len_of(rows[kind])), CREATED)


def lines(run: ImportRun, kind: str, page: Page[Any], planned: Planned, user: User) -> list[Any]:
    """The records of a page in words."""
    match kind:
        case "created":
            return [line(record) for record in records_of(run, list(page)).values()]
        case "updated":
            return foreseen_updates(run, list(page), planned, user)
        case "withdrawn":
            return [line_of(one) for one in page]
        case _:
            return [(sentence(one.code), example(one), one.count) for one in page]


def has_all(run: ImportRun, planned: Planned) -> bool:
    """Whether it is known which records the figures of the run are; of one that ran before this was written down it is not."""
    is_all_that_waits = run.outcome == Outcome.WITHDRAWALS_WAIT
    return is_all_that_waits or (len(planned.created), len(planned.updated)) == (run.created, run.updated)
