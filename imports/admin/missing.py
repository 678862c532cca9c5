"""The page on which somebody says of each meeting that a run misses whether it has ended."""

from django.contrib import admin, messages
from django.core.paginator import Page, Paginator
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from accounts.care import Right, in_care
from history.road import WORKPLACE
from history.scoped_admin import is_key, signed_in
from imports.deciding import decide_missing, lines_of
from imports.models import ImportRun, MissingMeeting
from imports.telling import why

A_PAGE = 50


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def missing(request: HttpRequest, key: int) -> HttpResponse:
    """One page of them. What is in somebody else's care is not found."""
    run = in_care(ImportRun, signed_in(request), Right.EDIT).select_related("source").filter(pk=key).first()
    if run is None:
        raise Http404
    if request.method == "POST":
        return decided(request, run)
    page: Page[MissingMeeting] = Paginator(run.missing.for_deciding(), A_PAGE).get_page(request.GET.get("page"))
    context = {
        **admin.site.each_context(request),
        "title": _("Have these meetings ended?"),
        "run": run,
        "why": why(run),
        "page": page,
        "lines": lines_of(page, signed_in(request)),
        "runs": reverse("admin:imports_importrun_changelist"),
    }
    return TemplateResponse(request, "imports/missing.html", context)


def decided(request: HttpRequest, run: ImportRun) -> HttpResponse:
    """Do what was decided about the ticked ones, and show what is left."""
    chosen = [int(key) for key in request.POST.getlist("missing") if is_key(key)]
    has_ended = "ended" in request.POST
    count = decide_missing(run, chosen, has_ended=has_ended, by=signed_in(request), source=WORKPLACE)
    if not count:
        messages.warning(request, _("Nothing was decided: no meeting was ticked, or somebody else has decided already."))
    elif has_ended:
        text = ngettext("%(count)d meeting has ended.", "%(count)d meetings have ended.", count)
        messages.success(request, text % {"count": count})
    else:
        text = ngettext("%(count)d meeting stays listed.", "%(count)d meetings stay listed.", count)
        messages.success(request, text % {"count": count})
    is_over = not run.missing.exists()
    address = reverse("admin:imports_importrun_change", args=[run.pk]) if is_over else request.get_full_path()
    return HttpResponseRedirect(address)
