"""Where else to go: with the family under the same roof, with the same group, in the same house, near at the same hour, otherwise.

A few queries find keys, one loading reads them all; what they cost does not grow with what they find. No house that is hidden is
told by any of them (nearby.py).
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime, time
from enum import StrEnum

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy

from groups.kinds import Serves
from groups.vocabulary import vocabulary
from meetings.card_rows import rows_ahead
from meetings.kinds import ALL_KINDS, FormatCategory
from meetings.models import Meeting
from meetings.nearby import (
    FAR_KM,
    FETCHED,
    NEAR_KM,
    from_home_on,
    hours_around,
    in_house_of,
    near_on,
    of_group_of,
    that_go_otherwise,
    that_meet_around,
)
from meetings.search import How, MeetingSearch, Sort
from meetings.shown_dates import ShownDate
from meetings.suggestions import Suggestion, soonest, suggested, suggestion, upcoming
from meetings.windows import WEEKDAYS
from places.distance import Point

SHOWN = 5
NEIGHBOURS = 200  # among so many, the nearest on the same topics, one looks for the hour and for other kinds


class Why(StrEnum):
    """What makes a meeting an alternative; in the order in which they are told."""

    NEAREST = "nearest"
    PAIRED = "paired"
    GROUP = "group"
    HERE = "here"
    HOUR = "hour"
    KIND = "kind"


TITLES = {
    Why.NEAREST: gettext_lazy("The nearest meetings on the same topic"),
    Why.PAIRED: gettext_lazy("Bring the family: at the same hour under the same roof"),
    Why.GROUP: gettext_lazy("Other meetings of this group"),
    Why.HERE: gettext_lazy("Other meetings in this house"),
    Why.HOUR: gettext_lazy("Near by at about the same hour"),
    Why.KIND: gettext_lazy("Try another kind of meeting"),
}
# Who goes to the other meeting of a pair. What serves anyone is no pair: one goes there together.
PAIRED_WITH = {
    Serves.PERSON_CONCERNED: gettext_lazy("For those who have the problem themselves."),
    Serves.RELATIVES: gettext_lazy("For relatives and friends."),
    Serves.ADULT_CHILDREN: gettext_lazy("For adults who grew up in such a family."),
    Serves.MINORS: gettext_lazy("For young people."),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Anchor:
    """What the others are around: a meeting with what it is about, and its dates in its own house. `is_unsure` where one had better
    go to another."""

    meeting: Meeting
    topics: tuple[str, ...]
    dates: list[ShownDate]
    is_unsure: bool

    @property
    def hour(self) -> tuple[int, int] | None:
        """Its weekday and the minute of the day: those of its next date, else of its first rule that has any."""
        if self.dates:
            return self.dates[0].starts_at.weekday(), minute_of(self.dates[0].starts_at)
        timed = ((rule.weekday, rule.start_minute) for rule in self.meeting.loaded_rules)
        return next(((weekday, minute) for weekday, minute in timed if weekday is not None and minute is not None), None)


@dataclass(frozen=True, slots=True)
class Section:
    """Suggestions for one reason, and the search that finds more of them."""

    title: str
    suggestions: list[Suggestion]
    more: MeetingSearch | None


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """Where else to go from a meeting that `for_listing` loaded, about these topics (slugs); asked where it is not drawn yet."""

    meeting: Meeting
    topics: tuple[str, ...]
    now: datetime
    is_unsure: bool

    def sections(self) -> list[Section]:
        return alternatives(self.meeting, self.topics, now=self.now, is_unsure=self.is_unsure)


def alternatives(meeting: Meeting, topics: Iterable[str], *, now: datetime, is_unsure: bool = False) -> list[Section]:
    """The sections for a meeting that `for_listing` loaded, about these topics (slugs); each other one is in one of them."""
    dates = [shown for shown in upcoming(meeting, now) if shown.elsewhere is None]
    anchor = Anchor(meeting=meeting, topics=tuple(topics), dates=dates, is_unsure=is_unsure)
    keys = keys_around(anchor, timezone.localdate(now))
    loaded = rows_ahead({key for found in keys.values() for key in found}, now)
    sections, told = [], set[int]()
    for why in Why:
        rows = [loaded[key] for key in keys.get(why, ()) if key in loaded and key not in told]
        suggestions = CHOOSE[why](anchor, rows, now)[:SHOWN]
        told.update(suggestion.card.meeting.pk for suggestion in suggestions)
        if suggestions:
            sections.append(Section(str(TITLES[why]), suggestions, more(why, anchor)))
    return sections


def keys_around(anchor: Anchor, today: date) -> dict[Why, list[int]]:
    """The keys of those that may be suggested. What nobody has vouched for is suggested only by its own group."""
    meeting = anchor.meeting
    here = in_house_of(meeting, today)
    found = {Why.PAIRED: here, Why.GROUP: of_group_of(meeting), Why.HERE: here}
    if meeting.point:
        return found | keys_near(anchor, meeting.point, today)
    besides = Q(meeting=meeting.pk)
    at_home = from_home_on(anchor.topics, meeting.languages, today, FETCHED, besides=besides) if anchor.is_unsure else []
    return found | {Why.NEAREST: at_home}


def keys_near(anchor: Anchor, point: Point, today: date) -> dict[Why, list[int]]:
    """The keys of those near a point: of the same hour, of other kinds, and where one needs another meeting just the nearest."""
    besides = Q(meeting=anchor.meeting.pk)
    near = near_on(anchor.topics, point, NEAR_KM, today, NEIGHBOURS, besides=besides)
    found = {Why.KIND: keys_of_another_kind(anchor, near)}
    if anchor.hour:
        meet_then = that_meet_around(near, *anchor.hour)
        found[Why.HOUR] = [key for key in near if key in meet_then][:FETCHED]
    if anchor.is_unsure:
        found[Why.NEAREST] = list(near_on(anchor.topics, point, FAR_KM, today, FETCHED, besides=besides))
    return found


def keys_of_another_kind(anchor: Anchor, near: dict[int, int]) -> list[int]:
    """Of those near, by their fellowship: those of another method, then those of the same that go about it otherwise."""
    alike = set(vocabulary().working_by([anchor.meeting.group.fellowship.method]))
    formats = [one.pk for one in anchor.meeting.loaded_formats if one.category == FormatCategory.STRUCTURE]
    same = [key for key, fellowship in near.items() if fellowship in alike]
    differ = that_go_otherwise(same, formats)
    otherwise = [key for key in same if key in differ]
    return [key for key, fellowship in near.items() if fellowship not in alike][: FETCHED // 2] + otherwise[: FETCHED // 2]


def minute_of(moment: datetime) -> int:
    """The minute of the day, on the clock that the moment is told by."""
    return moment.hour * 60 + moment.minute


def nearest(anchor: Anchor, rows: list[Meeting], now: datetime) -> list[Suggestion]:
    found = suggested(rows, now, near=anchor.meeting.point)
    return found if anchor.meeting.point else soonest(found)


def paired(anchor: Anchor, rows: list[Meeting], now: datetime) -> list[Suggestion]:
    """Those for somebody else of the family, by the first date that overlaps with one of this meeting."""
    own, found = anchor.meeting.group.whom_it_serves, []
    for row in rows:
        serves = row.group.whom_it_serves
        shared = next((theirs for theirs in upcoming(row, now) if overlaps_any(theirs, anchor.dates)), None)
        if shared and own != serves and own in PAIRED_WITH and serves in PAIRED_WITH:
            found.append(suggestion(row, shared, now=now, note=str(PAIRED_WITH[serves])))
    return soonest(found)


def overlaps_any(shown: ShownDate, others: list[ShownDate]) -> bool:
    """Whether a date in this house is at the same time as another; of unknown length each counts by its start."""
    return shown.elsewhere is None and any(starts_during(shown, other) or starts_during(other, shown) for other in others)


def starts_during(one: ShownDate, other: ShownDate) -> bool:
    return one.starts_at == other.starts_at or other.starts_at < one.starts_at < (other.ends_at or other.starts_at)


def of_the_group(_anchor: Anchor, rows: list[Meeting], now: datetime) -> list[Suggestion]:
    return soonest(suggested(rows, now))


def in_this_house(_anchor: Anchor, rows: list[Meeting], now: datetime) -> list[Suggestion]:
    return soonest(suggested(rows, now, fits=lambda shown: shown.elsewhere is None))


def at_the_hour(anchor: Anchor, rows: list[Meeting], now: datetime) -> list[Suggestion]:
    """Those that meet on the same weekday, two hours before to two hours after."""
    if anchor.hour is None:
        return []
    weekday, (first, last) = anchor.hour[0], hours_around(anchor.hour[1])

    def fits(shown: ShownDate) -> bool:
        return shown.elsewhere is None and shown.starts_at.weekday() == weekday and first <= minute_of(shown.starts_at) <= last

    found = suggested(rows, now, near=anchor.meeting.point, fits=fits)
    return soonest([one for one in found if one.card.date])


def of_another_kind(anchor: Anchor, rows: list[Meeting], now: datetime) -> list[Suggestion]:
    """One of each kind: another method before another format."""
    by_kind: dict[str, Suggestion] = {}
    for one in suggested(rows, now, near=anchor.meeting.point, fits=lambda shown: shown.elsewhere is None):
        by_kind.setdefault(one.card.what, one)
    return list(by_kind.values())


CHOOSE: dict[Why, Callable[[Anchor, list[Meeting], datetime], list[Suggestion]]] = {
    Why.NEAREST: nearest,
    Why.PAIRED: paired,
    Why.GROUP: of_the_group,
    Why.HERE: in_this_house,
    Why.HOUR: at_the_hour,
    Why.KIND: of_another_kind,
}


def more(why: Why, anchor: Anchor) -> MeetingSearch | None:
    """The search that finds all of a section. Of a pair there is none: it is what it is."""
    meeting = anchor.meeting
    match why:
        case Why.GROUP:
            return MeetingSearch(group=(meeting.group.public_id,), kind=(ALL_KINDS,))
        case Why.HERE:
            return MeetingSearch(venue=(meeting.venue.public_id,), kind=(ALL_KINDS,)) if meeting.venue else None
        case Why.HOUR if anchor.hour:
            earliest, latest = (time(*divmod(minute, 60)) for minute in hours_around(anchor.hour[1]))
            day = WEEKDAYS[anchor.hour[0]]
            return MeetingSearch(at=meeting.point, topic=anchor.topics, when=day, earliest=earliest, latest=latest)
        case Why.NEAREST | Why.KIND:
            return on_the_topics(anchor)
        case _:
            return None


def on_the_topics(anchor: Anchor) -> MeetingSearch:
    """What is near on the same topics, the nearest first; from home, where one takes part from home."""
    if anchor.meeting.point is None:
        return MeetingSearch(topic=anchor.topics, how=(How.ONLINE,))
    return MeetingSearch(at=anchor.meeting.point, topic=anchor.topics, sort=Sort.DISTANCE)
