"""What is around a meeting: in its house, of its group, near on the same topics, at the same hour, of another kind.

Where a meeting may not be found exactly, neither may it by these: the index of searches is as coarse as its visibility asks, and
only meetings that say their house to everyone are in one.
"""

from collections.abc import Collection, Iterable
from datetime import date

from django.db.models import Q

from groups.vocabulary import vocabulary
from meetings.answers import is_dense
from meetings.kinds import DEFAULT_KIND, FormatCategory
from meetings.marks import mark
from meetings.models import Meeting, ScheduleRule, SearchEntry
from meetings.querysets.entries import SearchEntryQuerySet
from meetings.querysets.meetings import MeetingQuerySet, vouched
from meetings.search import MeetingSearch
from places.distance import Point
from places.models import Visibility

NEAR_KM = 25
FAR_KM = 100
HOURS_AROUND = 2
LAST_MINUTE = 24 * 60 - 1


def in_house_of(meeting: Meeting, today: date, count: int) -> list[int]:
    """The keys of others in the same building that somebody vouches for; none where either does not say to everyone where it is."""
    if meeting.venue is None or meeting.effective_visibility is not Visibility.PUBLIC:
        return []
    public = Q(visibility=Visibility.PUBLIC, venue__visibility=Visibility.PUBLIC)
    others = Meeting.objects.published().filter(public, vouched(today), venue=meeting.venue, reported_on=None)
    return keys_of(others.exclude(pk=meeting.pk), count)


def of_group_of(meeting: Meeting, count: int) -> list[int]:
    """The keys of others of its group, whether or not somebody vouches for them."""
    return keys_of(Meeting.objects.published().filter(group=meeting.group_id).exclude(pk=meeting.pk), count)


def keys_of(meetings: MeetingQuerySet, count: int) -> list[int]:
    return list(meetings.order_by("pk").values_list("pk", flat=True)[:count])


def near_on(topics: Collection[str], point: Point, km: int, today: date, count: int, *, besides: Q) -> dict[int, int]:
    """The keys of the nearest meetings on one of the topics that somebody vouches for, the nearest first, each with that of its
    fellowship. In a dense city a small circle is looked at first: the wide one holds twenty times as many as are needed."""
    found: dict[int, int] = {}
    for reach in (km / 5, km) if is_dense(point, km) else (km,):
        near = on_topics(SearchEntry.objects.found_otherwise().within(point, reach), topics, today).exclude(besides)
        rows = near.annotate(far=near.chord(point)).order_by("far", "meeting").values_list("meeting", "fellowship", "far")
        found = {meeting: fellowship for meeting, fellowship, _far in rows.distinct()[:count]}
        if len(found) == count:
            break
    return found


def from_home_on(topics: Collection[str], languages: Iterable[str], today: date, count: int, *, besides: Q) -> list[int]:
    """The keys of some in which one takes part from home, in one of these languages."""
    remote = on_topics(SearchEntry.objects.filter(is_remote=True), topics, today).exclude(besides)
    spoken = remote.marked(mark("l", code.lower()) for code in languages)
    return list(spoken.order_by("meeting").values_list("meeting", flat=True).distinct()[:count])


def on_topics(entries: SearchEntryQuerySet, topics: Collection[str], today: date) -> SearchEntryQuerySet:
    """Meetings, and nothing else, on one of the topics, that somebody vouches for and nobody has reported: no one is sent to a door
    that may be shut. None where there is no topic."""
    if not topics:
        return entries.none()
    open_doors = entries.filter(meeting__reported_on=None)
    return open_doors.about(MeetingSearch(topic=tuple(topics)), vocabulary()).of_kinds((DEFAULT_KIND,)).vouched(today)


def that_meet_around(keys: Collection[int], weekday: int, minute: int) -> set[int]:
    """Those of the meetings that have a rule on the weekday that starts at most two hours before or after a minute of the day."""
    at_that_hour = ScheduleRule.objects.filter(meeting__in=keys, weekday=weekday, start_minute__range=hours_around(minute))
    return set(at_that_hour.values_list("meeting", flat=True))


def that_go_otherwise(keys: Collection[int], formats: Collection[int]) -> set[int]:
    """Those of the meetings with a way of going about it that is none of these formats."""
    ways = Meeting.formats.through.objects.filter(meeting__in=keys, format__category=FormatCategory.STRUCTURE)
    return set(ways.exclude(format__in=formats).values_list("meeting", flat=True))


def hours_around(minute: int) -> tuple[int, int]:
    """Two hours before to two hours after a minute of the day, within that day."""
    return max(0, minute - HOURS_AROUND * 60), min(LAST_MINUTE, minute + HOURS_AROUND * 60)
