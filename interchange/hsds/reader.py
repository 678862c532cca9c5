"""Reading HSDS (and its profile Open Referral UK): each service at a location is a meeting, if it says when."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import partial
from typing import Any, BinaryIO

from interchange.codes import Kind
from interchange.hsds.joined import read_services
from interchange.hsds.objects_in import codes_of, entries, is_virtual, term, to_object, word
from interchange.hsds.schedules_in import read_schedule
from interchange.meeting_guide.item import Item
from interchange.meeting_guide.memory import FeedMemory
from interchange.meeting_guide.options import ReadOptions
from interchange.meeting_guide.reader import LONGEST_SLUG, Ways, read_entry
from interchange.meeting_guide.who import Who, put_together
from interchange.reasons import ProblemCode
from interchange.records import Access, MeetingRecord, Problem, Recurrence, RuleRecord

MOST_PLACES = 100  # of one service
MOST_RULES = 60  # of one meeting
ENDED = frozenset({"inactive", "defunct"})


@dataclass(frozen=True, slots=True)
class Times:
    """The rules of a meeting; `unread` are schedules that could not be read, `has_schedules` whether there are any at all."""

    rules: tuple[RuleRecord, ...]
    unread: str
    has_schedules: bool


def read(stream: BinaryIO, *, options: ReadOptions) -> Iterator[MeetingRecord | Problem]:
    """Every meeting of a document: at least one record or rejecting problem for each service, with the index of the service, and a
    rejecting problem without an index where the whole is broken. The stream is read from its beginning, twice."""
    memory = FeedMemory()
    index = 0
    for service in read_services(stream):
        if isinstance(service, Problem):
            yield service
            continue
        yield from read_service(service, index, options, memory)
        index += 1
    yield from memory.problems()


def read_service(service: Any, index: int, options: ReadOptions, memory: FeedMemory) -> Iterator[MeetingRecord | Problem]:
    """The meetings of a service. What has ended has no key, so that it is withdrawn if it was listed before."""
    if not isinstance(service, dict):
        yield Problem(code=ProblemCode.NOT_AN_OBJECT, index=index, value=type(service).__name__)
        return
    if word(service, "status").casefold() in ENDED:
        yield Problem(code=ProblemCode.MEETING_ENDED, index=index, field_name="status", value=word(service, "id")[:LONGEST_SLUG])
        return
    for places in grouped(service):
        times = read_times(service, places, options)
        key = word(places[0] if places else service, "id")[:LONGEST_SLUG]
        given = to_object(service, places, key)
        ways = Ways(when=partial(note_when, times=times), who=partial(who_of, service=service, places=places))
        for found in read_entry(given, index, options, memory, ways):
            yield with_access(found, times.rules) if isinstance(found, MeetingRecord) else found


def with_access(record: MeetingRecord, rules: tuple[RuleRecord, ...]) -> MeetingRecord:
    """The record with who may come on the dates of each schedule; where that does not say, what the service says holds."""
    pairs = zip(record.rules, rules, strict=False)
    return replace(record, rules=tuple(read if rule.access is Access.NOT_STATED else rule for read, rule in pairs))


def grouped(service: dict[str, Any]) -> list[list[dict[str, Any]]]:
    """The places of a service, those of one meeting together: a house and a link with the same schedules are one meeting that takes
    place in both ways. A service without places is one meeting all the same."""
    places = [dict(place) for place in entries(service, "service_at_locations")[:MOST_PLACES]]
    meetings: list[list[dict[str, Any]]] = []
    for place in sorted(places, key=is_virtual):
        house = next((each for each in meetings if len(each) == 1 and is_virtual(place) and goes_with(place, each[0])), None)
        if house is None:
            meetings.append([place])
        else:
            house.append(place)
    return meetings or [[]]


def goes_with(home: dict[str, Any], house: dict[str, Any]) -> bool:
    """Whether a link and a house have the same schedules, and there are some."""
    schedules = dates_of(home)
    return not is_virtual(house) and bool(schedules) and schedules == dates_of(house)


def dates_of(place: dict[str, Any]) -> list[list[tuple[str, str]]]:
    """What the schedules of a place say of their dates."""
    names = ("freq", "interval", "byday", "bymonthday", "opens_at", "closes_at", "dtstart", "until")
    return sorted([(name, str(schedule.get(name))) for name in names] for schedule in entries(place, "schedules"))


def read_times(service: dict[str, Any], places: list[dict[str, Any]], options: ReadOptions) -> Times:
    """The rules of a meeting: those of its place, else those of the service."""
    own = entries(places[0], "schedules") if places else []
    schedules = own or entries(service, "schedules")
    rules: list[RuleRecord] = []
    unread: list[str] = []
    for schedule in schedules:
        found = read_schedule(schedule, options.zone, options.today)
        unread += [found.unread] if found.unread else []
        rules += [RuleRecord(recurrence=each, access=access_of(schedule)) for each in found.rules]
    return Times(tuple(dict.fromkeys(rules)), ", ".join(dict.fromkeys(unread)), bool(schedules))


def access_of(schedule: dict[str, Any]) -> Access:
    """Who may come on the dates of a schedule."""
    says = [meaning for each in entries(schedule, "attributes") for meaning in term(each)[1] or ()]
    found = {meaning.value for meaning in says if meaning.kind == Kind.ACCESS}
    return Access(*found) if len(found) == 1 else Access.NOT_STATED


def note_when(item: Item, _options: ReadOptions, *, times: Times) -> tuple[Recurrence, ...] | Problem:
    """The recurrences of a meeting; notes what was left out. Without any there is no schedule, or it is over or cannot be read."""
    if times.rules:
        if times.unread or len(times.rules) > MOST_RULES:
            item.note(ProblemCode.DATES_PARTLY_UNREADABLE, "schedules", times.unread)
        return tuple(rule.recurrence for rule in times.rules[:MOST_RULES])
    if times.unread:
        return item.problem(ProblemCode.RULE_UNREADABLE, "schedules", times.unread)
    if not times.has_schedules:
        return item.problem(ProblemCode.NO_SCHEDULE, "schedules")
    return replace(item.problem(ProblemCode.MEETING_ENDED, "schedules"), key="", value=item.key)


def who_of(_item: Item, _code_set: str, *, service: dict[str, Any], places: list[dict[str, Any]]) -> Who:
    """What the terms say."""
    return put_together(codes_of(service, places))
