"""Everything that the page of a meeting says, in the order in which one needs it."""

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from groups.kinds import Cost
from interchange.records import Access
from languages.dates import and_list
from languages.names import language_name
from meetings.access import Sentence, own_words, welcome_sentences, who_may_come
from meetings.cards import ShownDate, dates_ahead
from meetings.freshness import Freshness, freshness
from meetings.kinds import MeetingStatus
from meetings.querysets.meetings import REMOTE
from meetings.reach import ContactLine, Join, contact_lines, join
from meetings.sentences import rule_sentence
from meetings.where import Where, where

if TYPE_CHECKING:
    from meetings.models import Meeting, ScheduleRule

NEXT_DATES = 6
COSTS = {
    Cost.FREE: gettext_lazy("Free."),
    Cost.VOLUNTARY: gettext_lazy("Free: a basket may be passed round, newcomers need not give."),
    Cost.MEMBERSHIP_FEE: gettext_lazy("Members pay a membership fee."),
    Cost.FEE: gettext_lazy("There is a fee."),
}
NOTICES = {
    MeetingStatus.ENDED: gettext_lazy("This meeting has ended. Please do not go there."),
    MeetingStatus.PAUSED: gettext_lazy("This meeting is paused at the moment."),
}
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
class MeetingPage:
    """Of a meeting that has ended only what it was; of one that is paused no dates."""

    meeting: "Meeting"
    is_gone: bool
    notice: str
    rules: list[str]
    dates: list[DateLine]
    who: list[WhoLine]
    welcome: list[Sentence]
    cost: str
    where: Where | None
    join: Join | None
    contacts: list[ContactLine]
    what_happens: list[Sentence]
    languages: str
    freshness: Freshness


def meeting_page(meeting: "Meeting", *, now: datetime) -> MeetingPage:
    """The page of a meeting that `for_listing` loaded."""
    rules, today = list(meeting.rules.all()), timezone.localdate(now)
    status = meeting.effective_status
    is_gone = status is MeetingStatus.ENDED
    return MeetingPage(
        meeting=meeting,
        is_gone=is_gone,
        notice=str(NOTICES.get(status, "")),
        rules=[] if is_gone else [rule_in_words(meeting, rule) for rule in rules],
        dates=date_lines(meeting, rules, now) if status is MeetingStatus.PUBLISHED else [],
        who=who_lines(meeting, rules),
        welcome=welcome_sentences(meeting),
        cost=cost_in_words(meeting, rules),
        where=None if is_gone else where(meeting),
        join=None if is_gone else join(meeting),
        contacts=contact_lines(meeting, today),
        what_happens=what_happens(meeting),
        languages=and_list([language_name(code) for code in meeting.languages]),
        freshness=freshness(meeting, today),
    )


def rule_in_words(meeting: "Meeting", rule: "ScheduleRule") -> str:
    """Its sentence; with the zone where the dates beside it are told on the reader's clock."""
    sentence = rule_sentence(rule.recurrence)
    if meeting.attendance in REMOTE and rule.start_minute is not None and rule.zone != settings.TIME_ZONE:
        return _("%(time)s in the time zone %(zone)s") % {"time": sentence, "zone": rule.zone}
    return sentence


def cost_in_words(meeting: "Meeting", rules: "list[ScheduleRule]") -> str:
    """What it costs, and what a newcomer need not do."""
    says_ask = meeting.group.is_invitation_only or any(rule.ask_first or rule.access == Access.NOT_STATED for rule in rules)
    parts = [COSTS.get(Cost(meeting.group.cost), ""), "" if says_ask else _("No booking."), _("You do not have to speak.")]
    return " ".join(str(part) for part in parts if part)


def date_lines(meeting: "Meeting", rules: "list[ScheduleRule]", now: datetime) -> list[DateLine]:
    """The next six dates, cancelled ones among them."""
    dates_differ = len({rule.access for rule in rules}) > 1
    return [
        DateLine(
            shown.day_label(now),
            shown,
            str(ACCESS_TAGS.get(Access(shown.rule.access), "")) if dates_differ else "",
        )
        for shown in dates_ahead(meeting, now=now, reader_zone=settings.TIME_ZONE)[:NEXT_DATES]
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


def what_happens(meeting: "Meeting") -> list[Sentence]:
    """In the group's own words, else in those of its fellowship."""
    text = meeting.group.what_happens or meeting.group.fellowship.what_happens
    return [own_words(text, "")] if text else [Sentence(_("Ask the group what happens at its meetings."))]
