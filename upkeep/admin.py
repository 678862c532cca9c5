"""Rows of this room in the workplace's lists."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from history.tracked_admin import ReadOnlyAdmin
from upkeep.models import Invitation
from upkeep.team_page import name_of


@admin.register(Invitation)
class InvitationAdmin(ReadOnlyAdmin):
    """Invitations are made, taken and taken back on the pages of who keeps what."""

    list_display = ("email", "role", "service_body", "group", "by", "open_until", "accepted_at", "withdrawn_at")
    list_select_related = ("service_body", "group", "invited_by")
    list_filter = ("role",)
    fields = ("email", "language", "role", "service_body", "group", "starts_on", "ends_on", "by", "invited_at", "open_until")

    @admin.display(description=_("invited by"))
    def by(self, invitation: Invitation) -> str:
        return name_of(invitation.invited_by) if invitation.invited_by else ""
