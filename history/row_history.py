"""The history of a row in the workplace: one entry is one thing that somebody did, and can be put back."""

from collections.abc import Sequence
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.core.paginator import Paginator
from django.db import IntegrityError, models
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _

from history.belonging import about, told_with
from history.erasing import erase_values
from history.models import Change, Revision
from history.querysets import ChangeQuerySet
from history.refusals import reasons
from history.road import WORKPLACE
from history.row_entries import RowEntry, entries_of
from history.scoped_admin import ScopedAdmin, is_administrator, signed_in
from history.undo_plan import plan
from history.undo_words import plan_in_words
from history.undoing import own_changes, put_back

ENTRIES = 25  # on a page


class WithHistory(ScopedAdmin):
    """A row's page in the workplace has its history beside it."""

    object_history_template = "history/row_history.html"

    def get_urls(self) -> list[Any]:
        """The history's own pages; before Django's, whose last address takes everything."""
        name = f"{self.opts.app_label}_{self.opts.model_name}"
        inside = self.admin_site.admin_view
        pages: list[URLPattern] = [
            path("<path:object_id>/history/put-back/<int:revision>/", inside(self.put_back_view), name=f"{name}_put_back"),
            path("<path:object_id>/history/erase/", inside(self.erase_view), name=f"{name}_erase"),
        ]
        return [*pages, *super().get_urls()]

    def row_at(self, request: HttpRequest, object_id: str) -> models.Model:
        """The row of an address. Raises Http404 where there is none in the care of whoever asks."""
        row: models.Model | None = self.get_object(request, object_id)
        if row is None or not self.has_view_or_change_permission(request, row):
            raise Http404
        return row

    def page_address(self, page: str, *args: Any) -> str:
        return reverse(f"admin:{self.opts.app_label}_{self.opts.model_name}_{page}", args=args)

    def about_row(self, request: HttpRequest, row: models.Model, title: str) -> dict[str, Any]:
        """What every page about the history of a row shows."""
        address = self.page_address("history", row.pk)
        return {**self.admin_site.each_context(request), "title": title, "object": row, "opts": self.opts, "back": address}

    def history_view(self, request: HttpRequest, object_id: str, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        row = self.row_at(request, object_id)
        changes = Change.objects.filter(about(told_with(row)))
        found = Revision.objects.filter(pk__in=changes.values("revision")).with_who()
        page = Paginator(found, ENTRIES).get_page(request.GET.get("page"))
        context = {
            **self.about_row(request, row, _("History: %(row)s") % {"row": row}),
            "entries": self.entries(request, row, list(page), changes),
            "page": page,
            "erase": self.page_address("erase", row.pk) if is_administrator(request) else "",
        }
        return TemplateResponse(request, self.object_history_template, context)

    def entries(
        self, request: HttpRequest, row: models.Model, revisions: Sequence[Revision], changes: ChangeQuerySet
    ) -> list[RowEntry]:
        """What is told on a page, with the addresses under which it can be put back."""
        told = list(changes.filter(revision__in=[one.pk for one in revisions]).select_related("content_type").order_by("pk"))
        own = own_changes(told, signed_in(request)) if self.has_change_permission(request, row) else []
        addresses = {one.pk: self.page_address("put_back", row.pk, one.pk) for one in revisions}
        return entries_of(row, revisions, told, own, addresses, to=signed_in(request))

    def put_back_view(self, request: HttpRequest, object_id: str, revision: int) -> HttpResponse:
        """Asks whether it is meant, with what would change; a POST does it."""
        row = self.row_at(request, object_id)
        changes, field = self.asked_for(request, row, revision), request.GET.get("field", "")
        refusals: tuple[str, ...] = ()
        if request.method == "POST":
            try:
                put_back(changes, only_field=field, by=signed_in(request), source=WORKPLACE)
            except (ValidationError, IntegrityError) as error:
                refusals = reasons(error)
            else:
                self.message_user(request, _("It is put back."))
                return HttpResponseRedirect(self.page_address("history", row.pk))
        context = {
            **self.about_row(request, row, _("Put back: %(row)s") % {"row": row}),
            "planned": plan_in_words(plan(changes, only_field=field, only_clear=False), to=signed_in(request)),
            "refusals": refusals,
        }
        return TemplateResponse(request, "history/put_back.html", context)

    def asked_for(self, request: HttpRequest, row: models.Model, revision: int) -> list[Change]:
        """The changes of an entry that are to be put back: all that are told here, or the one of which the address has the key.
        Raises Http404 where whoever asks may not change any of them."""
        if not self.has_change_permission(request, row):
            raise PermissionDenied
        changes = Change.objects.filter(about(told_with(row)), revision=revision).select_related("content_type").order_by("pk")
        one = request.GET.get("change", "")
        if one:
            changes = changes.filter(pk=int(one) if one.isdecimal() and len(one) < len(str(2**63)) else 0)
        own = own_changes(changes, signed_in(request))
        if not own:
            raise Http404
        return own

    def erase_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """Administrators erase what the history keeps of a row's values, as where somebody asks for it."""
        if not is_administrator(request):
            raise PermissionDenied
        row = self.row_at(request, object_id)
        if request.method == "POST":
            erase_values(row, by=signed_in(request), source=WORKPLACE)
            self.message_user(request, _("The values are erased from the history; an entry says so."))
            return HttpResponseRedirect(self.page_address("history", row.pk))
        context = self.about_row(request, row, _("Erase from the history: %(row)s") % {"row": row})
        return TemplateResponse(request, "history/erase.html", context)
