"""A rule of a meeting as lines of a booklet, in words: when, where, what, who may come. What may be seen of a place is decided by
meetings/where.py, of a link by meetings/reach.py."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import cached_property
from zoneinfo import ZoneInfo

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from groups.models import Fellowship
from interchange.records import Access, Attendance
from languages.dates import and_list, day_text, time_text
from languages.fold import fold
from languages.names import country_name, language_name
from meetings.access import Sentence, access_sentence, access_sentences, age_sentences, ask_sentences, only_sentences
from meetings.cards import PAID
from meetings.freshness import freshness
from meetings.group_words import COSTS
from meetings.kinds import REMOTE, OccurrenceStatus
from meetings.models import Meeting, Occurrence, ScheduleRule
from meetings.plan import ALWAYS_OPEN, BY_APPOINTMENT, ON_A_WEEKDAY, SINGLE_DATES, rhythm
from meetings.reach import join
from meetings.schedule import instant, zone_info
from meetings.sentences import time_span
from meetings.shown_dates import rule_in_words
from meetings.truth import State
from meetings.where import FACT_SENTENCES, Where, where_at
from places.models import Visibility
from referrals.booklet.choosing import FormatWords, Loaded

ACCESS_WORDS = {
    Access.OPEN: gettext_lazy("open"),
    Access.CLOSED: gettext_lazy("closed"),
    Access.NOT_STATED: gettext_lazy("ask first"),
}
DOUBTFUL = {State.REPORTED, State.UNCONFIRMED, State.ARCHIVED}
TIMELESS_SECTIONS = {"always_open": ALWAYS_OPEN, "by_appointment": BY_APPOINTMENT}
DAY_MINUTES, WEEK_DAYS = 24 * 60, 7


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A rule as it is printed. `section` is a weekday or one of the sections after them (meetings/plan.py), `place` the heading
    under which it stands; empty for what one joins from home."""

    section: int
    minute: int
    place: str
    is_remote: bool
    time: str
    name: str
    name_key: str
    details: tuple[str, ...]


AccessKey = tuple[int, Access]  # the key of a fellowship


class Wording:
    """What has to be known of all rules of a booklet before one of them is worded."""

    def __init__(self, loaded: Loaded, formats: dict[int, FormatWords], *, now: datetime, reader_zone: str) -> None:
        self.loaded, self.formats = loaded, formats
        self.today, self.zone = timezone.localdate(now), zone_info(reader_zone)
        self.places: dict[tuple[int, str], Where] = {}
        meetings = {rule.meeting_id: rule.meeting for rule in loaded.rules}
        countries = {meeting.venue.country for meeting in meetings.values() if meeting.venue}
        self.names_countries = len(countries) > 1
        self.usual_languages = usual(tuple(meeting.languages) for meeting in meetings.values() if meeting.languages) or ()
        fellowships = {meeting.group.fellowship_id for meeting in meetings.values()}
        self.names_fellowships = len(fellowships) > 1

    @cached_property
    def accesses(self) -> dict[AccessKey, Sentence]:
        """What "open" and "closed" mean at most meetings of each fellowship."""
        said: dict[AccessKey, Counter[Sentence]] = {}
        for rule in self.loaded.rules:
            said.setdefault(access_key(rule), Counter())[access_sentence(rule.meeting, rule)] += 1
        return {key: counted.most_common(1)[0][0] for key, counted in said.items()}

    @cached_property
    def fellowships(self) -> dict[int, Fellowship]:
        return {rule.meeting.group.fellowship_id: rule.meeting.group.fellowship for rule in self.loaded.rules}

    def where(self, meeting: Meeting) -> Where | None:
        """The house of a meeting as everyone may see it; many meet in one house."""
        if meeting.venue is None:
            return None
        key = (meeting.venue.pk, Visibility.stricter(meeting.visibility, meeting.venue.visibility))
        if key not in self.places:
            self.places[key] = where_at(meeting.venue, meeting)
        return self.places[key]

    def line(self, rule: ScheduleRule) -> Line:
        """A rule in words."""
        meeting = rule.meeting
        is_remote, place = meeting.attendance in REMOTE, self.where(meeting)
        section, minute = usual_time(rule, self.zone if is_remote else None, self.today)
        details = (
            joining(meeting) if is_remote else address(meeting, place),
            ", ".join(part for part in (when_else(rule, section), *self.what(rule)) if part),
            " ".join((*self.who(rule), *self.notes(rule, place))),
        )
        return Line(
            section=section,
            minute=minute,
            place="" if is_remote else self.place_heading(meeting),
            is_remote=is_remote,
            time=time_words(rule, minute),
            name=meeting.name,
            name_key=fold(meeting.name),
            details=tuple(line for line in details if line),
        )

    def place_heading(self, meeting: Meeting) -> str:
        """The town; with its country where there are several."""
        venue = meeting.venue
        if venue is None:
            return ""
        country = country_name(venue.country) if venue.country and self.names_countries else ""
        return ", ".join(part for part in (venue.city, country) if part) or _("Place not named")

    def what(self, rule: ScheduleRule) -> list[str]:
        """The fellowship and the formats in words; the languages, where they are not those of most."""
        meeting = rule.meeting
        languages = tuple(meeting.languages)
        return [
            str(meeting.group.fellowship.name) if self.names_fellowships else "",
            *(self.formats[key].name for key in self.loaded.formats[rule.pk]),
            *(language_name(code) for code in languages if languages != self.usual_languages),
            str(meeting.get_attendance_display()) if meeting.attendance == Attendance.HYBRID else "",
        ]

    def who(self, rule: ScheduleRule) -> list[str]:
        """Who may come: a word that the legend explains, where it means here what it means there; else the whole sentence."""
        meeting, access = rule.meeting, Access(rule.access)
        only = only_sentences(meeting)
        if access is Access.OPEN and (only or meeting.group.is_invitation_only):
            said = access_sentences(meeting, rule)
        else:
            own = access_sentence(meeting, rule)
            is_usual = own == self.accesses[access_key(rule)]
            said = [Sentence(f"{capital(ACCESS_WORDS[access])}.") if is_usual else own, *only]
        return [one.text for one in (*said, *age_sentences(meeting), *ask_sentences(meeting, rule))]

    def notes(self, rule: ScheduleRule, place: Where | None) -> list[str]:
        """What one should know before one goes there."""
        meeting = rule.meeting
        step_free = str(FACT_SENTENCES["step_free"][0])
        sure = freshness(meeting, self.today)
        return [
            *([f"{step_free}."] if place and step_free in place.facts else []),
            *([str(COSTS[meeting.group.cost])] if meeting.group.cost in PAID else []),
            *changed_days(self.loaded.changes.get(rule.pk, []), rule),
            *([sure.sentence] if sure.state in DOUBTFUL else []),
        ]


