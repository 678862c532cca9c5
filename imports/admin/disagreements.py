"""Where sources and people say different things, in the workplace: both side by side, and which holds."""

from typing import cast

from django.contrib import admin, messages
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy, ngettext

from history.road import WORKPLACE
from history.scoped_admin import signed_in
from history.tracked_admin import ReadOnlyAdmin
from imports.disagreeing import keep_ours, meeting_of, sides_of, take_theirs
from imports.models import Disagreement
from imports.querysets import DisagreementQuerySet


@admin.register(Disagreement)
class DisagreementAdmin(ReadOnlyAdmin):
    list_display = ("meeting", "field", "ours", "source_says", "source", "since")
    list_display_links = None
    search_fields = ("link__meeting__name", "link__source__title")
    ordering = ("-pk",)
    actions = ("keep", "take")
    fields = ("meeting", "field", "ours", "source_says", "source", "since")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Disagreement]:
        return cast("DisagreementQuerySet", super().get_queryset(request)).open().for_deciding()

    @admin.display(description=gettext_lazy("meeting"))
    def meeting(self, disagreement: Disagreement) -> SafeString:
        meeting = meeting_of(disagreement)
        return format_html('<a href="{}">{}</a>', reverse("admin:meetings_meeting_change", args=[meeting.pk]), meeting)

    @admin.display(description=gettext_lazy("field"))
    def field(self, disagreement: Disagreement) -> SafeString:
        """It leads to who said what of the meeting."""
        record = reverse("admin:imports_sourcemeeting_change", args=[disagreement.link_id])
        return format_html('<a href="{}">{}</a>', record, sides_of(disagreement).field)

    @admin.display(description=gettext_lazy("here"))
    def ours(self, disagreement: Disagreement) -> str:
        return sides_of(disagreement).ours

    @admin.display(description=gettext_lazy("the source says"))
    def source_says(self, disagreement: Disagreement) -> str:
        return sides_of(disagreement).theirs

    @admin.display(description=gettext_lazy("source"))
    def source(self, disagreement: Disagreement) -> str:
        return str(disagreement.link.source)

    @admin.action(description=gettext_lazy("Keep what stands here"), permissions=["decide"])
    def keep(self, request: HttpRequest, queryset: DisagreementQuerySet) -> None:
        count = 0
        for disagreement in queryset:
            keep_ours(disagreement)
            count += 1
        text = ngettext("%(count)d field stays as it is.", "%(count)d fields stay as they are.", count)
        self.message_user(request, text % {"count": count})

    @admin.action(description=gettext_lazy("Take what the source says"), permissions=["decide"])
    def take(self, request: HttpRequest, queryset: DisagreementQuerySet) -> None:
        count = 0
        for disagreement in queryset:
            try:
                take_theirs(disagreement, by=signed_in(request), source=WORKPLACE)
            except ValidationError as error:
                self.message_user(request, f"{meeting_of(disagreement)}: {' '.join(error.messages)}", messages.WARNING)
            else:
                count += 1
        text = ngettext("%(count)d field is as the source has it.", "%(count)d fields are as the source has them.", count)
        self.message_user(request, text % {"count": count})
