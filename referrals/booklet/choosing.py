"""Which meetings are in a booklet, and what of those that fit is not. A number of questions that does not grow with them."""

from array import array
from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass, fields
from datetime import datetime, timedelta
from itertools import islice

from django.conf import settings
from django.utils.translation import get_language

from feeds.answers import picked
from groups.models import Fellowship, Group
from history.keeping import kept
from interchange.records import Recurrence
from meetings.answers import Found, each
from meetings.kinds import OccurrenceStatus
from meetings.models import Format, Occurrence, ScheduleRule, SearchEntry
from meetings.schedule import zone_info
from meetings.search import MeetingSearch
from meetings.windows import WEEKDAYS, When
from places.models import Venue
from referrals.booklet.asking import BookletQuestion

MOST = 20_000  # more are no booklet; a question of a database may not have many more parameters either
# Texts in several languages are most of a row: what is not printed is not read.
RULE_COLUMNS = (
    *("meeting_id", "access", "ask_first", *(column.name for column in fields(Recurrence))),
    *("meeting__name", "meeting__group_id", "meeting__venue_id", "meeting__attendance", "meeting__visibility"),
    *("meeting__online_url", "meeting__phone", "meeting__is_link_on_request", "meeting__access_notes"),
    *("meeting__languages", "meeting__audiences_only"),
    *("meeting__confirmed_on", "meeting__confirmed_by", "meeting__listed_on", "meeting__listed_by", "meeting__reported_on"),
)
GROUP_COLUMNS = ("fellowship_id", "serves", "minimum_age", "maximum_age", "is_invitation_only", "cost")
CHANGES_AHEAD = timedelta(days=60)
SATURDAY, SUNDAY = 5, 6


