"""Other meetings as a page suggests them: each by its next date that fits."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from math import inf

from django.conf import settings

from interchange.records import Frequency
from meetings.cards import Card, card_of, timeless_label
from meetings.kinds import TIMELESS
from meetings.models import Meeting
from meetings.shown_dates import ShownDate, each_date_ahead, timeless_rule
from meetings.starts import ALWAYS_OPEN, BY_APPOINTMENT
from places.distance import Point

Fits = Callable[[ShownDate], bool]


@dataclass(frozen=True, slots=True)
class Suggestion:
    """Another meeting by its next date that fits, the day in words, and what it is in a pair."""

    card: Card
    day: str
    note: str = ""


def upcoming(meeting: Meeting, now: datetime) -> Iterator[ShownDate]:
    """Its dates that take place, in order of time."""
    ahead = each_date_ahead(meeting, now=now, reader_zone=settings.TIME_ZONE)
    return (shown for shown in ahead if not shown.is_cancelled)


def suggestion(
    meeting: Meeting, shown: ShownDate | None, *, now: datetime, near: Point | None = None, note: str = ""
) -> Suggestion:
    """A meeting by one of its dates, or by the sentence of one that has none."""
    rule = shown.rule if shown else timeless_rule(meeting)
    timeless = "" if shown else timeless_label(ALWAYS_OPEN if rule.frequency == Frequency.ALWAYS_OPEN else BY_APPOINTMENT)
    km = near.km_to(meeting.point) if near and meeting.point else None
    card = card_of(meeting, rule, shown, timeless=timeless, km=km, now=now)
    return Suggestion(card, shown.day_label(now) if shown else timeless, note)


def is_timeless(meeting: Meeting) -> bool:
    """Whether it may be come to without a date: always open, or by appointment."""
    return any(rule.frequency in TIMELESS for rule in meeting.loaded_rules)


def suggested(
    rows: Iterable[Meeting], now: datetime, *, near: Point | None = None, fits: Fits = lambda _shown: True
) -> list[Suggestion]:
    """Each by its next date that fits, in the order of the rows; those that have neither a date nor need one are left out."""
    found = []
    for row in rows:
        shown = next((one for one in upcoming(row, now) if fits(one)), None)
        if shown or is_timeless(row):
            found.append(suggestion(row, shown, now=now, near=near))
    return found


def soonest(suggestions: list[Suggestion]) -> list[Suggestion]:
    """In order of time, then of distance; those without a time last."""
    return sorted(
        suggestions, key=lambda one: (one.card.date.starts_at.timestamp() if one.card.date else inf, one.card.distance_km or 0)
    )
