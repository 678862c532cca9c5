"""A weekly plan of hand-picked meetings, for paper, a calendar or a link. Who picked them is not known, and nothing is stored."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import takewhile
from typing import TYPE_CHECKING

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from interchange.records import Attendance, Frequency
from languages.dates import and_list, day_text, weekday_name
from meetings.access import Sentence, who_may_come
from meetings.kinds import TIMELESS, MeetingStatus
from meetings.models import Meeting
from meetings.reach import Join, join
from meetings.sentences import how_often, season, validity
from meetings.shown_dates import ShownDate, dates_ahead
from meetings.where import Where, where
from places.ids import ALPHABET, LENGTH

if TYPE_CHECKING:
    from meetings.models import ScheduleRule

MOST = 100  # meetings; a week has no room for more
SEPARATOR = ","
PUBLIC_ID = re.compile(f"[{ALPHABET}]{{{LENGTH}}}")
SHOWN_OF_WRONG = 20  # characters of what cannot be an id
NOTICES = {
    MeetingStatus.ENDED: gettext_lazy("This meeting has ended. Please do not go there."),
    MeetingStatus.PAUSED: gettext_lazy("This meeting is paused at the moment."),
}
ON_A_WEEKDAY = (Frequency.WEEKLY, Frequency.EVEN_WEEKS, Frequency.ODD_WEEKS, Frequency.MONTHLY_BY_WEEKDAY)
# The sections after the seven weekdays.
SINGLE_DATES, ALWAYS_OPEN, BY_APPOINTMENT = 7, 8, 9
LATER_SECTIONS = {
    SINGLE_DATES: gettext_lazy("On single dates"),
    ALWAYS_OPEN: gettext_lazy("Always open, day and night"),
    BY_APPOINTMENT: gettext_lazy("By appointment"),
}


@dataclass(frozen=True, slots=True)
class Picked:
    """Ids from an address, each once: those that a meeting may have, what cannot be one, and whether there were too many."""

    ids: tuple[str, ...] = ()
    wrong: tuple[str, ...] = ()
    is_cut: bool = False

    def without(self, public_id: str) -> str:
        """The ids as an address has them, but for one."""
        return SEPARATOR.join(one for one in self.ids if one != public_id)


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanLine:
    """A rule of a meeting: when in the week, on which dates if not on all, who may come then, where. `without` are the ids of the
    plan without this meeting."""

    meeting: Meeting
    section: int
    minute: int
    time: str
    rhythm: str
    date: ShownDate | None
    coming: str
    cancelled: str
    who: list[Sentence]
    where: Where | None
    join: Join | None
    without: str

    @property
    def how(self) -> str:
        """ "Online", where one need not go there."""
        return "" if self.meeting.attendance == Attendance.IN_PERSON else str(self.meeting.get_attendance_display())

    @property
    def order(self) -> tuple[int, int, str]:
        return (self.section, self.minute, self.meeting.name)


@dataclass(frozen=True, slots=True)
class Section:
    """A weekday, or what is on no weekday."""

    label: str
    lines: list[PlanLine]


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A picked meeting that is not in the plan, and why; `meeting` is None where there is none with this id."""

    public_id: str
    meeting: Meeting | None
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """`ids` are those of the meetings that it shows, as an address has them."""

    ids: str
    sections: list[Section]
    left_out: list[LeftOut]
    is_cut: bool
    is_sensitive: bool


def picked(values: Iterable[str]) -> Picked:
    """The ids in the values of a parameter: "a,b,c", once or several times."""
    given = dict.fromkeys(text.strip().lower() for value in values for text in value.split(SEPARATOR) if text.strip())
    kept = list(given)[:MOST]
    return Picked(
        ids=tuple(text for text in kept if PUBLIC_ID.fullmatch(text)),
        wrong=tuple(text[:SHOWN_OF_WRONG] for text in kept if not PUBLIC_ID.fullmatch(text)),
        is_cut=len(given) > MOST,
    )


def plan(chosen: Picked, *, now: datetime) -> Plan:
    """The meetings by weekday and time, and those of which there is nothing to plan."""
    found = loaded(chosen.ids, now)
    if any(meeting.merged_into_id for meeting in found.values()):
        chosen = led_on(chosen)
        found = loaded(chosen.ids, now)
    lines: list[PlanLine] = []
    left_out = [LeftOut(text, None, _("There is no such meeting here.")) for text in chosen.wrong]
    for public_id in chosen.ids:
        meeting = found.get(public_id)
        own = list(lines_of(meeting, chosen, now)) if meeting else []
        lines += own
        if not own:
            left_out.append(LeftOut(public_id, meeting, why_left_out(meeting)))
    shown = {line.meeting.public_id for line in lines}
    return Plan(
        ids=SEPARATOR.join(one for one in chosen.ids if one in shown),
        sections=sections(lines),
        left_out=left_out,
        is_cut=chosen.is_cut,
        is_sensitive=any(meeting.group.is_sensitive for meeting in found.values()),
    )


