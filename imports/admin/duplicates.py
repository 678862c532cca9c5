"""Possible duplicates in the workplace: a list, and a page on which both stand side by side."""

from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext_lazy

from history.road import WORKPLACE
from history.scoped_admin import is_key, signed_in
from history.tracked_admin import ReadOnlyAdmin
from imports.duplicate_page import DuplicatePage, duplicate_page
from imports.merging import call_different, merge_pair
from imports.models import DuplicatePair

KEEP_FIRST, KEEP_SECOND, DIFFERENT = "keep-a", "keep-b", "different"
NOBODY = "0"  # the key of no row


@admin.register(DuplicatePair)
class DuplicatePairAdmin(ReadOnlyAdmin):
    list_display = ("__str__", "town", "likelihood", "score", "state")
    list_select_related = ("first__venue", "second")
    list_filter = ("state", "likelihood")
    ordering = ("-score", "pk")

    @admin.display(description=pgettext_lazy("duplicates", "town"))
    def town(self, pair: DuplicatePair) -> str:
        return pair.first.venue.city if pair.first.venue else ""

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """Both side by side, and what can be said of them."""
        kept = self.get_queryset(request).for_comparing()  # type: ignore[attr-defined]  # its own queryset
        pair = get_object_or_404(kept, pk=object_id if is_key(object_id) else NOBODY)
        page = duplicate_page(pair, signed_in(request))
        if request.method == "POST" and page.may_decide:
            return self.decided(request, pair, page)
        context = {
            **self.admin_site.each_context(request),
            "title": _("Is this one meeting?"),
            "pair": pair,
            "page": page,
        }
        return TemplateResponse(request, "imports/duplicate.html", context)

    def decided(self, request: HttpRequest, pair: DuplicatePair, page: DuplicatePage) -> HttpResponse:
        """Do what the button says; then the list of those that are left."""
        if request.POST.get("token") != page.token:
            messages.warning(request, _("The listing has changed in the meantime. Nothing was done: look at it once more."))
            return HttpResponseRedirect(request.path)
        try:
            self.carry_out(request, pair, request.POST.get("do", ""))
        except ValidationError as error:
            messages.warning(request, " ".join(error.messages))
            return HttpResponseRedirect(request.path)
        return HttpResponseRedirect(f"{reverse('admin:imports_duplicatepair_changelist')}?state__exact=open")

    def carry_out(self, request: HttpRequest, pair: DuplicatePair, do: str) -> None:
        """Merge, or leave both. Raises ValidationError."""
        user, now = signed_in(request), timezone.now()
        if do in {KEEP_FIRST, KEEP_SECOND}:
            kept = merge_pair(pair, keeps_first=do == KEEP_FIRST, at=now, by=user, source=WORKPLACE)
            messages.success(request, _("Merged. “%(meeting)s” stays; the other address leads to it.") % {"meeting": kept})
        elif do == DIFFERENT:
            call_different(pair, at=now, by=user)
            messages.success(request, _("Both stay. You are not asked again unless both change."))
        else:
            raise ValidationError(_("Choose one of the buttons."))