class TooManyMeetings(Exception):  # noqa: N818  # not an error of ours
    """More than a booklet may hold."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Chosen:
    """The meetings, and how many nobody has vouched for lately and are left out; where there are only such, they are in it, and
    it `is_unvouched`."""

    meetings: "array[int]"
    hidden: int
    is_unvouched: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Loaded:
    """The rules with their meetings, groups, fellowships and venues; by the key of each rule the keys of its formats, and the
    changes of its next dates: on which days it does not meet, on which it meets otherwise."""

    rules: list[ScheduleRule]
    formats: dict[int, list[int]]
    changes: "dict[int, list[Occurrence]]"


def chosen(asked: BookletQuestion, now: datetime) -> Chosen:
    """The meetings that the page of the search shows, over all its pages. Raises TooManyMeetings."""
    if asked.of.ids:
        return Chosen(meetings=array("q", picked(asked.of.ids)), hidden=0, is_unvouched=False)
    found = list(islice(each(asked.search, now=now, centre=asked.of.centre), MOST + 1))
    if len(found) > MOST:
        raise TooManyMeetings
    shown = vouched(found) or found
    return Chosen(
        meetings=array("q", [one.meeting for one in shown]),
        hidden=len(found) - len(shown),
        is_unvouched=bool(shown) and not shown[0].is_vouched,
    )


def vouched(found: list[Found]) -> list[Found]:
    return [one for one in found if one.is_vouched]


def loaded(of: Chosen, asked: BookletQuestion, now: datetime) -> Loaded:
    """What is to be said of the meetings."""
    keys = list(of.meetings)
    formats = answering_rules(keys, asked)
    published = ScheduleRule.objects.of_published(keys).select_related("meeting").only(*RULE_COLUMNS).order_by()
    found = [rule for rule in published if rule.pk in formats]
    rules = [rule for rule in found if fits(rule, asked.search, now)]
    if len({rule.meeting_id for rule in rules}) < len(keys):  # a meeting that was found is in it, by whichever rule
        there = {rule.meeting_id for rule in rules}
        rules += [rule for rule in found if rule.meeting_id not in there]
    load_shared_rows(rules)
    return Loaded(rules=rules, formats=formats, changes=changes_of(keys, now))


def load_shared_rows(rules: list[ScheduleRule]) -> None:
    """Groups, houses and fellowships: each is read once for all its meetings."""
    meetings = [rule.meeting for rule in rules]
    groups = {one.pk: one for one in Group.objects.filter(pk__in={one.group_id for one in meetings}).only(*GROUP_COLUMNS)}
    houses = {one.venue_id for one in meetings if one.venue_id}
    venues = {one.pk: one for one in Venue.objects.filter(pk__in=houses)}
    fellowships = {one.pk: one for one in Fellowship.objects.all()}
    for group in groups.values():
        group.fellowship = fellowships[group.fellowship_id]
    for meeting in meetings:
        meeting.group = groups[meeting.group_id]
        meeting.venue = venues[meeting.venue_id] if meeting.venue_id else None


def answering_rules(keys: Collection[int], asked: BookletQuestion) -> dict[int, list[int]]:
    """The rules of these meetings that answer all of the search but the time, as the index has them, with the keys of their
    formats: of a meeting that is open on some dates only, whoever asks for those has no use for the others."""
    entries = SearchEntry.objects.all().found_otherwise()
    if not asked.of.ids:
        entries = entries.answering(asked.search, centre=asked.of.centre)
    marks = formats_by_mark()
    found = entries.filter(meeting__in=keys).order_by("rule").values_list("rule", "marks")
    return {rule: [key for mark, key in marks.items() if mark in said] for rule, said in found}


@kept
def formats_by_mark() -> dict[str, int]:
    """The keys of all formats by their marks, in their order."""
    return {f"f:{key}": key for key in Format.objects.values_list("pk", flat=True)}


@dataclass(frozen=True, slots=True)
class FormatWords:
    """A format in words."""

    name: str
    sentence: str
    language: str


def format_words() -> dict[int, FormatWords]:
    """All formats in the active language, in their order."""
    language = get_language() or settings.LANGUAGE_CODE
    return {
        one.pk: FormatWords(one.name.shown_to(language), one.sentence.shown_to(language), one.sentence.foreign_language)
        for one in Format.objects.all()
    }


def changes_of(keys: Collection[int], now: datetime) -> "dict[int, list[Occurrence]]":
    """The dates of the next weeks on which a meeting does not take place, or not as usual."""
    found = Occurrence.objects.from_moment(now).filter(meeting__in=keys, starts_at__lt=now + CHANGES_AHEAD)
    by_rule: dict[int, list[Occurrence]] = defaultdict(list)
    for one in found.exclude(status=OccurrenceStatus.SCHEDULED).only("rule", "status", "starts_at", "epoch_minute"):
        by_rule[one.rule_id].append(one)
    return by_rule


def fits(rule: ScheduleRule, search: MeetingSearch, now: datetime) -> bool:
    """Whether a rule is of the weekday and the hour that a search names. One without a weekday is not told by it."""
    days = weekdays_asked(search, now)
    if days and rule.weekday is not None and rule.weekday not in days:
        return False
    if rule.start_minute is None or not (search.earliest or search.latest):
        return True
    first = search.earliest.hour * 60 + search.earliest.minute if search.earliest else 0
    last = search.latest.hour * 60 + search.latest.minute if search.latest else 24 * 60
    if first <= last:
        return first <= rule.start_minute <= last
    return rule.start_minute >= first or rule.start_minute <= last


def weekdays_asked(search: MeetingSearch, now: datetime) -> frozenset[int]:
    """The weekdays that a search names; none where it names none."""
    today = now.astimezone(zone_info(search.tz or settings.TIME_ZONE)).date()
    if search.date is not None:
        return frozenset({search.date.weekday()})
    if search.when in WEEKDAYS:
        return frozenset({WEEKDAYS.index(search.when)})
    if search.when is When.WEEKEND:
        return frozenset({SATURDAY, SUNDAY})
    if search.when in {When.TODAY, When.TOMORROW}:
        return frozenset({(today + timedelta(days=search.when is When.TOMORROW)).weekday()})
    return frozenset()
