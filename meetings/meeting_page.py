"""Everything that the page of a meeting says, in the order in which one needs it."""

from dataclasses import dataclass
from datetime import date, datetime
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
from meetings.cards import ShownDate, dates_ahead, day_label
from meetings.freshness import Freshness, freshness
from meetings.sentences import rule_sentence
from meetings.where import Where, where

if TYPE_CHECKING:
    from meetings.models import Meeting, ScheduleRule

NEXT_DATES = 6
COSTS = {
    Cost.FREE: gettext_lazy("Free. No booking. You do not have to speak."),
    Cost.VOLUNTARY: gettext_lazy(
        "Free: a basket may be passed round, newcomers need not give. No booking. You do not have to speak."
    ),
    Cost.MEMBERSHIP_FEE: gettext_lazy("Members pay a membership fee."),
    Cost.FEE: gettext_lazy("There is a fee."),
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
    meeting: "Meeting"
    rules: list[str]
    dates: list[DateLine]
    who: list[WhoLine]
    welcome: list[Sentence]
    cost: str
    where: Where | None
    what_happens: list[Sentence]
    languages: str
    freshness: Freshness


def meeting_page(meeting: "Meeting", *, now: datetime) -> MeetingPage:
    """The page of a meeting that `for_listing` loaded."""
    rules = list(meeting.rules.all())
    return MeetingPage(
        meeting=meeting,
        rules=[rule_sentence(rule.recurrence) for rule in rules],
        dates=date_lines(meeting, rules, now),
        who=who_lines(meeting, rules),
        welcome=welcome_sentences(meeting),
        cost=str(COSTS.get(Cost(meeting.group.cost), "")),
        where=where(meeting),
        what_happens=what_happens(meeting),
        languages=and_list([language_name(code) for code in meeting.languages]),
        freshness=freshness(meeting, timezone.localdate(now)),
    )


def date_lines(meeting: "Meeting", rules: "list[ScheduleRule]", now: datetime) -> list[DateLine]:
    """The next six dates, cancelled ones among them."""
    dates_differ = len({rule.access for rule in rules}) > 1
    today: date = timezone.localdate(now)
    return [
        DateLine(
            day_label(shown.starts_at.date(), today),
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
            "; ".join(rule_sentence(rule.recurrence) for rule in alike) if several else "",
            who_may_come(meeting, alike[0], says_mixed=False),
        )
        for alike in by_access.values()
    ]


def what_happens(meeting: "Meeting") -> list[Sentence]:
    """In the group's own words, else in those of its fellowship."""
    text = meeting.group.what_happens or meeting.group.fellowship.what_happens
    return [own_words(text, "")] if text else [Sentence(_("Ask the group what happens at its meetings."))]
