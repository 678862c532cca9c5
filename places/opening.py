"""Opening hours of a telephone line or an office: weekly, in local time. Written as OpenStreetMap writes them ("Mo-Fr 09:00-17:00;
Sa 10:00-12:00", "24/7"), each weekday once, so that every reader of that notation reads the same."""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

HOUR = 60
DAY_MINUTES = 24 * HOUR
WEEK = 7
CODES = ("Mo", "Tu", "We", "Th", "Fr", "Sa", "Su")
ALWAYS = "24/7"
RANGE = re.compile(r"\s*(\d{1,2})(?:[:.](\d\d))?\s*-\s*(\d{1,2})(?:[:.](\d\d))?\s*")
Hours = tuple[tuple[int, int], ...]  # of one day, in minutes after its midnight, in their order
FindDay = Callable[[str], int]


class UnreadableError(ValueError):
    """A piece of a text that says no opening hours."""


class OverlapError(ValueError):
    """Hours of a day run into each other, or into those of the next day."""


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Open from one wall-clock minute of a weekday (Monday = 0) until another; past midnight `closes` goes on after 1440."""

    weekday: int
    opens: int
    closes: int


@dataclass(frozen=True, slots=True)
class Standing:
    """Whether a line answers at a moment, and until when that lasts, in its own time; None where nothing ever changes it."""

    is_open: bool
    until: datetime | None


@dataclass(frozen=True, slots=True)
class Opening:
    """The hours of a week, in order."""

    spans: tuple[Span, ...]

    @property
    def is_always(self) -> bool:
        return sum(span.closes - span.opens for span in self.spans) == WEEK * DAY_MINUTES

    @property
    def by_days(self) -> list[tuple[list[tuple[int, int]], Hours]]:
        """Runs of weekdays (first, last) with the same hours, the earliest first: [([(0, 2), (4, 4)], ((540, 1020),))]."""
        alike: dict[Hours, list[int]] = {}
        for weekday in sorted({span.weekday for span in self.spans}):
            hours = tuple((span.opens, span.closes) for span in self.spans if span.weekday == weekday)
            alike.setdefault(hours, []).append(weekday)
        return [(list(runs(days)), hours) for hours, days in alike.items()]

    def standing(self, now: datetime, zone: str) -> Standing:
        """Open or closed at this moment, by the clock of the line."""
        clock = ZoneInfo(zone)
        if self.is_always or not self.spans:
            return Standing(self.is_always, None)
        for start, end in self.stretches(now.astimezone(clock).date(), clock):
            if now < end:
                is_open = start <= now
                return Standing(is_open, (end if is_open else start).astimezone(clock))
        return Standing(False, None)

    def stretches(self, today: date, clock: ZoneInfo) -> Iterator[tuple[datetime, datetime]]:
        """From when until when it is open, from yesterday until the day after a week from now; what touches is one."""
        last: tuple[datetime, datetime] | None = None
        for start, end in self.single_stretches(today, clock):
            if last and start <= last[1]:
                last = (last[0], max(end, last[1]))
                continue
            if last:
                yield last
            last = (start, end)
        if last:
            yield last

    def single_stretches(self, today: date, clock: ZoneInfo) -> Iterator[tuple[datetime, datetime]]:
        """The same, span by span; one that a change of the clock leaves nothing of is left out."""
        for days in range(-1, WEEK + 2):
            day = today + timedelta(days=days)
            for span in self.spans:
                start, end = instant(day, span.opens, clock), instant(day, span.closes, clock)
                if span.weekday == day.weekday() and start < end:
                    yield start, end


def instant(day: date, minute: int, clock: ZoneInfo) -> datetime:
    """A wall-clock minute of a day, in UTC: in the gap of a change of the clock it moves forward, a doubled one is its first."""
    wall = datetime.combine(day + timedelta(days=minute // DAY_MINUTES), time(*divmod(minute % DAY_MINUTES, 60)), clock)
    return wall.astimezone(UTC)


def runs(days: Iterable[int]) -> Iterator[tuple[int, int]]:
    """Weekdays that follow each other, as pairs of the first and the last."""
    first = last = -1
    for day in days:
        if first >= 0 and day != last + 1:
            yield first, last
        first, last = (day, day) if first < 0 or day != last + 1 else (first, day)
    if first >= 0:
        yield first, last


def read(text: str, find_day: FindDay | None = None) -> Opening:
    """What is written; `find_day` tells a weekday by its name. Raises UnreadableError with the piece that says nothing, and
    OverlapError."""
    if text.strip() == ALWAYS:
        return Opening(tuple(Span(day, 0, DAY_MINUTES) for day in range(WEEK)))
    parts = [part for part in text.split(";") if part.strip()]
    spans = sorted(span for part in parts for span in spans_of(part.strip(), find_day or by_code))
    check_overlaps(spans)
    return Opening(tuple(spans))


def spans_of(part: str, find_day: FindDay) -> Iterator[Span]:
    """ "Mo-We,Fr 09:00-12:00,14:00-18:00"; without days it is every day."""
    digit = re.search(r"\d", part)
    if digit is None:
        raise UnreadableError(part)
    named = part[: digit.start()].strip(" ,:")
    days = [day for run in named.split(",") for day in days_of(run.strip(), find_day)] if named else range(WEEK)
    hours = [hours_of(one, part) for one in part[digit.start() :].split(",")]
    return (Span(day, opens, closes) for day in dict.fromkeys(days) for opens, closes in hours)


def days_of(run: str, find_day: FindDay) -> list[int]:
    """ "Mo-We" or "Mo"; from Friday to Monday it goes over the end of the week."""
    first, dash, last = (part.strip() for part in run.partition("-"))
    start = find_day(first)
    length = (find_day(last) - start) % WEEK if dash else 0
    return [(start + offset) % WEEK for offset in range(length + 1)]


def hours_of(text: str, part: str) -> tuple[int, int]:
    """ "9:00-17:00", "9-17"; what closes before it opens, closes after midnight."""
    match = RANGE.fullmatch(text)
    if match is None:
        raise UnreadableError(part)
    numbers = [int(number or 0) for number in match.groups()]
    opens, closes = numbers[0] * HOUR + numbers[1], numbers[2] * HOUR + numbers[3]
    if opens >= DAY_MINUTES or closes > DAY_MINUTES or max(numbers[1], numbers[3]) >= HOUR or opens == closes:
        raise UnreadableError(part)
    return opens, closes if closes > opens else closes + DAY_MINUTES


def by_code(name: str) -> int:
    """The weekday of OpenStreetMap's two letters."""
    if name not in CODES:
        raise UnreadableError(name)
    return CODES.index(name)


