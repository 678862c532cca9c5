"""Withdrawing softly what a feed no longer lists, and bringing it back."""

from collections.abc import Iterable
from datetime import date
from itertools import islice

from django.db.models import F

from history.tracking import Tracker
from imports.models import ImportRun, Source, SourceMeeting
from meetings.bulk import BATCH, set_status
from meetings.kinds import MeetingStatus


def withdraw(keys: Iterable[str], run: ImportRun, *, on: date, tracker: Tracker, is_decided: bool = False) -> None:
    """End the meetings of these records, but for those that another record lists too, and those that were entered by hand, unless
    a person has decided it. What a person has ended already stays as it is."""
    remaining = iter(sorted(keys))
    while batch := list(islice(remaining, BATCH)):
        links = list(SourceMeeting.objects.filter(source=run.source, key__in=batch).select_related("meeting"))
        spared = set() if is_decided else entered_by_hand(link.meeting_id for link in links if link.merged_from_id)
        live = {link.meeting.pk for link in links if link.meeting and link.meeting.status != MeetingStatus.ENDED}
        running = live - spared
        for link in links:
            link.withdrawn_on, link.withdrawn_in = on, run
            link.status_before = status_before(link, is_spared=link.meeting_id in spared)
        SourceMeeting.objects.bulk_update(links, ["withdrawn_on", "withdrawn_in", "status_before"])
        listed = SourceMeeting.objects.filter(meeting__in=running, withdrawn_on=None).values_list("meeting", flat=True)
        set_status(sorted(running.difference(listed)), MeetingStatus.ENDED, ended_on=on, tracker=tracker)


def entered_by_hand(meetings: Iterable[int | None]) -> set[int | None]:
    """Those that no source has made: its records are only those of others that were merged into them."""
    found = set(meetings)
    return found - set(SourceMeeting.objects.filter(meeting__in=found, merged_from=None).values_list("meeting", flat=True))


def status_before(link: SourceMeeting, *, is_spared: bool) -> str:
    """What its meeting is brought back to; what was not ended is not brought back either."""
    if link.meeting is None:
        return ""
    return MeetingStatus.ENDED if is_spared else link.meeting.status


def let_go(keys: Iterable[str], source: Source, *, on: date) -> None:
    """Keep the meetings of these records as they are, though the source no longer lists them. Their links are as those of what was
    withdrawn and undone: they come back with their record, and are not withdrawn again before."""
    links = SourceMeeting.objects.filter(source=source, withdrawn_on=None)
    remaining = iter(keys)
    while batch := list(islice(remaining, BATCH)):
        links.filter(key__in=batch).update(withdrawn_on=on, status_before=MeetingStatus.ENDED)


def bring_back(run: ImportRun, *, tracker: Tracker) -> int:
    """Undo what a run withdrew, as far as nobody has changed it since; returns how many meetings that were. The source's links stay
    withdrawn: it does not list them, so it can neither vouch for them nor withdraw them again."""
    links = SourceMeeting.objects.filter(
        withdrawn_in=run, meeting__status=MeetingStatus.ENDED, meeting__ended_on=F("withdrawn_on")
    ).exclude(status_before=MeetingStatus.ENDED)
    # Of two records of a merged meeting either knows how it stood; it is one meeting all the same.
    status_of = dict(links.order_by("pk").values_list("meeting", "status_before"))
    for status in sorted(set(status_of.values())):
        meetings = [meeting for meeting, before in status_of.items() if before == status]
        set_status(meetings, MeetingStatus(status), ended_on=None, tracker=tracker)
    return len(status_of)
