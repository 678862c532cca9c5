"""Where sources and people say different things, in the workplace: both side by side, and two buttons."""

from typing import Any, cast

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.paginator import Paginator
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from history.road import WORKPLACE
from history.scoped_admin import is_key, signed_in
from history.tracked_admin import ReadOnlyAdmin
from imports.disagreeing import keep_ours, sides_of, take_theirs
from imports.models import Disagreement
from imports.querysets import DisagreementQuerySet

A_PAGE = 20
KEEP, TAKE = "keep", "take"


@admin.register(Disagreement)
class DisagreementAdmin(ReadOnlyAdmin):
    def open_ones(self, request: HttpRequest) -> DisagreementQuerySet:
        """Those in one's care; of one meeting where the address says so."""
        found = cast("DisagreementQuerySet", self.get_queryset(request)).open().for_deciding().order_by("-pk")
        meeting = request.GET.get("meeting", "")
        return found.about(int(meeting)) if is_key(meeting) else found

    def changelist_view(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        """One below the other, each with its buttons. What is in somebody else's care is not there."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        if request.method == "POST":
            return self.decided(request)
        page = Paginator(self.open_ones(request), A_PAGE).get_page(request.GET.get("page"))
        context = {
            **self.admin_site.each_context(request),
            "title": _("Which of the two holds?"),
            "page": page,
            "all_sides": sides_of(list(page), signed_in(request)),
        }
        return TemplateResponse(request, "imports/disagreements.html", context)

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """They have no page of their own."""
        return HttpResponseRedirect(reverse("admin:imports_disagreement_changelist"))

    @transaction.atomic
    def decided(self, request: HttpRequest) -> HttpResponse:
        """Do what the button says, if both still say what was read."""
        key = request.POST.get("disagreement", "")
        # The row alone is locked: what it points to may be missing.
        found = list(self.open_ones(request).filter(pk=int(key) if is_key(key) else 0).select_for_update(of=("self",)))
        sides = sides_of(found, signed_in(request))
        if not sides or not sides[0].may_decide or request.POST.get("token") != sides[0].token:
            messages.warning(request, _("It says something else by now, or somebody was quicker. Nothing was done by you."))
        elif request.POST.get("do") == KEEP:
            keep_ours(found[0])
            messages.success(request, _("%(field)s stays as it is here.") % {"field": sides[0].field})
        elif request.POST.get("do") == TAKE:
            self.take(request, found[0], sides[0].field)
        return HttpResponseRedirect(request.get_full_path())

    def take(self, request: HttpRequest, disagreement: Disagreement, field: str) -> None:
        """Set it as the source has it, or say why that cannot be."""
        try:
            take_theirs(disagreement, by=signed_in(request), source=WORKPLACE)
        except ValidationError as error:
            messages.warning(request, " ".join(error.messages))
        else:
            messages.success(request, _("%(field)s is now as the source has it.") % {"field": field})
