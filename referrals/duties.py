"""What lists need their keepers for (upkeep/duties.py)."""

from datetime import date

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.care import Right, in_care
from accounts.models import User
from referrals.kinds import Concern
from referrals.models import ListedMeeting, ReferralList
from referrals.news import asking
from upkeep.duties import EXAMPLES, Duty, duty

LOOKED_AT = 300  # meetings on lists: nobody but an administrator has more in their care


@duty(order=15)
def meetings_on_lists(user: User, today: date) -> Duty | None:
    """Meetings on one's lists that ended, moved, or are in doubt: they stand on paper in somebody's pocket."""
    kept = ReferralList.objects.kept(today).filter(pk__in=in_care(ReferralList, user, Right.EDIT))
    rows = ListedMeeting.objects.filter(referral_list__in=kept).select_related("referral_list").in_order()[:LOOKED_AT]
    found = asking(rows, timezone.now())
    if not found:
        return None
    sentence = ngettext(
        "%(count)d meeting on your lists has ended, moved or is in doubt",
        "%(count)d meetings on your lists have ended, moved or are in doubt",
        len(found),
    )
    examples = tuple((f"{one.row.referral_list}: {one.name or _('not listed any more')}", list_address(one.row)) for one in found)
    return Duty(
        sentence=sentence % {"count": len(found)},
        address=reverse("admin:referrals_referrallist_changelist") if len(found) > 1 else examples[0][1],
        count=len(found),
        examples=examples[:EXAMPLES],
        is_urgent=any(one.concern is Concern.ENDED for one in found),
    )


@duty(order=16)
def searches_that_find_nothing(user: User, today: date) -> Duty | None:
    """Lists whose search found nothing when the daily run last asked: what all of them find is too much for every first screen."""
    mine = in_care(ReferralList, user, Right.EDIT).filter(told=Concern.EMPTY)
    empty = list(ReferralList.objects.kept(today).filter(pk__in=mine)[:LOOKED_AT])
    if not empty:
        return None
    sentence = ngettext("The search of %(count)d list finds nothing", "The searches of %(count)d lists find nothing", len(empty))
    examples = tuple((one.name, reverse("admin:referrals_referrallist_change", args=[one.pk])) for one in empty[:EXAMPLES])
    address = reverse("admin:referrals_referrallist_changelist")
    return Duty(sentence=sentence % {"count": len(empty)}, address=address, count=len(empty), examples=examples)


def list_address(row: ListedMeeting) -> str:
    """The page of the list on which it stands."""
    return reverse("admin:referrals_referrallist_change", args=[row.referral_list_id])
