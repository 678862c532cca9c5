"""The history in the workplace: read, never written; an entry can be put back, which is an entry of its own."""

from typing import Any

from django.contrib import admin
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.html import format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.care import in_care
from history.models import Change, Revision
from history.refusals import reasons
from history.road import WORKPLACE
from history.scoped_admin import signed_in
from history.telling import tell, tell_change, who
from history.tracked_admin import ReadOnlyAdmin
from history.undo_plan import TooManyChangesError, UndoPlan, plan_undo
from history.undo_words import plan_in_words
from history.undoing import may_undo, undo, undo_address

SHOWN = 50  # changes on the page of an entry; an import changes a hundred thousand rows


@admin.register(Revision)
class RevisionAdmin(ReadOnlyAdmin):
    """What somebody did. Of its changes those are told that are in the care of whoever asks."""

    list_display = ("at", "done_by", "road", "road_name", "note")
    list_filter = ("road",)
    list_select_related = ("by",)

    def get_urls(self) -> list[Any]:
        undoing = path("<int:revision>/undo/", self.admin_site.admin_view(self.undo_view), name="history_revision_undo")
        return [undoing, *super().get_urls()]

    @admin.display(description=gettext_lazy("who"))
    def done_by(self, revision: Revision) -> str:
        return who(revision.by)

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """An entry in words."""
        if request.method == "POST":
            raise PermissionDenied
        revision = self.get_object(request, object_id)
        if revision is None or not self.has_view_permission(request, revision):
            raise Http404
        told = in_care(Change, signed_in(request)).filter(revision=revision).select_related("content_type").order_by("pk")
        context = {
            **self.page_context(request, str(revision)),
            "entries": tell([revision], list(told[:SHOWN]), to=signed_in(request)),
            "all_changes": f"{reverse('admin:history_change_changelist')}?revision__id__exact={revision.pk}",
            "undo": undo_address(revision),
        }
        return TemplateResponse(request, "history/revision.html", context)

    def page_context(self, request: HttpRequest, title: str) -> dict[str, Any]:
        """What both pages about an entry show."""
        return {**self.admin_site.each_context(request), "title": title, "opts": self.opts}

    def undo_view(self, request: HttpRequest, revision: int) -> HttpResponse:
        """Asks whether it is meant, with what would change; a POST does it."""
        entry = get_object_or_404(Revision, pk=revision)
        planned, refusals = self.planned(request, entry)
        if planned and request.method == "POST":
            try:
                done = undo(entry, by=signed_in(request), source=WORKPLACE)
            except (ValidationError, IntegrityError) as error:
                refusals = reasons(error)
            else:
                self.message_user(request, _("It is put back."))
                return HttpResponseRedirect(reverse("admin:history_revision_change", args=[done.pk or entry.pk]))
        context = {
            **self.page_context(request, _("Put back: %(entry)s") % {"entry": entry}),
            "planned": plan_in_words(planned, to=signed_in(request)) if planned else None,
            "refusals": refusals,
            "back": reverse("admin:history_revision_changelist"),
        }
        return TemplateResponse(request, "history/undo.html", context)

    def planned(self, request: HttpRequest, revision: Revision) -> tuple[UndoPlan | None, tuple[str, ...]]:
        """How an entry would be put back, or why not. Raises Http404 where nothing of it is in the care of whoever asks."""
        user = signed_in(request)
        is_seen = in_care(Revision, user).filter(pk=revision.pk).exists()
        try:
            planned = plan_undo(revision)
        except TooManyChangesError:
            reason = _("This entry changed too many rows to be put back in one go.")
        else:
            if planned.steps and may_undo(planned, user):
                return planned, ()
            reason = _("Not everything that this entry changed is in your care. An administrator can put it back.")
        if not is_seen:
            raise Http404
        return None, (reason,)


@admin.register(Change)
class ChangeAdmin(ReadOnlyAdmin):
    """What entries did, row by row; the page of an entry leads here, to its own."""

    list_display = ("label", "kind", "content_type")
    list_filter = ("kind",)
    list_select_related = ("content_type",)
    ordering = ("-pk",)
    fields = ("revision", "label", "kind", "content_type", "object_id", "what")

    def get_model_perms(self, request: HttpRequest) -> dict[str, bool]:
        return {}  # no line of its own in the index

    @admin.display(description=gettext_lazy("fields"))
    def what(self, change: Change) -> SafeString:
        """Without the names of rows that may have something to hide: here it is not known who asks."""
        return format_html_join("", "<div>{}</div>", ((line.text,) for line in tell_change(change, {}, change.label).lines))
