"""What a page shows of a meeting: its dates in words, who may come, where, how sure we are. Templates only print it."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import groupby
from math import ceil
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from groups.kinds import Cost
from history.keeping import kept
from interchange.records import Attendance
from languages.text import said_once
from meetings.access import Sentence, who_may_come
from meetings.freshness import Freshness, freshness
from meetings.group_words import COSTS
from meetings.kinds import ATTENDANCES
from meetings.shown_dates import ShownDate, date_found, timeless_rule
from meetings.starts import ALWAYS_OPEN, BY_APPOINTMENT
from meetings.where import town_and_district

if TYPE_CHECKING:
    from meetings.models import Meeting, ScheduleRule

HOW = dict(ATTENDANCES)
PAID = {Cost.MEMBERSHIP_FEE, Cost.FEE}
SOON_MINUTES = 120


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """A meeting in a list: one date of it, or the sentence of one that has no dates."""

    meeting: "Meeting"
    rule: "ScheduleRule"
    date: ShownDate | None
    timeless: str
    who: list[Sentence]
    place: str
    freshness: Freshness
    distance_km: float | None
    distance: str
    soon: str

    @property
    def address(self) -> str:
        """The page of the meeting, in the reader's language."""
        start, between, end = address_parts(get_language())
        return f"{start}{self.meeting.public_id}{between}{self.meeting.slug}{end}"

    @property
    def cost(self) -> str:
        """What it costs, where it costs something; the list says once that all else is free."""
        cost = self.meeting.group.cost
        return str(COSTS[cost]) if cost in PAID else ""

    @property
    def elsewhere(self) -> str:
        """What is said before the place of a date that is not where the meeting usually is."""
        return _("at another place:") if self.date and self.date.elsewhere else ""

    @property
    def how(self) -> str:
        """ "Online", where one need not go there."""
        return "" if self.meeting.attendance == Attendance.IN_PERSON else str(HOW[Attendance(self.meeting.attendance)])

    @property
    def what(self) -> str:
        """The fellowship and the formats of the date in words, never as codes."""
        return ", ".join(dict.fromkeys([str(self.meeting.group.fellowship.name), *self.rule.format_names]))


@kept
def address_parts(_language: str | None) -> list[str]:
    """The address of the page of a meeting: what stands before, between and after its id and its slug."""
    return re.split("__id__|__slug__", reverse("meeting", args=["__id__", "__slug__"]))


def soon_text(shown: ShownDate | None, now: datetime) -> str:
    """ "in 40 minutes", for the next two hours, or "in progress"; empty for all others."""
    if shown is None:
        return ""
    if shown.is_running:
        return _("in progress")
    minutes = ceil((shown.starts_at - now) / timedelta(minutes=1))
    if not 0 < minutes <= SOON_MINUTES:
        return ""
    return ngettext("in %(count)d minute", "in %(count)d minutes", minutes) % {"count": minutes}


def distance_text(km: float | None) -> str:
    """ "3 km"; empty where no centre was asked for."""
    if km is None:
        return ""
    return _("less than 1 km") if km < 1 else kilometres(round(km))


@said_once
def kilometres(km: int) -> str:
    return _("%(km)s km") % {"km": km}


def card(meeting: "Meeting", *, now: datetime, reader_zone: str) -> Card:
    """The card of a meeting that a search found: `meeting.starts` says which of its dates it is about."""
    shown = None if meeting.starts >= ALWAYS_OPEN else date_found(meeting, now, reader_zone)
    rule = shown.rule if shown else timeless_rule(meeting)
    return card_of(meeting, rule, shown, timeless=timeless_label(meeting.starts), km=meeting.distance_km, now=now)


def card_of(
    meeting: "Meeting", rule: "ScheduleRule", shown: ShownDate | None, *, timeless: str, km: float | None, now: datetime
) -> Card:
    """The card of a meeting by one of its dates, or by the sentence of one that has none."""
    return Card(
        meeting=meeting,
        rule=rule,
        date=shown,
        timeless=timeless,
        who=who_may_come(meeting, rule),
        place=shown.elsewhere.town_and_district if shown and shown.elsewhere else town_and_district(meeting),
        freshness=freshness(meeting, timezone.localdate(now)),
        distance_km=km,
        distance=distance_text(km),
        soon=soon_text(shown, now),
    )


def timeless_label(starts: int) -> str:
    """What stands in the place of the time."""
    if starts == ALWAYS_OPEN:
        return _("Always open, day and night")
    return _("By appointment") if starts == BY_APPOINTMENT else ""


def day_of(one: Card, now: datetime) -> str:
    """The heading under which it stands: its day, or that it has none."""
    return one.date.day_label(now) if one.date else one.timeless


def by_day(cards: Iterable[Card], now: datetime) -> list[tuple[str, list[Card]]]:
    """Cards under the headings of their days, in the order in which they come."""
    headed = groupby(cards, key=lambda one: day_of(one, now))
    return [(label, list(group)) for label, group in headed]
