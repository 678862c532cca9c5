"""The history in the workplace: read, never written."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from history.models import Change, Revision
from history.tracked_admin import COUNTED, ReadOnlyAdmin
from history.telling import named_fields


@admin.register(Revision)
class RevisionAdmin(ReadOnlyAdmin):
    """The history is read, never written."""

    list_display = ("at", "by", "road", "road_name", "note")
    list_filter = ("road",)
    list_select_related = ("by",)
    fields = ("at", "by", "road", "road_name", "note", "rows")

    @admin.display(description=gettext_lazy("changes"))
    def rows(self, revision: Revision) -> SafeString:
        """Their number, which leads to them: an import changes a hundred thousand rows."""
        count = Change.objects.filter(revision=revision)[:COUNTED].count()
        address = f"{reverse('admin:history_change_changelist')}?revision__id__exact={revision.pk}"
        return format_html('<a href="{}">{}{}</a>', address, count, "+" if count == COUNTED else "")


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

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Who may see entries may see what they did."""
        return self.admin_site.get_model_admin(Revision).has_view_permission(request)

    @admin.display(description=gettext_lazy("fields"))
    def what(self, change: Change) -> SafeString:
        sentence = _("%(name)s: from “%(before)s” to “%(after)s”")
        rows = ((sentence % {"name": name, "before": before, "after": after},) for name, before, after in named_fields(change))
        return format_html_join("", "<div>{}</div>", rows)