def check_overlaps(spans: list[Span]) -> None:
    """No hour is said twice: it would not be clear what was meant. Raises OverlapError."""
    starts = [(span.weekday * DAY_MINUTES + span.opens, span.weekday * DAY_MINUTES + span.closes) for span in spans]
    again = [(opens + WEEK * DAY_MINUTES, closes) for opens, closes in starts[:1]]
    if any(after[0] < before[1] for before, after in zip(starts, [*starts[1:], *again], strict=False)):
        raise OverlapError


def written(opening: Opening, day_names: tuple[str, ...] = CODES) -> str:
    """As `read` reads it, with these names of the weekdays."""
    if opening.is_always:
        return ALWAYS
    return "; ".join(
        f"{','.join(run_text(run, day_names) for run in days)} {','.join(map(hours_text, hours))}"
        for days, hours in opening.by_days
    )


def run_text(run: tuple[int, int], day_names: tuple[str, ...]) -> str:
    first, last = run
    return day_names[first] if first == last else f"{day_names[first]}-{day_names[last]}"


def hours_text(hours: tuple[int, int]) -> str:
    return "-".join(map(minute_text, hours))


def minute_text(minute: int) -> str:
    """ "09:00"; the end of a day is "24:00", what is after it begins again."""
    hour, rest = divmod(minute if minute <= DAY_MINUTES else minute - DAY_MINUTES, 60)
    return f"{hour:02}:{rest:02}"
