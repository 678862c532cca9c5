"""Schedules in words, in the workplace: each as its source wrote it, how the meeting stands and how it would, and two buttons."""

from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import ValidationError
from django.core.paginator import Page, Paginator
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.care import Right, in_care
from history.road import WORKPLACE
from history.scoped_admin import is_key, signed_in
from history.tracked_admin import ReadOnlyAdmin
from imports.models import WordedSchedule
from imports.offering import leave, meeting_of, offer_lines, take
from imports.querysets import WordedScheduleQuerySet

A_PAGE = 10


@admin.register(WordedSchedule)
class WordedScheduleAdmin(ReadOnlyAdmin):
    """The list is the page on which one decides."""

    fields = ("phrase", "language", "seen_at", "decided_at", "decided_by", "is_taken")

    def has_module_permission(self, request: HttpRequest) -> bool:
        return self.has_right(request, Right.EDIT)

    def changelist_view(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        """What is offered of the meetings that one may edit, the oldest first."""
        offers = in_care(WordedSchedule, signed_in(request), Right.EDIT).open()  # type: ignore[attr-defined]  # its own queryset
        if request.method == "POST":
            return self.decided(request, offers)
        page: Page[WordedSchedule] = Paginator(offers.for_deciding().order_by("pk"), A_PAGE).get_page(request.GET.get("page"))
        context = {
            **self.admin_site.each_context(request),
            "title": _("Schedules in words"),
            "page": page,
            "lines": offer_lines(list(page), timezone.now()),
        }
        return TemplateResponse(request, "imports/offers.html", context)

    def decided(self, request: HttpRequest, offers: WordedScheduleQuerySet) -> HttpResponse:
        """Do what the button says, and show what is left."""
        key = request.POST.get("offer", "")
        offer = offers.for_deciding().filter(pk=key).first() if is_key(key) else None
        try:
            self.carry_out(request, offer)
        except ValidationError as error:
            messages.warning(request, " ".join(error.messages))
        return HttpResponseRedirect(request.get_full_path())

    def carry_out(self, request: HttpRequest, offer: WordedSchedule | None) -> None:
        """Take it or leave it. Raises ValidationError."""
        if offer is None:
            raise ValidationError(_("Somebody else has decided this in the meantime. Nothing was done by you."))
        name = meeting_of(offer).name
        if "leave" in request.POST:
            leave(offer, by=signed_in(request))
            messages.success(request, _("“%(meeting)s” stays as it is. This sentence is not offered again.") % {"meeting": name})
        else:
            take(offer, request.POST.get("take", ""), by=signed_in(request), source=WORKPLACE)
            messages.success(
                request, _("“%(meeting)s” meets as the sentence says. The history can put it back.") % {"meeting": name}
            )
