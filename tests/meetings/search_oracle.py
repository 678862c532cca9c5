"""A slow, plain oracle for searches: Python over all rows, rule by rule and day by day."""

from datetime import date, datetime, timedelta
from typing import Any

from django.conf import settings
from django.utils import timezone

from groups.kinds import GroupStatus, Serves
from groups.models import Fellowship, Group, Topic
from interchange.records import Access, Attendance, Frequency
from languages.fold import fold
from meetings.access import Who
from meetings.kinds import MeetingKind, MeetingStatus
from meetings.models import Meeting, ScheduleException, ScheduleRule
from meetings.search import How, MeetingSearch, Sort
from meetings.starts import ALWAYS_OPEN, BY_APPOINTMENT
from meetings.windows import Span, spans
from meetings.words import ANY_MEETING
from places.distance import Point
from tests.meetings import oracle

REMOTE = {Attendance.ONLINE, Attendance.PHONE}
WAYS = {
    How.IN_PERSON: {Attendance.IN_PERSON, Attendance.HYBRID},
    How.ONLINE: {Attendance.ONLINE, Attendance.HYBRID},
    How.PHONE: {Attendance.PHONE},
}
KINDS = {"meeting": {MeetingKind.MEETING, MeetingKind.OPEN_HOUSE, MeetingKind.MARATHON}}


