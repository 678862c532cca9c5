"""Everything that the page of a meeting says, in the order in which one needs it."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import islice
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from django.conf import settings
from django.utils import timezone
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from groups.kinds import Confirms
from groups.models import Group, Topic
from interchange.records import Access
from languages.dates import and_list, date_text
from languages.names import language_name
from meetings.access import Sentence, welcome_sentences, who_may_come
from meetings.alternatives import Elsewhere
from meetings.freshness import Freshness, freshness
from meetings.group_words import COSTS, Fact, suitability, went_on_as, what_happens
from meetings.kinds import Facility, MeetingStatus
from meetings.page_rows import topics_of
from meetings.reach import Join, Reach, join, reach
from meetings.shown_dates import ShownDate, each_date_ahead, rule_in_words
from meetings.structured_data import structured_data
from meetings.truth import State, latest
from meetings.where import Where, where

if TYPE_CHECKING:
    from meetings.models import Meeting, ScheduleRule

NEXT_DATES = 6
NOTICES = {
    MeetingStatus.ENDED: gettext_lazy("This meeting has ended. Please do not go there."),
    MeetingStatus.PAUSED: gettext_lazy("This meeting is paused at the moment."),
}
UNVOUCHED = (State.UNCONFIRMED, State.ARCHIVED)
ACCESS_TAGS = {Access.OPEN: gettext_lazy("open"), Access.CLOSED: gettext_lazy("closed")}


@dataclass(frozen=True, slots=True)
class DateLine:
    """A date with its day in words; open or closed is said where the dates differ."""

    day: str
    date: ShownDate
    access: str


@dataclass(frozen=True, slots=True)
class WhoLine:
    """Who may come; on which dates, where that differs."""

    dates: str
    sentences: list[Sentence]


@dataclass(frozen=True, slots=True, kw_only=True)
class Onward:
    """What leads on from the page: to the calendar, to other meetings, to search engines. `successor` is the group as which the
    group of a meeting that ended went on."""

    next_check: str
    calendar_address: str
    successor: Group | None
    elsewhere: Elsewhere
    structured_data: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingPage:
    """Of a meeting that has ended only what it was; of one that is paused no dates."""

    meeting: "Meeting"
    is_gone: bool
    is_sensitive: bool
    notice: str
    rules: list[str]
    dates: list[DateLine]
    who: list[WhoLine]
    welcome: list[Sentence]
    cost: str
    suits: list[Fact]
    where: Where | None
    join: Join | None
    reach: Reach
    what_happens: list[Sentence]
    languages: str
    freshness: Freshness
    onward: Onward


def meeting_page(meeting: "Meeting", *, now: datetime, address: str) -> MeetingPage:
    """The page of a meeting that `for_listing` or `page_rows` loaded; `address` is its own, complete."""
    rules, today = meeting.loaded_rules, timezone.localdate(now)
    status, topics = meeting.effective_status, topics_of(meeting.group)
    is_gone = status is MeetingStatus.ENDED
    return MeetingPage(
        meeting=meeting,
        is_gone=is_gone,
        is_sensitive=meeting.group.is_sensitive_about(topics),
        notice=str(NOTICES.get(status, "")),
        rules=[] if is_gone else [rule_in_words(meeting, rule) for rule in rules],
        dates=date_lines(meeting, rules, now) if status is MeetingStatus.PUBLISHED else [],
        who=who_lines(meeting, rules),
        welcome=welcome_sentences(meeting),
        cost=cost_in_words(meeting, rules),
        suits=suitability(meeting.group, confirms=Confirms.YES if Facility.PROOF_OF_ATTENDANCE in meeting.facilities else ""),
        where=None if is_gone else where(meeting),
        join=None if is_gone else join(meeting),
        reach=reach(meeting.group, now),
        what_happens=what_happens(meeting.group),
        languages=and_list([language_name(code) for code in meeting.languages]),
        freshness=freshness(meeting, today),
        onward=onward(meeting, topics, now=now, address=address),
    )


def onward(meeting: "Meeting", topics: list[Topic], *, now: datetime, address: str) -> Onward:
    """Of a meeting that takes place how to take it along; of any other where else to go."""
    state, status = freshness(meeting, timezone.localdate(now)).state, meeting.effective_status
    is_on = status is MeetingStatus.PUBLISHED
    is_unsure = not is_on or state in UNVOUCHED
    return Onward(
        next_check=next_check(meeting, state) if is_on else "",
        calendar_address=calendar_address(meeting) if is_on else "",
        successor=went_on_as(meeting.group) if status is MeetingStatus.ENDED else None,
        elsewhere=Elsewhere(meeting, tuple(topic.slug for topic in topics), now, is_unsure),
        structured_data=structured_data(meeting, topics, now=now, address=address) if is_on else "",
    )


def next_check(meeting: "Meeting", state: State) -> str:
    """When somebody will be asked again whether it is true. What is older than that says so itself."""
    vouched_on = latest(meeting.confirmed_on, meeting.listed_on)
    if vouched_on is None or state is not State.CONFIRMED:
        return _("The next check is due now.") if state is State.DUE else ""
    return _("The next check is due on %(date)s.") % {"date": date_text(vouched_on + timedelta(days=settings.CONFIRMED_DAYS))}


def calendar_address(meeting: "Meeting") -> str:
    """The feed of this one meeting, for calendars (docs/addresses.md)."""
    return f"/meetings.ics?{urlencode({'ids': meeting.public_id, 'lang': get_language() or settings.LANGUAGE_CODE})}"


def cost_in_words(meeting: "Meeting", rules: "list[ScheduleRule]") -> str:
    """What it costs, and what a newcomer need not do."""
    return " ".join(cost_sentences(meeting, rules))


def cost_sentences(meeting: "Meeting", rules: "list[ScheduleRule]") -> list[str]:
    """The same, sentence by sentence: only what is true of this group."""
    says_ask = meeting.group.is_invitation_only or any(rule.ask_first or rule.access == Access.NOT_STATED for rule in rules)
    parts = [COSTS.get(meeting.group.cost, ""), "" if says_ask else _("No booking."), _("You do not have to speak.")]
    return [str(part) for part in parts if part]


def date_lines(meeting: "Meeting", rules: "list[ScheduleRule]", now: datetime) -> list[DateLine]:
    """The next six dates, cancelled ones among them."""
    dates_differ = len({rule.access for rule in rules}) > 1
    return [
        DateLine(
            shown.day_label(now),
            shown,
            str(ACCESS_TAGS.get(Access(shown.rule.access), "")) if dates_differ else "",
        )
        for shown in islice(each_date_ahead(meeting, now=now, reader_zone=settings.TIME_ZONE), NEXT_DATES)
    ]


def who_lines(meeting: "Meeting", rules: "list[ScheduleRule]") -> list[WhoLine]:
    """One line where all dates are alike, else one for each kind of dates."""
    by_access: dict[tuple[str, bool], list[ScheduleRule]] = {}
    for rule in rules:
        by_access.setdefault((rule.access, rule.ask_first), []).append(rule)
    several = len(by_access) > 1
    return [
        WhoLine(
            "; ".join(rule_in_words(meeting, rule) for rule in alike) if several else "",
            who_may_come(meeting, alike[0], says_mixed=False),
        )
        for alike in by_access.values()
    ]
