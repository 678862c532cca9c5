"""The records of sources in the workplace, and who said what of a meeting."""

from typing import Any

from django.contrib import admin
from django.http import Http404, HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from accounts.care import in_care
from history.scoped_admin import signed_in
from history.tracked_admin import ReadOnlyAdmin
from imports.models import Disagreement, SourceMeeting
from imports.said_page import said_of
from meetings.models import Meeting


@admin.register(SourceMeeting)
class RecordAdmin(ReadOnlyAdmin):
    list_display = ("key", "meeting", "source", "withdrawn_on")
    list_select_related = ("meeting", "source")
    search_fields = ("key", "meeting__name")
    ordering = ("-pk",)
    fields = ("listing", "source", "key", "withdrawn_on", "said_of_it")

    def get_model_perms(self, request: HttpRequest) -> dict[str, bool]:
        return {}  # no line of its own in the index; sources and meetings lead here

    def get_urls(self) -> list[Any]:
        own: list[URLPattern] = [path("of/<int:meeting>/", self.admin_site.admin_view(said), name="imports_sourcemeeting_said")]
        return [*own, *super().get_urls()]

    @admin.display(description=gettext_lazy("meeting"))
    def listing(self, link: SourceMeeting) -> SafeString | str:
        if link.meeting is None:
            return ""
        return format_html('<a href="{}">{}</a>', reverse("admin:meetings_meeting_change", args=[link.meeting.pk]), link.meeting)

    @admin.display(description=gettext_lazy("who said it"))
    def said_of_it(self, link: SourceMeeting) -> SafeString | str:
        if link.meeting is None:
            return ""
        page = reverse("admin:imports_sourcemeeting_said", args=[link.meeting.pk])
        return format_html('<a href="{}">{}</a>', page, _("Who said what of it"))


@never_cache
@require_safe
def said(request: HttpRequest, meeting: int) -> HttpResponse:
    """Who said what of a meeting in one's care."""
    found = in_care(Meeting, signed_in(request)).select_related("venue", "group__fellowship").filter(pk=meeting).first()
    if found is None or not found.source_links.exists():
        raise Http404
    own = in_care(Disagreement, signed_in(request)).values("pk")
    context = {
        **admin.site.each_context(request),
        "title": _("Who said what: %(meeting)s") % {"meeting": found},
        "meeting": found,
        "parts": said_of(found),
        "disputed": disputed(Disagreement.objects.about(found.pk).filter(pk__in=own).count()),
    }
    return TemplateResponse(request, "imports/said.html", context)


def disputed(count: int) -> str:
    """How many fields wait for somebody to decide; "" for none."""
    sentence = ngettext(
        "%(count)d field says something else here than in its source",
        "%(count)d fields say something else here than in their sources",
        count,
    )
    return sentence % {"count": count} if count else ""
