"""How lists change: by whoever keeps them, each time as one entry in the history."""

from collections.abc import Collection, Iterable
from datetime import datetime
from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from history.actions import delete, save
from history.road import Road
from history.tracking import tracking
from meetings.models import Meeting
from referrals.models import ListedMeeting, ReferralList
from referrals.standing import loaded, meetings_of, seen_now

if TYPE_CHECKING:
    from accounts.models import User

MOST_PICKED = 40  # as many as a page shows


def save_list(referral_list: ReferralList, *, by: "User | None", source: Road) -> ReferralList:
    """Check and keep a list that a clinic keeps. Raises ValidationError."""
    if referral_list.service_body_id is None:
        raise ValidationError({"service_body": _("Say which clinic or organisation keeps the list.")})
    return save(referral_list, by=by, source=source)


def add_meetings(
    referral_list: ReferralList, meetings: Collection[Meeting], *, at: datetime, by: "User | None", source: Road
) -> list[ListedMeeting]:
    """Put meetings at the end of a list, as they are today; those that stand on it already stay where they are. Raises
    ValidationError where there would be more than anybody reads."""
    with tracking(referral_list, by=by, source=source):
        there = list(referral_list.listed_meetings.in_order())
        known = {row.meeting_id for row in there}
        new = loaded(dict.fromkeys(one.pk for one in meetings if one.pk not in known), at)
        if len(there) + len(new) > MOST_PICKED:
            raise ValidationError(_("A list has room for %(count)d meetings.") % {"count": MOST_PICKED})
        begin = max((row.position for row in there), default=0) + 1
        rows = [
            ListedMeeting(referral_list=referral_list, meeting=meeting, position=position, seen=seen_now(meeting, at))
            for position, meeting in enumerate(new.values(), begin)
        ]
        return [save(row, by=by, source=source) for row in rows]


def save_listed(row: ListedMeeting, *, by: "User | None", source: Road) -> ListedMeeting:
    """Check and keep what is said of a meeting on a list. Raises ValidationError."""
    return save(row, by=by, source=source)


def reorder(referral_list: ReferralList, wanted: Iterable[ListedMeeting], *, by: "User | None", source: Road) -> None:
    """Put the meetings of a list into this order."""
    with tracking(referral_list, by=by, source=source) as tracker:
        for position, row in enumerate(wanted, 1):
            if row.position != position:
                tracker.watch(row)
                row.position = position
                row.save(update_fields=["position"])


def remove(rows: Iterable[ListedMeeting], *, by: "User | None", source: Road) -> None:
    """Take meetings off a list."""
    with tracking(by=by, source=source):
        for row in rows:
            delete(row, by=by, source=source)


def acknowledge(rows: Collection[ListedMeeting], *, at: datetime, by: "User | None", source: Road) -> None:
    """Staff have looked at these meetings: how they are now is known. One that was merged is from now on
    the other."""
    found = meetings_of(rows, at)
    with tracking(by=by, source=source) as tracker:
        for row in rows:
            tracker.watch(row)
            meeting = found[row.pk]
            if meeting.pk != row.meeting_id and row.referral_list.listed_meetings.filter(meeting=meeting).exists():
                delete(row, by=by, source=source)
                continue
            row.meeting, row.seen = meeting, seen_now(meeting, at)
            row.save(update_fields=["meeting", "seen"])