def led_on(chosen: Picked) -> Picked:
    """The same with the meetings into which some were merged, each once."""
    now_called = Meeting.objects.led_on(chosen.ids)
    return replace(chosen, ids=tuple(dict.fromkeys(now_called.get(one, one) for one in chosen.ids)))


def loaded(ids: tuple[str, ...], now: datetime) -> dict[str, Meeting]:
    """The meetings by their ids, with what a line shows and the topics that tell whether they need discretion."""
    known = Meeting.objects.for_listing(now).exclude(status=MeetingStatus.DRAFT)
    found = known.prefetch_related("group__topics", "group__fellowship__topics").filter(public_id__in=ids)
    return {one.public_id: one for one in found}


def why_left_out(meeting: Meeting | None) -> str:
    """Ended, paused, without dates, or not there at all."""
    if meeting is None:
        return _("There is no such meeting here.")
    return str(NOTICES.get(meeting.effective_status, _("No further dates are known.")))


def lines_of(meeting: Meeting, chosen: Picked, now: datetime) -> Iterator[PlanLine]:
    """A line for each rule with dates ahead; none of a meeting that has ended or pauses."""
    if meeting.effective_status is not MeetingStatus.PUBLISHED:
        return
    dates = dates_ahead(meeting, now=now, reader_zone=settings.TIME_ZONE)
    for rule in meeting.rules.all():
        own = [shown for shown in dates if shown.rule.pk == rule.pk]
        if own or rule.frequency in TIMELESS:
            yield line(meeting, rule, own, chosen)


def line(meeting: Meeting, rule: "ScheduleRule", dates: list[ShownDate], chosen: Picked) -> PlanLine:
    """It stands where the rule has its usual dates, also where the next one is moved."""
    usual = next((shown for shown in dates if not shown.change), dates[0] if dates else None)
    coming = next((shown for shown in dates if not shown.is_cancelled), None)
    cancelled = [day_text(shown.starts_at.date()) for shown in takewhile(lambda shown: shown.is_cancelled, dates)]
    return PlanLine(
        meeting=meeting,
        section=section_of(rule, usual),
        minute=usual.starts_at.hour * 60 + usual.starts_at.minute if usual else 0,
        time=usual.time if usual else "",
        rhythm=rhythm(rule),
        date=coming,
        coming=coming_text(coming, usual) if coming and usual else "",
        cancelled=and_list(cancelled),
        who=who_may_come(meeting, rule, says_mixed=False),
        where=(coming.elsewhere if coming else None) or where(meeting),
        join=join(meeting),
        without=chosen.without(meeting.public_id),
    )


def coming_text(coming: ShownDate, usual: ShownDate) -> str:
    """ "Tuesday 24 November"; with its time where that is not the usual one."""
    day = day_text(coming.starts_at.date())
    return day if coming.time == usual.time else f"{day}, {coming.time}"


def section_of(rule: "ScheduleRule", usual: ShownDate | None) -> int:
    """The weekday on the clock on which the plan is told, 0 for Monday; or one of the sections after them."""
    if usual is None:
        return ALWAYS_OPEN if rule.frequency == Frequency.ALWAYS_OPEN else BY_APPOINTMENT
    return usual.starts_at.weekday() if rule.frequency in ON_A_WEEKDAY else SINGLE_DATES


def rhythm(rule: "ScheduleRule") -> str:
    """On which dates, where not in every week of the year."""
    recurrence = rule.recurrence
    if recurrence.is_plainly_weekly or rule.frequency in TIMELESS:
        return ""
    text = ", ".join(part for part in (how_often(recurrence), season(recurrence), validity(recurrence)) if part)
    return text[:1].upper() + text[1:]


def sections(lines: list[PlanLine]) -> list[Section]:
    """Lines under their weekdays, by time; only those that have any."""
    ordered = sorted(lines, key=lambda one: one.order)
    found: dict[int, list[PlanLine]] = {}
    for one in ordered:
        found.setdefault(one.section, []).append(one)
    return [Section(section_label(number), own) for number, own in found.items()]


def section_label(number: int) -> str:
    """ "Monday" for 0."""
    if number in LATER_SECTIONS:
        return str(LATER_SECTIONS[number])
    name = weekday_name(number)
    return name[:1].upper() + name[1:]
