"""What a run that waits would do, record by record, in words.

Which records it would create and update was written down when it ran. What they say is read from its feed, which is kept, and how
the listings stand is read now: so it stays true while people go on working. Fields are compared by the functions that apply them.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from time import monotonic
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils import timezone

from accounts.care import in_care
from imports.applying.mapping import FormatTable
from imports.fetching.spool import spooled, unpacked
from imports.fetching.web import most_bytes
from imports.foreseen_fields import ForeseenField, Shared, fields_of
from imports.models import ImportRun, KeptFeed, SourceGroup, SourceMeeting, SourceVenue
from imports.planning.keys import group_key, venue_key
from imports.readers import read_records
from interchange.records import MeetingRecord
from meetings.models import Format, Meeting

if TYPE_CHECKING:
    from accounts.models import User

SECONDS = 5.0  # for looking through the feed; a page of the beginning of the longest list takes a tenth of that


@dataclass(frozen=True, slots=True)
class Planned:
    """What is known of the plan of a run: keys in the order of the feed, and the former keys of records that were renamed."""

    created: Sequence[str] = ()
    updated: Sequence[str] = ()
    former: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, run: ImportRun) -> "Planned":
        """Nothing where the feed is not kept any more, and where all but the withdrawals was done at once."""
        kept = KeptFeed.objects.filter(run=run).values_list("planned", flat=True).first()
        return cls(**kept) if kept else cls()


@dataclass(frozen=True, slots=True, kw_only=True)
class ForeseenUpdate:
    """What would become of a listing. Of one in somebody else's care only which fields would change."""

    name: str
    address: str
    is_listed_again: bool
    fields: tuple[ForeseenField, ...]


def records_of(run: ImportRun, keys: Collection[str]) -> dict[str, MeetingRecord]:
    """The records of these keys, as far as they are found in time."""
    found: dict[str, MeetingRecord] = {}
    kept = KeptFeed.objects.filter(run=run).first()
    if kept is None or not keys:
        return found
    limit, deadline, wanted = most_bytes(), monotonic() + SECONDS, set(keys)
    with unpacked(spooled([bytes(kept.content)], most_bytes=limit), most_bytes=limit) as content:
        for record in read_records(content, run.source, timezone.localdate(run.started_at)):
            if isinstance(record, MeetingRecord) and record.key in wanted:
                found.setdefault(record.key, record)
            if len(found) == len(wanted) or monotonic() > deadline:
                break
    return found


def foreseen_updates(run: ImportRun, keys: Sequence[str], planned: Planned, user: "User") -> list[ForeseenUpdate]:
    """What would become of the listings of these records, in a fixed number of queries."""
    records = records_of(run, keys)
    links = links_of(run, [planned.former.get(key, key) for key in records])
    own = set(in_care(Meeting, user).filter(source_links__in=[link.pk for link in links.values()]).values_list("pk", flat=True))
    shared = shared_rows(run, list(records.values()), list(links.values()))
    found = ((record, links.get(planned.former.get(key, key))) for key, record in records.items())
    return [
        foreseen(record, link, shared, is_own=link.meeting_id in own) for record, link in found if link is not None and link.meeting
    ]


def links_of(run: ImportRun, keys: Collection[str]) -> dict[str, SourceMeeting]:
    """The links by these keys, with all of their meetings that is compared."""
    wanted = ("meeting__group__fellowship", "meeting__venue__place")
    found = SourceMeeting.objects.filter(source=run.source_id, key__in=keys).select_related(*wanted)
    return {link.key: link for link in found.prefetch_related("meeting__rules", "meeting__formats")}


def shared_rows(run: ImportRun, records: Sequence[MeetingRecord], links: Sequence[SourceMeeting]) -> Shared:
    """The houses and groups that these records may mean, and those of the meetings."""
    venues = SourceVenue.objects.filter(source=run.source_id).select_related("venue")
    groups = SourceGroup.objects.filter(source=run.source_id).select_related("group")
    meetings = [link.meeting for link in links if link.meeting]
    keys = {venue_key(record.venue) for record in records if record.venue}
    own_venues = venues.filter(venue__in={meeting.venue_id for meeting in meetings if meeting.venue_id})
    own_groups = groups.filter(group__in={meeting.group_id for meeting in meetings})
    return Shared(
        source=run.source,
        today=timezone.localdate(),
        formats=FormatTable.of(Format.objects.all(), run.source.code_set),
        venues={link.key: link for link in (*venues.filter(key__in=keys), *own_venues)},
        groups={link.key: link for link in (*groups.filter(key__in=map(group_key, records)), *own_groups)},
    )


def foreseen(record: MeetingRecord, link: SourceMeeting, shared: Shared, *, is_own: bool) -> ForeseenUpdate:
    """What would become of one listing."""
    meeting = link.meeting
    assert meeting is not None  # noqa: S101  # those that a person has deleted stay away
    fields: Iterator[ForeseenField] = fields_of(record, link, meeting, shared)
    return ForeseenUpdate(
        name=meeting.name,
        address=reverse("admin:meetings_meeting_change", args=[meeting.pk]) if is_own else "",
        is_listed_again=link.withdrawn_on is not None,
        fields=tuple(fields) if is_own else tuple(one.masked() for one in fields),
    )
