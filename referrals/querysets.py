"""Questions asked of lists, of meetings on them, and of requests."""

from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import Q

from referrals.kinds import RequestState

if TYPE_CHECKING:
    from referrals.models import AccountRequest, ListedMeeting, ReferralList

REQUEST_KEPT = timedelta(days=90)


class ReferralListQuerySet(models.QuerySet["ReferralList"]):
    def kept(self, today: date) -> Self:
        """Those that a clinic keeps at present."""
        return self.filter(Q(closed_on=None) | Q(closed_on__gt=today), service_body__isnull=False)


class ListedMeetingQuerySet(models.QuerySet["ListedMeeting"]):
    def in_order(self) -> Self:
        """As staff put them."""
        return self.order_by("referral_list", "position", "pk")


class AccountRequestQuerySet(models.QuerySet["AccountRequest"]):
    def forget(self, now: datetime) -> int:
        """Empty the mailbox of what was decided, and of what waited too long; of how many."""
        over = ~Q(state=RequestState.OPEN) | Q(asked_at__lt=now - REQUEST_KEPT)
        return self.filter(over).exclude(mail="").update(mail="")
