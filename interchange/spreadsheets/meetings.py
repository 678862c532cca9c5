"""The rows of one meeting as its record."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from interchange.meeting_guide.item import LONGEST_TEXT, Item
from interchange.meeting_guide.memory import FeedMemory
from interchange.meeting_guide.options import ReadOptions
from interchange.meeting_guide.reader import CONTRIBUTION_FIELDS, LONGEST_GROUP_NAME, LONGEST_NAME, LONGEST_SLUG, noted
from interchange.reasons import HeldReason, ProblemCode
from interchange.records import Access, Attendance, GroupRecord, MeetingRecord, Problem, RuleRecord, VenueRecord
from interchange.spreadsheets import words
from interchange.spreadsheets.changes import read_changes
from interchange.spreadsheets.columns import OF_A_RULE
from interchange.spreadsheets.gathering import MOST_RULES, Row
from interchange.spreadsheets.places import read_place
from interchange.spreadsheets.schedules import read_recurrences
from interchange.spreadsheets.terms import read_terms
from interchange.tables.fields import is_another_fellowship
from interchange.texts import one_line

PLACED = (Attendance.IN_PERSON, Attendance.HYBRID)
LONGEST_PHONE = 100


def read_meeting(rows: Sequence[Row], index: int, options: ReadOptions, memory: FeedMemory) -> Iterator[MeetingRecord | Problem]:
    """The notes about a meeting, and its record; or the problem that rejects it, alone. One row that cannot be read rejects all: a
    meeting without one of its dates would send somebody to a locked door."""
    item = Item(rows[0], index)
    item.key = code(item, "meeting_id")
    yield from noted(read_record(item, rows, options, memory), item, memory, key_field="meeting_id")


def code(item: Item, name: str) -> str:
    """An id; "" where it cannot be one."""
    text = one_line(item.values.get(name, ""))
    return text if len(text) <= LONGEST_SLUG and text.isprintable() else ""


def read_record(item: Item, rows: Sequence[Row], options: ReadOptions, memory: FeedMemory) -> MeetingRecord | Problem:
    """The record of a meeting, with its id as the key."""
    if is_another_fellowship(item.plain("fellowship"), options.fellowship_names):
        return item.problem(ProblemCode.OTHER_FELLOWSHIP, "fellowship", item.values["fellowship"])
    if len(rows) > MOST_RULES:
        return item.problem(ProblemCode.RULE_INCOMPLETE, "meeting_id", item.values.get("meeting_id"))
    venue = read_place(item, options)
    rules = read_rules(item, rows, options)
    if isinstance(rules, Problem):
        return rules
    note_differences(item, rows)
    attendance = read_attendance(item, venue)
    if attendance in PLACED and venue is None:
        return item.problem(ProblemCode.NOWHERE)
    group = read_group(item)
    name = item.line("name", LONGEST_NAME) or group.name or (venue.name if venue else "")
    if not name:
        return item.problem(ProblemCode.NAME_MISSING, "name")
    terms = read_terms(item, memory)
    return assemble(item, options, Parts(name, rules, attendance, venue, group, terms))


@dataclass(frozen=True, slots=True)
class Parts:
    """What a record is made of."""

    name: str
    rules: tuple[RuleRecord, ...]
    attendance: Attendance
    venue: VenueRecord | None
    group: GroupRecord
    terms: dict[str, Any]


def assemble(item: Item, options: ReadOptions, parts: Parts) -> MeetingRecord:
    """The record of the parts and of the columns that stand for themselves."""
    return MeetingRecord(
        key=item.key,
        index=item.index,
        name=parts.name,
        rules=parts.rules,
        attendance=parts.attendance,
        venue=parts.venue,
        group=parts.group,
        **parts.terms,
        is_paused=bool(read_flag(item, "is_paused")),
        serves_minors=bool(read_flag(item, "serves_minors")),
        online_url=item.link("online_url"),
        phone=one_line(item.plain("phone"))[:LONGEST_PHONE],
        access_notes=item.text("access_notes", is_how_to_join=True),
        notes=item.text("notes"),
        url=item.link("url"),
        updated_on=read_updated(item, options),
        code_set=options.code_set,
        text_language=code(item, "text_language") or options.language,
        fellowship=item.line("fellowship", LONGEST_NAME),
        **read_body(item),
        held=tuple(item.held),
    )


def read_body(item: Item) -> dict[str, Any]:
    """The service body."""
    return {
        "body_key": code(item, "body_id"),
        "body_name": item.line("body_name", LONGEST_NAME),
        "body_url": item.link("body_url"),
    }


def read_rules(item: Item, rows: Sequence[Row], options: ReadOptions) -> tuple[RuleRecord, ...] | Problem:
    """The rules of all rows, or the problem of the first row that has one. What is noted is noted of the meeting."""
    rules: list[RuleRecord] = []
    for row in rows:
        of_the_row = Item(row, item.index, key=item.key, country=item.country, towns=item.towns)
        recurrences = read_recurrences(of_the_row, options)
        if isinstance(recurrences, Problem):
            return recurrences
        uid = code(of_the_row, "rule_id") if len(recurrences) == 1 else ""
        who: dict[str, Any] = {"access": read_access(of_the_row), "ask_first": bool(read_flag(of_the_row, "ask_first"))}
        for recurrence in recurrences:
            changes = read_changes(of_the_row.values.get("changed_dates", "")[:LONGEST_TEXT], recurrence.zone)
            if changes is None:
                of_the_row.note(ProblemCode.CHANGES_UNREADABLE, "changed_dates", of_the_row.values["changed_dates"])
            rules.append(RuleRecord(recurrence=recurrence, uid=uid, changes=changes or (), **who))
        item.problems += of_the_row.problems
    return tuple(rules)


def read_access(item: Item) -> Access:
    """Who may come on the dates of a row."""
    text = item.plain("access")
    access = words.choice(text, Access, "access") if text else Access.NOT_STATED
    if access is None:
        item.note(ProblemCode.WORD_UNKNOWN, "access", text)
    return access or Access.NOT_STATED


def read_flag(item: Item, name: str) -> bool | None:
    """A yes or a no; None where nobody says."""
    text = item.plain(name)
    value = words.read_flag(text) if text else None
    if text and value is None:
        item.note(ProblemCode.WORD_UNKNOWN, name, text)
    return value


def note_differences(item: Item, rows: Sequence[Row]) -> None:
    """Say where the rows of a meeting do not say the same of it."""
    columns = {name for row in rows for name in row} - OF_A_RULE
    for name in sorted(columns):
        if any(row.get(name, "") != rows[0].get(name, "") for row in rows[1:]):
            item.note(ProblemCode.ROWS_DIFFER, name)


def read_attendance(item: Item, venue: VenueRecord | None) -> Attendance:
    """How one takes part; where nobody says, by what ways there are."""
    text = item.plain("attendance")
    said = words.choice(text, Attendance, "attendance") if text else None
    if text and said is None:
        item.note(ProblemCode.ATTENDANCE_UNKNOWN, "attendance", text)
    if said:
        return said
    has_link, has_phone = bool(item.plain("online_url")), bool(item.plain("phone"))
    if has_link or has_phone:
        return Attendance.HYBRID if venue else Attendance.ONLINE if has_link else Attendance.PHONE
    return Attendance.IN_PERSON


def read_group(item: Item) -> GroupRecord:
    """The group that meets."""
    links: dict[str, str] = {}
    for way, handle in CONTRIBUTION_FIELDS.items():
        text = one_line(item.plain(way))
        if handle.fullmatch(text):
            links[way] = text
        elif text:
            item.hold(way, text, HeldReason.LINK)
    return GroupRecord(
        key=code(item, "group_id"),
        name=item.line("group_name", LONGEST_GROUP_NAME),
        about=item.text("group_about"),
        website=item.link("group_website"),
        contribution_links=links,
    )


def read_updated(item: Item, options: ReadOptions) -> date | None:
    """When it was last confirmed; never after the day of the run."""
    text = item.plain("updated_on")
    day = words.read_date(text) if text else None
    if text and day is None:
        item.note(ProblemCode.UPDATED_UNREADABLE, "updated_on", text)
    elif day and day > options.today:
        item.note(ProblemCode.UPDATED_IN_FUTURE, "updated_on", text)
        return None
    return day
