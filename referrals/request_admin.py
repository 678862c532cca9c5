"""Requests for an account in the workplace: administrators invite or decline."""

from collections.abc import Callable

from django.contrib import admin, messages
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from history.scoped_admin import signed_in
from history.tracked_admin import ReadOnlyAdmin
from referrals.account_requests import decline, invite_clinic
from referrals.models import AccountRequest


@admin.register(AccountRequest)
class AccountRequestAdmin(ReadOnlyAdmin):
    list_display = ("organisation", "town", "website", "mail", "asked_at", "state")
    list_filter = ("state",)
    search_fields = ("organisation", "town")
    ordering = ("-pk",)
    actions = ("invite", "decline")
    fields = ("organisation", "town", "website", "mail", "language", "asked_at", "state")

    @admin.action(description=gettext_lazy("Invite: it is a clinic or an organisation that helps"), permissions=["view"])
    def invite(self, request: HttpRequest, rows: QuerySet[AccountRequest]) -> None:
        for one in rows:
            if self.done(request, one, lambda row: invite_clinic(row, by=signed_in(request))) is False:
                text = _("%(name)s: the mail could not be sent. The page of the clinic’s team has the link to pass on.")
                messages.warning(request, text % {"name": one})

    @admin.action(description=gettext_lazy("Decline: nobody is written to"), permissions=["view"])
    def decline(self, request: HttpRequest, rows: QuerySet[AccountRequest]) -> None:
        for one in rows:
            self.done(request, one, decline)

    def done(self, request: HttpRequest, row: AccountRequest, act: Callable[[AccountRequest], bool | None]) -> bool | None:
        """Do it and say so; an obstacle is said and stops nothing else."""
        try:
            outcome = act(row)
        except ValidationError as error:
            messages.error(request, f"{row}: {' '.join(error.messages)}")
            return None
        messages.success(request, _("%(name)s: done.") % {"name": row})
        return outcome