def usual(values: Iterable[tuple[str, ...]]) -> tuple[str, ...] | None:
    """What comes most often."""
    counted = Counter(values).most_common(1)
    return counted[0][0] if counted else None


def access_key(rule: ScheduleRule) -> AccessKey:
    return rule.meeting.group.fellowship_id, Access(rule.access)


def capital(text: object) -> str:
    """The same, at the beginning of a sentence."""
    said = str(text)
    return said[:1].upper() + said[1:]


def usual_time(rule: ScheduleRule, reader: ZoneInfo | None, today: date) -> tuple[int, int]:
    """In which section a rule stands, and its minute of the day: by the clock of the place, or for those who join from home by the
    reader's, on which it may be another weekday."""
    if rule.start_minute is None:
        return TIMELESS_SECTIONS.get(rule.frequency, BY_APPOINTMENT), 0
    is_weekly = rule.frequency in ON_A_WEEKDAY and rule.weekday is not None
    if reader is None or reader.key == rule.zone:
        return (rule.weekday or 0) if is_weekly else SINGLE_DATES, rule.start_minute
    ahead = ((rule.weekday or 0) - today.weekday()) % WEEK_DAYS
    there = instant(today + timedelta(days=ahead), rule.start_minute, rule.zone).astimezone(reader)
    return there.weekday() if is_weekly else SINGLE_DATES, there.hour * 60 + there.minute


def time_words(rule: ScheduleRule, minute: int) -> str:
    """ "18:00 to 19:30"; only the start where the end is not known; nothing where there is no time."""
    if rule.start_minute is None:
        return ""
    start = time_text(time(*divmod(minute, 60)))
    if not rule.duration_minutes:
        return start
    if rule.duration_minutes > DAY_MINUTES:
        return time_span(rule.recurrence)
    end = time_text(time(*divmod((minute + rule.duration_minutes) % DAY_MINUTES, 60)))
    return _("%(start)s to %(end)s") % {"start": start, "end": end}


def when_else(rule: ScheduleRule, section: int) -> str:
    """On which dates, where not every week. A rhythm is told on the clock of the meeting: where that is another one than the time
    above, the whole rule is said with its zone."""
    if section in {ALWAYS_OPEN, BY_APPOINTMENT}:
        return ""
    text = rhythm(rule)
    is_told_elsewhere = rule.meeting.attendance in REMOTE and rule.zone != settings.TIME_ZONE
    return rule_in_words(rule.meeting, rule) if text and is_told_elsewhere else text


def address(meeting: Meeting, place: Where | None) -> str:
    """Where, under the heading of the town: house, street, district, or that one learns it from the group."""
    if meeting.venue is None or place is None:
        return ""
    venue = meeting.venue
    town = " ".join(part for part in (venue.postal_code, venue.city) if part)
    said_above = {town, venue.city, country_name(venue.country) if venue.country else ""}
    lines = [line for line in (place.name, *place.lines) if line and line not in said_above]
    hidden = [place.note] if place.is_approximate and place.note else []
    return ", ".join(dict.fromkeys(lines)) + ("; " if lines and hidden else "") + " ".join(hidden)


def joining(meeting: Meeting) -> str:
    """The link and the number, where the group gives them to everybody."""
    way = join(meeting)
    if way is None:
        return ""
    if way.is_on_request:
        return _("The group gives the link on request.")
    return ", ".join(part for part in (way.online_url, way.phone) if part)


def changed_days(changes: "list[Occurrence]", rule: ScheduleRule) -> list[str]:
    """The dates of the next weeks that are not as the rule says."""
    zone = zone_info(rule.zone)
    elsewise = [one for one in changes if one.status != OccurrenceStatus.CANCELLED]
    moved_at = {one.epoch_minute for one in elsewise}
    not_then = [one.starts_at for one in changes if one not in elsewise and one.epoch_minute not in moved_at]
    said = []
    if not_then:
        said.append(_("Not on %(days)s.") % {"days": days_text(not_then, zone)})
    if elsewise:
        then = days_text([one.starts_at for one in elsewise], zone)
        said.append(_("Changed on %(days)s: please look it up.") % {"days": then})
    return said


def days_text(moments: list[datetime], zone: ZoneInfo) -> str:
    """ "Tuesday 24 November and Tuesday 1 December"."""
    return and_list([day_text(day) for day in dict.fromkeys(moment.astimezone(zone).date() for moment in moments)])
