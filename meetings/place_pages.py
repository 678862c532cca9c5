"""The page of a town: every meeting there by weekday, in words that stay true for weeks, so that one may keep or print it.

It tells rules, not next dates; what differs from them in the next 60 days is said beside them, and on which day
that was known.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from math import sqrt

from django.utils import timezone
from django.utils.translation import gettext as _

from interchange.records import Frequency, Recurrence
from languages.dates import and_list, date_text, day_text, month_day_text, time_text, weekday_name
from languages.names import country_name, official_languages
from meetings.access import Sentence, who_may_come
from meetings.freshness import freshness
from meetings.kinds import OccurrenceStatus
from meetings.models import Meeting, Occurrence, ScheduleRule
from meetings.next_meetings import NextMeetings, next_meetings
from meetings.querysets.places import TownQuerySet
from meetings.schedule import zone_info
from meetings.search import MeetingSearch, Sort
from meetings.sentences import rule_sentence, time_span
from meetings.truth import State
from meetings.where import where, where_at
from meetings.windows import When
from places.models import Place

MOST_LINES = 400  # about 25 kB compressed; with very long names and addresses they stay under 60
AHEAD = timedelta(days=60)
SMALLEST_KM, WIDEST_KM = 3, 20
AROUND_KM = 100
MEETINGS_AROUND, TOWNS_AROUND = 60, 6
SOUND = {State.CONFIRMED, State.DUE}
NO_DAY = 7  # after Sunday


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleLine:
    """A rule of a meeting. `rule` is its whole sentence where the weekday and the time do not say all."""

    meeting: Meeting
    time: str
    rule: str
    who: list[Sentence]
    address: str
    note: str
    fellowship: Sentence
    changes: list[str]
    warning: str


@dataclass(frozen=True, slots=True)
class NearTown:
    """A town around with meetings."""

    place: Place
    km: float


@dataclass(frozen=True, slots=True, kw_only=True)
class TownPage:
    """`days` are weekdays with their lines. `towns_around` and `online` are filled where there is nothing here. `is_unvouched` is
    where there is only what nobody has confirmed for half a year, `has_unvouched` where there is such beside."""

    place: Place
    country: str
    country_code: str
    km: int
    as_of: str
    until: str
    days: list[tuple[str, list[RuleLine]]]
    is_cut: bool
    is_unvouched: bool
    has_unvouched: bool
    search: MeetingSearch
    towns_around: list[NearTown]
    online: NextMeetings | None

    @property
    def with_unvouched(self) -> MeetingSearch:
        return self.search.but(unconfirmed=True)


def town_km(place: Place) -> int:
    """How far a town reaches: its built-up area grows as its people do, so its radius as their root. 3 km for a village, 6 for
    Žilina, 12 for Kraków, at most 20."""
    return min(WIDEST_KM, SMALLEST_KM + round(sqrt(place.population) / 100))


def town_page(place: Place, *, now: datetime) -> TownPage:
    """Everything that the page of a town says."""
    km, today = town_km(place), timezone.localdate(now, zone_info(place.zone))
    found = TownQuerySet(Meeting).in_town(place, km).nearest_vouched(place.point, today, MOST_LINES + 1)
    vouched = [key for key, is_vouched in found.items() if is_vouched]
    meetings = loaded(vouched or list(found), now)
    shown = bounded(meetings)
    lines = [(rule, line(meeting, rule, today)) for meeting in shown for rule in rules_in_force(meeting, today)]
    return TownPage(
        place=place,
        country=country_name(place.country),
        country_code=place.country.lower(),
        km=km,
        as_of=date_text(today),
        until=date_text(today + AHEAD),
        days=by_weekday(lines),
        is_cut=len(shown) < len(meetings) or len(vouched or found) > MOST_LINES,
        is_unvouched=bool(found) and not vouched,
        has_unvouched=len(vouched) < len(found) and bool(vouched),
        search=MeetingSearch(place=place.slug, within=km, when=When.ANY, sort=Sort.DISTANCE),
        towns_around=[] if found else towns_around(place),
        online=None if found else next_meetings(MeetingSearch(language=official_languages(place.country)), now=now),
    )


def loaded(keys: list[int], now: datetime) -> list[Meeting]:
    """Meetings with what a line says, in the order of the keys."""
    rows = TownQuerySet(Meeting).for_town_page(now, now + AHEAD).in_bulk(keys[:MOST_LINES])
    return [rows[key] for key in keys if key in rows]


def bounded(meetings: list[Meeting]) -> list[Meeting]:
    """As many of the first meetings as have `MOST_LINES` rules: one that meets daily has seven."""
    shown, count = [], 0
    for meeting in meetings:
        count += len(meeting.rules.all())
        if count > MOST_LINES:
            break
        shown.append(meeting)
    return shown


def rules_in_force(meeting: Meeting, today: date) -> Iterator[ScheduleRule]:
    """Rules that are not yet over."""
    return (rule for rule in meeting.rules.all() if last_day(rule.recurrence) >= today)


def last_day(rule: Recurrence) -> date:
    """On which the last date of a rule begins, at the latest."""
    once = rule.first_on if rule.frequency is Frequency.ONCE else None
    return once or rule.valid_until or date.max


def by_weekday(lines: Iterable[tuple[ScheduleRule, RuleLine]]) -> list[tuple[str, list[RuleLine]]]:
    """Lines under their weekdays, in the order of time; what has no weekday comes last."""
    days: dict[int, list[tuple[ScheduleRule, RuleLine]]] = {}
    for rule, one in lines:
        days.setdefault(NO_DAY if rule.weekday is None else rule.weekday, []).append((rule, one))
    return [(day_heading(day), [one for _rule, one in sorted(days[day], key=in_order)]) for day in sorted(days)]


def in_order(one: tuple[ScheduleRule, RuleLine]) -> tuple[int, str, int]:
    rule, told = one
    return (rule.start_minute or 0, told.meeting.name, rule.pk)


def day_heading(day: int) -> str:
    """ "Monday"; for what has no weekday the words for that."""
    if day == NO_DAY:
        return _("On other days, or by appointment")
    name = weekday_name(day)
    return name[:1].upper() + name[1:]


def line(meeting: Meeting, rule: ScheduleRule, today: date) -> RuleLine:
    """One rule of a meeting in words. Of the house only what its visibility lets everyone see."""
    seen, fellowship, told = where(meeting), meeting.group.fellowship, freshness(meeting, today)
    return RuleLine(
        meeting=meeting,
        time=time_span(rule.recurrence),
        rule="" if rule.recurrence.is_plainly_weekly else rule_sentence(rule.recurrence),
        who=who_may_come(meeting, rule, says_mixed=False),
        address=", ".join(part for part in seen.parts if part != country_name(meeting.venue.country))
        if seen and meeting.venue
        else "",
        note=seen.note if seen and seen.is_approximate else "",
        fellowship=Sentence(str(fellowship.name), fellowship.name.foreign_language),
        changes=list(changes(meeting, rule)),
        warning="" if told.state in SOUND else told.sentence,
    )


def changes(meeting: Meeting, rule: ScheduleRule) -> Iterator[str]:
    """What in the next 60 days is not as the rule says."""
    rows = [row for row in meeting.near_dates if row.rule_id == rule.pk]
    others = [row for row in rows if row.status != OccurrenceStatus.CANCELLED]
    instead = {row.local_date for row in others}
    cancelled = [row.local_date for row in rows if row.status == OccurrenceStatus.CANCELLED and row.local_date not in instead]
    if cancelled:
        days = and_list([month_day_text(100 * day.month + day.day) for day in cancelled])
        yield _("Does not meet on %(days)s.") % {"days": days}
    for row in others:
        yield change_sentence(row, rule, meeting)


def change_sentence(row: Occurrence, rule: ScheduleRule, meeting: Meeting) -> str:
    """A moved or an extra date."""
    said = {"day": day_text(row.local_date), "time": clock(row, rule)}
    if row.venue:
        place = ", ".join(where_at(row.venue, meeting).parts)
        return _("Changed: %(day)s, %(time)s, at another place: %(place)s.") % {**said, "place": place}
    if row.status == OccurrenceStatus.EXTRA:
        return _("An extra date: %(day)s, %(time)s.") % said
    return _("Changed: %(day)s, %(time)s.") % said


def clock(row: Occurrence, rule: ScheduleRule) -> str:
    """ "17:00 to 18:30" on the town's own clock."""
    zone = zone_info(rule.zone)
    start: time = row.starts_at.astimezone(zone).time()
    if row.ends_at is None:
        return time_text(start)
    return _("%(start)s to %(end)s") % {"start": time_text(start), "end": time_text(row.ends_at.astimezone(zone).time())}


def towns_around(place: Place) -> list[NearTown]:
    """The nearest towns with meetings."""
    keys = TownQuerySet(Meeting).places_around(place.point, AROUND_KM, MEETINGS_AROUND)[:TOWNS_AROUND]
    found = [NearTown(one, place.point.km_to(one.point)) for one in Place.objects.in_bulk(keys).values()]
    return sorted(found, key=lambda town: (town.km, town.place.pk))
