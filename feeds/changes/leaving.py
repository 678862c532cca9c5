"""Which listings have left: what everyone could see, and nobody can any more. Told only by the change with which it left, so that
nobody hears of what is done to a listing afterwards, or of one that was never published."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from feeds.touched import RowChange
from groups.kinds import GroupStatus
from groups.models import Group
from history.models import ChangeKind
from meetings.kinds import MeetingStatus
from meetings.models import Meeting


@dataclass(frozen=True, slots=True)
class Gone:
    """Which, and when."""

    public_id: str
    at: datetime


def gone_rows(changes: Iterable[RowChange]) -> dict[int, Gone]:
    """Meetings that were deleted while they were published, by their keys."""
    deleted = (one for one in changes if one.model is Meeting and one.kind == ChangeKind.DELETED)
    return {
        one.row: Gone(str(public_id), one.at)
        for one in deleted
        for public_id in one.values("public_id")
        if was(one, MeetingStatus.PUBLISHED)
    }


def leaving(meetings: Iterable[int], changes: Iterable[RowChange]) -> dict[int, Gone]:
    """Those of these meetings, none of which can be found now, that left by one of these changes."""
    of_meetings, of_groups = {}, {}
    for one in changes:
        if one.model is Meeting and was(one, MeetingStatus.PUBLISHED):
            of_meetings[one.row] = one.at
        elif one.model is Group and was(one, GroupStatus.ACTIVE):
            of_groups[one.row] = one.at
    regrouped = {one.row: one.at for one in changes if one.model is Meeting and "group_id" in one.fields}
    rows = Meeting.objects.filter(pk__in=list(meetings)).order_by("pk").values_list("pk", "public_id", "group", "status")
    found = {}
    for key, public_id, group, status in rows:
        by_group = regrouped.get(key) or of_groups.get(group) if status == MeetingStatus.PUBLISHED else None
        at = of_meetings.get(key) or by_group
        if at:
            found[key] = Gone(public_id, at)
    return found


def was(change: RowChange, status: str) -> bool:
    """Whether the row had this status until then. Where the value is erased, it may have had."""
    return change.fields.get("status", [""])[0] in {status, None}
