"""Confirmations in the workplace: what waits, with one button for all that are ticked, and one listing."""

from typing import Any

from django.contrib import admin, messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from accounts.care import Right, in_care
from groups.models import Group
from history.scoped_admin import signed_in
from meetings.freshness import freshness
from meetings.models import Meeting
from upkeep.confirmations import A_PAGE, confirm_all, confirm_known, confirm_told, may_confirm, waiting_line
from upkeep.queues import MOST, longest_first, queue_of
from upkeep.waiting import waiting_for

ALL = "all"


def shown(request: HttpRequest, template: str, title: str, **context: Any) -> HttpResponse:
    return TemplateResponse(request, f"upkeep/{template}.html", {**admin.site.each_context(request), "title": title, **context})


@require_http_methods(["GET", "HEAD", "POST"])
def confirmations(request: HttpRequest) -> HttpResponse:
    """What waits for whoever is at work; on request all in their care that waits; of one group if they like."""
    if request.method == "POST":
        count = confirm_all(request.POST.getlist("meetings"), by=signed_in(request), today=timezone.localdate())
        said = ngettext("%(count)d listing is confirmed today.", "%(count)d listings are confirmed today.", count)
        messages.success(request, said % {"count": count})
        return HttpResponseRedirect(request.get_full_path())
    user, wanted = signed_in(request), request.GET.get("group", "").replace("\x00", "")
    group = in_care(Group, user, Right.CONFIRM).filter(public_id=wanted).first() if wanted else None
    return shown(request, "confirmations", _("Listings that wait for a confirmation"), group=group, **listed(request, group))


def listed(request: HttpRequest, group: Group | None) -> dict[str, Any]:
    """A page of those that wait, the longest first. Of very many only the first are offered."""
    user, today, is_all = signed_in(request), timezone.localdate(), ALL in request.GET
    waiting = waiting_for(user, today) if is_all else queue_of(user, today)
    rows = longest_first(waiting.filter(group=group) if group else waiting)
    keys = list(rows.values_list("pk", flat=True)[: MOST + 1])
    page = Paginator(keys[:MOST], A_PAGE).get_page(request.GET.get("page"))
    meetings = longest_first(Meeting.objects.filter(pk__in=page.object_list)).prefetch_related("rules")
    meetings = meetings.select_related("group", "venue")
    return {
        "lines": [waiting_line(meeting, today) for meeting in meetings],
        "groups": {one.group.public_id: one.group.name for one in meetings},
        "page": page,
        "has_more": len(keys) > MOST,
        "most": MOST,
        "is_all": is_all,
    }


@require_http_methods(["GET", "HEAD", "POST"])
def meeting(request: HttpRequest, public_id: str) -> HttpResponse:
    """One listing: still true, or told by the group itself."""
    user, today = signed_in(request), timezone.localdate()
    listed = may_confirm(user).select_related("group__service_body", "venue")
    found = get_object_or_404(listed, public_id=public_id)
    if request.method == "POST":
        act = confirm_told if request.POST.get("road") == "phone" else confirm_known
        act(found, by=user, today=today)
        messages.success(request, freshness(found, today).sentence)
        return HttpResponseRedirect(back(request))
    return shown(request, "confirm_meeting", found.name, meeting=found, line=waiting_line(found, today))


def back(request: HttpRequest) -> str:
    """Where the button stood; elsewhere nobody is sent."""
    before = request.headers.get("Referer", "")
    is_ours = url_has_allowed_host_and_scheme(before, {request.get_host()}, require_https=request.is_secure())
    return before if is_ours else reverse("admin:confirmations")