class SearchOracle:
    """Answers searches of the rows that there are when it is made."""

    def __init__(self, now: datetime) -> None:
        self.now = now
        self.meetings = list(Meeting.objects.all())
        self.words = {word for meeting in self.meetings for word in meeting.search_text.split() if len(word) >= 4}
        self.about = {meeting.group_id: names_of(meeting.group) for meeting in self.meetings}
        self.phrases = {fold(text) for row in [*Fellowship.objects.all(), *Topic.objects.all()] for text in texts_of(row)}
        self.exceptions = list(ScheduleException.objects.all())
        self.starts = {rule.pk: self.all_starts(rule) for rule in ScheduleRule.objects.all()}

    def answer(self, search: MeetingSearch, centre: Point | None = None) -> list[tuple[int, int]]:
        """(key, start) of every meeting that answers, in order."""
        found: list[tuple[Any, ...]] = []
        for meeting in self.meetings:
            starts = self.first_start(meeting, search) if self.fits(meeting, search, centre) else None
            if starts is not None:
                found.append((*order_key(meeting, search, starts, centre), meeting.pk, starts))
        return [(one[-2], one[-1]) for one in sorted(found)]

    def fits(self, meeting: Meeting, search: MeetingSearch, centre: Point | None) -> bool:
        """Everything but the time."""
        group = meeting.group
        vouched = [day for day in (meeting.confirmed_on, meeting.listed_on) if day]
        oldest = timezone.localdate(self.now) - timedelta(days=settings.DUE_DAYS)
        return all(
            (
                meeting.status == MeetingStatus.PUBLISHED and group.status == GroupStatus.ACTIVE,
                search.unconfirmed or (bool(vouched) and max(vouched) >= oldest),
                not search.topic or bool(topic_slugs(meeting) & set(search.topic)),
                not search.fellowship or group.fellowship.slug in search.fellowship,
                not search.how or any(meeting.attendance in WAYS[how] for how in search.how),
                not {code.replace("-", "_") for code in search.not_only} & set(meeting.audiences_only),
                not search.language or bool(set(meeting.languages) & set(search.language)),
                "all" in search.kind or any(meeting.kind in KINDS.get(kind, {kind.replace("-", "_")}) for kind in search.kind),
                centre is None or (meeting.point is not None and centre.km_to(meeting.point) <= search.within),
                centre is None or not search.beyond or centre.km_to(meeting.point) > search.beyond if meeting.point else True,
                self.says(meeting, fold(search.q).split()),
            )
        )

    def says(self, meeting: Meeting, words: list[str]) -> bool:
        """Each of the words, or of the longest phrases that are names of something, stands in its name, or is what it is about."""
        if not words:
            return True
        for length in range(len(words), 0, -1):
            phrase = " ".join(words[:length])
            if phrase in self.phrases:
                is_said = phrase in meeting.search_text or phrase in self.about[meeting.group_id]
                return is_said and self.says(meeting, words[length:])
        is_said = words[0] in ANY_MEETING or self.says_word(meeting, words[0])
        return is_said and self.says(meeting, words[1:])

    def says_word(self, meeting: Meeting, word: str) -> bool:
        """As it is typed, where any name has it so; else within one slip of the finger."""
        if len(word) < 4 or any(one.startswith(word) for one in self.words):
            return word in meeting.search_text
        near = {one for one in self.words | self.phrases if len(word) >= 4 and is_one_slip(one, word)}
        if not near:
            return word in meeting.search_text
        return any(one in meeting.search_text for one in near & self.words) or bool(near & self.about[meeting.group_id])

    def first_start(self, meeting: Meeting, search: MeetingSearch) -> int | None:
        """The first start that is asked for, on a date on which the visitor may come."""
        rules = [rule for rule in meeting.rules.all() if may_come(rule, search)]
        return min((start for rule in rules for start in self.rule_starts(rule, search)), default=None)

    def rule_starts(self, rule: ScheduleRule, search: MeetingSearch) -> list[int]:
        if rule.frequency == Frequency.ALWAYS_OPEN:
            return [ALWAYS_OPEN]
        if rule.frequency == Frequency.BY_APPOINTMENT:
            return [BY_APPOINTMENT] if search.asked.is_any_time else []
        zone = settings.TIME_ZONE if rule.meeting.attendance in REMOTE else rule.zone
        wanted = spans(search.asked, now=self.now, zone=zone)
        keeps_running = search.asked.keeps_running or rule.meeting.kind in {MeetingKind.OPEN_HOUSE, MeetingKind.MARATHON}
        length = timedelta(minutes=rule.duration_minutes or 0)
        asked = [
            one
            for one in self.starts[rule.pk]
            if any(is_asked(span, one, one + length, keeps_running, self.now) for span in wanted)
        ]
        return [int(one.timestamp() // 60) for one in asked]

    def all_starts(self, rule: ScheduleRule) -> list[datetime]:
        """The moments at which the rule's dates start, after its exceptions."""
        if rule.start_minute is None:
            return []
        mine = [one for one in self.exceptions if touches(one, rule)]
        first = self.now.date() - timedelta(days=34)
        days = [first + timedelta(days=ahead) for ahead in range(404)]
        found = []
        for day in [day for day in days if oracle.is_regular_date(rule.recurrence, day)]:
            covering = [one for one in mine if one.kind != "extra" and one.first_on <= day <= one.last_on]
            deciding = min(covering, key=lambda one: (nearness(one), -one.pk), default=None)
            if deciding is None or deciding.kind == "moved":
                found.append(moved_start(rule, day, deciding))
        return found + [moved_start(rule, one.first_on, one) for one in mine if one.kind == "extra"]


def texts_of(row: Fellowship | Topic) -> list[str]:
    """Every name of a fellowship or a topic, in every language."""
    more = row.aliases if isinstance(row, Fellowship) else row.synonyms
    short = row.abbreviation.values() if isinstance(row, Fellowship) else ()
    return [*row.name.values(), *short, *[text for texts in more.values() for text in texts]]


def names_of(group: Group) -> set[str]:
    """All that its fellowship, its topics and their branches are called."""
    topics = list(group.topics.all()) or list(group.fellowship.topics.all())
    rows: list[Fellowship | Topic] = [group.fellowship, *topics, *[topic.parent for topic in topics if topic.parent]]
    return {fold(text) for row in rows for text in texts_of(row)}


def is_one_slip(one: str, other: str) -> bool:
    """A letter more or less, another one, or two swapped."""
    short, long = sorted((one, other), key=len)
    if len(long) - len(short) > 1:
        return False
    if len(long) > len(short):
        return any(long[:place] + long[place + 1 :] == short for place in range(len(long)))
    differ = [place for place in range(len(long)) if one[place] != other[place]]
    is_swapped = (
        len(differ) == 2
        and differ[1] == differ[0] + 1
        and one[differ[0]] == other[differ[1]]
        and one[differ[1]] == other[differ[0]]
    )
    return len(differ) == 1 or is_swapped


def moved_start(rule: ScheduleRule, day: date, change: ScheduleException | None) -> datetime:
    minute = rule.start_minute if change is None or change.to_minute is None else change.to_minute
    return oracle.moment((change and change.to_on) or day, minute or 0, rule.zone)


def order_key(meeting: Meeting, search: MeetingSearch, starts: int, centre: Point | None) -> tuple[object, ...]:
    distance = round(centre.km_to(meeting.point), 6) if centre and meeting.point else 0.0
    rank = 0 if search.who is Who.YOUNG and serves(meeting) is Serves.MINORS else 1
    if search.sort is Sort.NAME:
        return (rank, fold(meeting.name)[:60], starts)
    return (rank, distance, starts) if search.sort is Sort.DISTANCE and centre else (rank, starts, distance)


def serves(meeting: Meeting) -> Serves:
    return Serves(meeting.group.serves or meeting.group.fellowship.serves)


def topic_slugs(meeting: Meeting) -> set[str]:
    topics = set(meeting.group.topics.all()) or set(meeting.group.fellowship.topics.all())
    return {topic.slug for topic in topics} | {topic.parent.slug for topic in topics if topic.parent}


def may_come(rule: ScheduleRule, search: MeetingSearch) -> bool:
    """The table of "Who may come", row by row."""
    whom = serves(rule.meeting)
    is_open = rule.access == Access.OPEN
    match search.who:
        case None:
            return True
        case Who.ME | Who.UNSURE:
            chosen = chosen_serves(search)
            return whom is Serves.ANYONE or (whom in chosen if chosen else whom is Serves.PERSON_CONCERNED)
        case Who.FAMILY:
            return is_open or whom in {Serves.RELATIVES, Serves.ADULT_CHILDREN, Serves.ANYONE}
        case Who.YOUNG:
            group = rule.meeting.group
            age = group.minimum_age if group.minimum_age is not None else group.fellowship.minimum_age
            is_concerned = whom in {Serves.MINORS, Serves.PERSON_CONCERNED, Serves.ANYONE}
            return is_open or (is_concerned and (age is None or age < 18))
        case _:
            return is_open


def chosen_serves(search: MeetingSearch) -> set[str]:
    if search.fellowship:
        return set(Fellowship.objects.filter(slug__in=search.fellowship).values_list("serves", flat=True))
    return set(Topic.objects.filter(slug__in=search.topic).values_list("serves", flat=True))


def is_asked(span: Span, starts_at: datetime, ends_at: datetime, keeps_running: bool, now: datetime) -> bool:
    is_running = starts_at < span.begin and ends_at > span.begin and ends_at > now
    return span.begin <= starts_at < span.end or (keeps_running and is_running)


def nearness(one: ScheduleException) -> int:
    return next(place for place, key in enumerate((one.rule_id, one.meeting_id, one.venue_id, one.service_body_id)) if key)


def touches(one: ScheduleException, rule: ScheduleRule) -> bool:
    body, above = rule.meeting.group.service_body, []
    while body:
        above.append(body.pk)
        body = body.parent
    in_care = one.in_care_of_id is None or one.in_care_of_id in above
    at_venue = one.venue_id is not None and one.venue_id == rule.meeting.venue_id and in_care
    return one.rule_id == rule.pk or one.meeting_id == rule.meeting_id or at_venue or one.service_body_id in above
