"""The texts held for a person to look at, in the workplace."""

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy

from accounts.care import Right
from history.road import WORKPLACE
from history.scoped_admin import signed_in
from history.tracked_admin import ReadOnlyAdmin
from imports.actions import decide
from imports.models import HeldText
from imports.querysets import HeldTextQuerySet

SHOWN_CHARACTERS = 300  # of a held text in the list; its page has all of it


@admin.register(HeldText)
class HeldTextAdmin(ReadOnlyAdmin):
    list_display = ("field_name", "reason", "beginning", "meeting", "arrived_at")
    list_select_related = ("source_meeting__meeting",)
    list_filter = ("reason",)
    ordering = ("-pk",)
    actions = ("seen",)

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """What is personal is for who may edit."""
        return self.has_right(request, Right.EDIT, obj)

    def get_queryset(self, request: HttpRequest) -> QuerySet[HeldText]:
        in_care = super().get_queryset(request)
        return in_care.filter(pk__in=HeldText.objects.undecided().current(timezone.now()).values("pk"))

    @admin.display(description=gettext_lazy("text"))
    def beginning(self, held: HeldText) -> str:
        return Truncator(held.text).chars(SHOWN_CHARACTERS)

    @admin.display(description=gettext_lazy("meeting"))
    def meeting(self, held: HeldText) -> SafeString | str:
        meeting = held.source_meeting.meeting
        if meeting is None:
            return ""
        return format_html('<a href="{}">{}</a>', reverse("admin:meetings_meeting_change", args=[meeting.pk]), meeting)

    @admin.action(description=gettext_lazy("Seen: delete the text"), permissions=["decide"])
    def seen(self, request: HttpRequest, queryset: HeldTextQuerySet) -> None:
        decide(queryset, by=signed_in(request), source=WORKPLACE)
