"""How a plan is shown, and what was done by it: the last two pages of every change of many listings."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from history.models import Revision
from history.scoped_admin import signed_in
from history.undoing import undo_address
from upkeep.plans import Plan

OURS = {"csrfmiddlewaretoken", "save", "edit", "preview", "fingerprint"}


def page(request: HttpRequest, template: str, context: dict[str, Any], *, status: int = 200) -> TemplateResponse:
    """A page inside the workplace."""
    return TemplateResponse(request, template, {**admin.site.each_context(request), **context}, status=status)


def previewed(request: HttpRequest, plan: Plan, *, is_changed: bool = False) -> HttpResponse:
    """What would be done, in words; the form goes along, hidden."""
    context = {
        "title": _("Is this right?"),
        "plan": plan,
        "is_changed": is_changed,
        "carried": carried(request),
        "address": request.get_full_path(),
    }
    return page(request, "upkeep/bulk_preview.html", context)


def carried(request: HttpRequest) -> list[tuple[str, str]]:
    """All that the form said, but for its buttons and what is ours."""
    return [(name, value) for name, values in request.POST.lists() if name not in OURS for value in values if value]


@require_safe
def bulk_done(request: HttpRequest, revision: int) -> HttpResponse:
    """What was done, for whoever did it, and the way back."""
    found = get_object_or_404(Revision, pk=revision, by=signed_in(request))
    context = {"title": _("Done"), "revision": found, "undo": undo_address(found)}
    return page(request, "upkeep/bulk_done.html", context)
