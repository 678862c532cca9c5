"""What stands on a list today: the meetings that were picked by hand, in their order, then those that its search finds."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.http import QueryDict
from django.utils import timezone

from meetings.answers import Found, find
from meetings.filters import MeetingFilter
from meetings.models import Meeting
from meetings.results import shown_of
from meetings.search import MeetingSearch
from meetings.views.search import located
from places.models import Place
from referrals.instead import instead_of
from referrals.kinds import Concern, Note
from referrals.models import ListedMeeting, ReferralList
from referrals.standing import GONE, concern_of, loaded, meetings_of

MOST = 40  # entries; nobody reads more, and a page has to stay quick


@dataclass(frozen=True, slots=True)
class Entry:
    """A meeting on a list. Its notes and its text hold for what staff looked at: where that has changed, they are left out until
    somebody looks again. `alternatives` stand in the place of one that `is_gone`: nothing but its name may be said of it, and of
    one that is not listed any more (it may be a draft by now) not even that. `listed` is None for what the search found."""

    meeting: Meeting
    notes: tuple[Note, ...]
    text: str
    concern: Concern | None
    alternatives: tuple[Meeting, ...]
    listed: ListedMeeting | None = None

    @property
    def is_gone(self) -> bool:
        """Whether one had better go to another."""
        return self.concern in GONE


@dataclass(frozen=True, slots=True)
class Contents:
    """What a list has today. `search_concern` is what is the matter with its search: that it finds nothing, or nothing that
    anybody has confirmed lately."""

    entries: list[Entry]
    search: "Wanted | None"
    search_concern: Concern | None


def entries(referral_list: ReferralList, now: datetime) -> list[Entry]:
    """Picked meetings in their order, then those the search finds; at most 40, in a fixed number of queries."""
    return contents(referral_list, now).entries


def contents(referral_list: ReferralList, now: datetime) -> Contents:
    """The entries of a list, and how its search does."""
    listed = list(referral_list.listed_meetings.in_order()[:MOST])
    picked = meetings_of(listed, now)
    rows: dict[int, ListedMeeting | None] = {}
    for row in listed:
        rows.setdefault(picked[row.pk].pk, row)  # of two that were merged the first one stands for both
    meetings = {meeting.pk: meeting for meeting in picked.values()}
    search = wanted(referral_list) if referral_list.search else None
    found = search.found(now) if search else []
    more = [one.meeting for one in found if one.meeting not in rows][: MOST - len(rows)]
    meetings |= loaded(more, now)
    rows |= dict.fromkeys((key for key in more if key in meetings), None)
    is_kept = not is_closed(referral_list, timezone.localdate(now))
    return Contents(told(rows, meetings, now, is_kept=is_kept), search, concern_of_search(found) if search else None)


def is_closed(referral_list: ReferralList, today: date) -> bool:
    """Whether nobody keeps it any more."""
    return referral_list.closed_on is not None and referral_list.closed_on <= today


@dataclass(frozen=True, slots=True)
class Wanted:
    """The search of a list and its place. One `is_broken` of which a part means nothing any more: without it, it would find what
    nobody has chosen."""

    search: MeetingSearch
    place: Place | None
    is_broken: bool

    def found(self, now: datetime) -> list[Found]:
        """What it finds, as a page of results would show it."""
        if self.is_broken:
            return []
        centre = self.place.point if self.place else self.search.at
        return shown_of(find(self.search, now=now, centre=centre, limit=MOST + 1))


def wanted(referral_list: ReferralList) -> Wanted:
    """The search of a list, read as an address."""
    asked = MeetingFilter(QueryDict(referral_list.search))
    search, place, left_out = located(asked.search)
    return Wanted(search, place, is_broken=bool(asked.ignored or left_out))


def concern_of_search(found: list[Found]) -> Concern | None:
    """What is the matter with a search that finds this: nothing, or only what nobody has confirmed lately."""
    if not found:
        return Concern.EMPTY
    return None if found[0].is_vouched else Concern.STALE


def told(rows: dict[int, ListedMeeting | None], meetings: dict[int, Meeting], now: datetime, *, is_kept: bool) -> list[Entry]:
    """The entries of these meetings, by their keys in this order, with what staff say of them and where to go instead. Of a list
    that nobody keeps nobody stands for the notes."""
    concerns = {key: concern_of(meetings[key], row.seen if row else "", now) for key, row in rows.items()}
    gone = [meetings[key] for key, concern in concerns.items() if concern in GONE]
    keys = instead_of(gone, timezone.localdate(now), besides=rows)
    others = loaded({other: None for found in keys.values() for other in found}, now)
    return [
        entry(meetings[key], row, concerns[key], [others[other] for other in keys.get(key, ()) if other in others], is_kept=is_kept)
        for key, row in rows.items()
    ]


def entry(
    meeting: Meeting, row: ListedMeeting | None, concern: Concern | None, instead: Iterable[Meeting], *, is_kept: bool
) -> Entry:
    """One of them."""
    holds = is_kept and concern not in {*GONE, Concern.CHANGED}
    notes = tuple(Note(value) for value in row.notes if value in Note) if row and holds else ()
    return Entry(meeting, notes, row.text if row and holds else "", concern, tuple(instead), row)
