"""Everything that the page of a group says: on what conditions one may come, who they are, when they meet, how they go about it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy

from groups.kinds import GroupStatus, OrganisationForm
from groups.models import Group, ServiceBody, Topic
from meetings.access import Sentence, who_may_come
from meetings.card_rows import rows_ahead
from meetings.freshness import Freshness, freshness
from meetings.group_words import Fact, facts, in_own_words, went_on_as, what_happens
from meetings.kinds import GATHERINGS, MeetingStatus
from meetings.models import Meeting
from meetings.nearby import FAR_KM, near_on
from meetings.reach import Reach, reach
from meetings.search import How, MeetingSearch, Sort
from meetings.shown_dates import rule_in_words
from meetings.suggestions import Suggestion, is_timeless, suggestion, upcoming
from meetings.where import Where, where
from places.distance import Point

NEAREST_SHOWN = 5
NO_DAY = 7  # after Sunday: meetings without a weekday come last
NOTICES = {
    GroupStatus.ENDED: gettext_lazy("This group has ended."),
    GroupStatus.PAUSED: gettext_lazy("This group pauses at the moment."),
}


@dataclass(frozen=True, slots=True)
class RuleLine:
    """A rule in words, and who may come on its dates where that differs from rule to rule."""

    sentence: str
    who: list[Sentence]


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupMeeting:
    """One meeting of the group: its rules, its next date, who may come where that is the same on all dates."""

    meeting: Meeting
    rules: list[RuleLine]
    next: Suggestion | None
    is_paused: bool
    who: list[Sentence]
    where: Where | None
    freshness: Freshness


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupPage:
    """Of a group that has ended: that it has, as whom it went on, and where else to go."""

    group: Group
    is_gone: bool
    notice: str
    successor: Group | None
    conditions: list[Sentence]
    about: list[Sentence]
    who: list[Sentence]
    meetings: list[GroupMeeting]
    events: list[GroupMeeting]
    what_happens: list[Sentence]
    ways: list[list[Sentence]]
    facts: list[Fact]
    form: str
    bodies: list[ServiceBody]
    reach: Reach
    nearest: list[Suggestion]
    nearby: MeetingSearch


def group_page(group: Group, *, now: datetime) -> GroupPage:
    """The page of a group, loaded with its fellowship, service body and host."""
    rows = in_order(Meeting.objects.for_listing(now).filter(group=group).exclude(status=MeetingStatus.DRAFT))
    told = [group_meeting(row, now) for row in rows if row.rules.all() and row.effective_status is not MeetingStatus.ENDED]
    topics = tuple(Topic.objects.of_group(group).values_list("slug", flat=True))
    point = next((row.point for row in rows if row.point), None)
    return GroupPage(
        group=group,
        is_gone=group.status == GroupStatus.ENDED,
        notice=str(NOTICES.get(GroupStatus(group.status), "")),
        successor=went_on_as(group),
        conditions=in_own_words(group.attendance_conditions),
        about=in_own_words(group.about),
        who=who_all_share(told),
        meetings=[one for one in told if one.meeting.kind in GATHERINGS],
        events=[one for one in told if one.meeting.kind not in GATHERINGS],
        what_happens=what_happens(group),
        ways=[text for text in map(in_own_words, (group.way_of_working, group.rules, group.closing)) if text],
        facts=facts(group),
        form="" if group.organisation_form == OrganisationForm.INFORMAL else str(group.get_organisation_form_display()),
        bodies=[body for body in (group.host, group.service_body) if body],
        reach=reach(group, now),
        nearest=[] if told else nearest(group, topics, point, now),
        nearby=nearby(topics, point),
    )


def in_order(meetings: Iterable[Meeting]) -> list[Meeting]:
    """By weekday and time of their first rule; those without come last."""

    def first(meeting: Meeting) -> tuple[int, int, int]:
        slots = [(rule.weekday, rule.start_minute) for rule in meeting.rules.all()]
        timed = [(weekday, minute) for weekday, minute in slots if weekday is not None and minute is not None]
        return (*min(timed, default=(NO_DAY, 0)), meeting.pk)

    return sorted(meetings, key=first)


def group_meeting(meeting: Meeting, now: datetime) -> GroupMeeting:
    """A meeting with the next date on which it takes place; of one that pauses no date is promised."""
    is_paused = meeting.effective_status is MeetingStatus.PAUSED
    shown = None if is_paused else next(upcoming(meeting, now), None)
    has_next = not is_paused and (shown is not None or is_timeless(meeting))
    lines = [RuleLine(rule_in_words(meeting, rule), who_may_come(meeting, rule, says_mixed=False)) for rule in meeting.rules.all()]
    is_alike = all(line.who == lines[0].who for line in lines)
    return GroupMeeting(
        meeting=meeting,
        rules=[RuleLine(line.sentence, []) for line in lines] if is_alike else lines,
        next=suggestion(meeting, shown, now=now) if has_next else None,
        is_paused=is_paused,
        who=lines[0].who if is_alike else [],
        where=where(meeting),
        freshness=freshness(meeting, timezone.localdate(now)),
    )


def who_all_share(told: list[GroupMeeting]) -> list[Sentence]:
    """Who may come to the group, where that is the same at all of its meetings."""
    different = {tuple(one.who) for one in told}
    return list(different.pop()) if len(different) == 1 else []


def nearest(group: Group, topics: Iterable[str], point: Point | None, now: datetime) -> list[Suggestion]:
    """Where else to go, for whom this group has nothing more: the nearest meetings on its topics, that somebody vouched for."""
    if point is None:
        return []
    own = Q(meeting__group=group)
    keys = near_on(tuple(topics), point, FAR_KM, timezone.localdate(now), NEAREST_SHOWN, besides=own)
    loaded = rows_ahead(keys, now)
    first_dates = ((loaded[key], next(upcoming(loaded[key], now), None)) for key in loaded)
    return [suggestion(row, shown, now=now, near=point) for row, shown in first_dates if shown or is_timeless(row)]


def nearby(topics: tuple[str, ...], point: Point | None) -> MeetingSearch:
    """All on the same topics, the nearest first; from home for a group that is nowhere."""
    if point is None:
        return MeetingSearch(topic=topics, how=(How.ONLINE,))
    return MeetingSearch(at=point, topic=topics, sort=Sort.DISTANCE)
