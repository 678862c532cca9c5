"""What is around a meeting: in its house, of its group, near on the same topics, at the same hour, of another kind.

Where a meeting may not be found exactly, neither may it by these: the index of searches is as coarse as its visibility asks, and
only meetings that say their house to everyone are in one.
"""

from collections.abc import Collection, Iterable
from datetime import date, timedelta

from django.conf import settings
from django.db.models import BigIntegerField, DateField, Q, SmallIntegerField
from django.utils.translation import get_language

from groups.vocabulary import vocabulary
from history.questions import Among, Given, Question, listed
from meetings.answers import is_dense
from meetings.kinds import DEFAULT_KIND, FormatCategory
from meetings.marks import mark
from meetings.models import Meeting, ScheduleRule, SearchEntry
from meetings.querysets.entries import SearchEntryQuerySet
from meetings.querysets.meetings import vouched_since
from meetings.search import MeetingSearch
from meetings.vocabulary import formats_named
from places.distance import Point
from places.models import Visibility

NEAR_KM = 25
FAR_KM = 100
HOURS_AROUND = 2
LAST_MINUTE = 24 * 60 - 1
FETCHED = 8  # of a house or a group; more than are shown: some turn out not to meet
KEY, MINUTE = BigIntegerField(), SmallIntegerField()
IN_HOUSE = Question(
    lambda: (
        Meeting.objects.published()
        .filter(vouched_since(Given("since", DateField())), venue=Given("venue", KEY), reported_on=None)
        .filter(visibility=Visibility.PUBLIC, venue__visibility=Visibility.PUBLIC)
        .exclude(pk=Given("own", KEY))
        .order_by("pk")
        .values_list("pk")[:FETCHED]
    )
)
OF_GROUP = Question(
    lambda: (
        Meeting.objects.published()
        .filter(group=Given("group", KEY))
        .exclude(pk=Given("own", KEY))
        .order_by("pk")
        .values_list("pk")[:FETCHED]
    )
)
AT_THE_HOUR = Question(
    lambda: (
        ScheduleRule.objects.filter(Among("meeting", "keys"), weekday=Given("weekday", MINUTE))
        .filter(start_minute__gte=Given("first", MINUTE), start_minute__lte=Given("last", MINUTE))
        .order_by()
        .values_list("meeting")
    )
)
# Without their categories, which are known: PostgreSQL joins all rows of a category first, which takes it ten times as long.
FORMATS = Question(lambda: Meeting.formats.through.objects.filter(Among("meeting", "keys")).values_list("meeting", "format"))


def in_house_of(meeting: Meeting, today: date) -> list[int]:
    """The keys of others in the same building that somebody vouches for; none where either does not say to everyone where it is."""
    if meeting.venue is None or meeting.effective_visibility is not Visibility.PUBLIC:
        return []
    since = today - timedelta(days=settings.DUE_DAYS)
    return IN_HOUSE.values(venue=meeting.venue_id, own=meeting.pk, since=since)


def of_group_of(meeting: Meeting) -> list[int]:
    """The keys of others of its group, whether or not somebody vouches for them."""
    return OF_GROUP.values(group=meeting.group_id, own=meeting.pk)


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
    first, last = hours_around(minute)
    return set(AT_THE_HOUR.values(keys=listed(keys), weekday=weekday, first=first, last=last))


def that_go_otherwise(keys: Collection[int], formats: Collection[int]) -> set[int]:
    """Those of the meetings with a way of going about it that is none of these formats."""
    known = formats_named(get_language() or "")
    ways = {one.pk for one in known if one.category == FormatCategory.STRUCTURE}.difference(formats)
    return {meeting for meeting, way in FORMATS.answer(keys=listed(keys)) if way in ways}


def hours_around(minute: int) -> tuple[int, int]:
    """Two hours before to two hours after a minute of the day, within that day."""
    return max(0, minute - HOURS_AROUND * 60), min(LAST_MINUTE, minute + HOURS_AROUND * 60)
