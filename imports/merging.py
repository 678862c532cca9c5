"""What is done with possible duplicates, and where the records of a merged meeting lead."""

from datetime import datetime
from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from history.road import Road
from history.tracking import Touched
from imports.kinds import DuplicateState
from imports.models import DuplicatePair, SourceMeeting
from meetings.merging import merge_meetings
from meetings.models import Meeting

if TYPE_CHECKING:
    from accounts.models import User


@transaction.atomic
def merge_pair(pair: DuplicatePair, *, keeps_first: bool, at: datetime, by: "User", source: Road) -> Meeting:
    """They are one meeting, and this one stays. Raises ValidationError."""
    pair = undecided(pair)
    kept, merged = (pair.first, pair.second) if keeps_first else (pair.second, pair.first)
    decide(pair, DuplicateState.MERGED, at=at, by=by)
    return merge_meetings(kept, merged, on=timezone.localdate(at), by=by, source=source)


@transaction.atomic
def call_different(pair: DuplicatePair, *, at: datetime, by: "User") -> None:
    """They are not one meeting; nobody is asked again unless both change. Raises ValidationError."""
    decide(undecided(pair), DuplicateState.DIFFERENT, at=at, by=by)


def undecided(pair: DuplicatePair) -> DuplicatePair:
    """The pair as it stands now; whoever else decides on it waits. Raises ValidationError where somebody was quicker."""
    found = DuplicatePair.objects.undecided().filter(pk=pair.pk).select_for_update().first()
    if found is None:
        raise ValidationError(_("Somebody else has decided this in the meantime. Nothing was done by you."))
    return found


def decide(pair: DuplicatePair, state: DuplicateState, *, at: datetime, by: "User") -> None:
    """Write down what somebody says of a pair."""
    pair.state, pair.decided_at, pair.decided_by = state, at, by
    pair.save(update_fields=["state", "decided_at", "decided_by"])


def on_touched(touched: Touched) -> None:
    """Meetings were merged, or that was put back: their records lead to the meeting that they are now."""
    keys = [row.pk for row, fields in touched.changed if isinstance(row, Meeting) and "merged_into_id" in fields]
    for meeting, kept in Meeting.objects.filter(pk__in=keys).values_list("pk", "merged_into") if keys else ():
        if kept is None:
            take_back(meeting)
        else:
            lead_on(meeting, kept)


def lead_on(meeting: int, kept: int) -> None:
    """The records of a merged meeting are now of the one that stays, for their sources too; what else it might be is asked of that
    one."""
    SourceMeeting.objects.filter(meeting=meeting, merged_from=None).update(merged_from=meeting)
    SourceMeeting.objects.filter(merged_from=meeting).update(meeting=kept)
    DuplicatePair.objects.undecided().of_any([meeting]).delete()


def take_back(meeting: int) -> None:
    """They are its own again, and whether it is the other one has to be said anew."""
    SourceMeeting.objects.filter(merged_from=meeting).update(meeting=meeting, merged_from=None)
    DuplicatePair.objects.filter(state=DuplicateState.MERGED).of_any([meeting]).delete()
