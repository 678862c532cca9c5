"""Reading Meeting Guide JSON: every object of the feed becomes one record, or one problem that says why it does not."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, BinaryIO

from interchange.codes import code_set
from interchange.json_list import read_list
from interchange.meeting_guide.how import How, read_how
from interchange.meeting_guide.item import LONGEST_HELD, Item, as_text
from interchange.meeting_guide.memory import FeedMemory
from interchange.meeting_guide.options import ReadOptions
from interchange.meeting_guide.when import read_recurrences
from interchange.meeting_guide.where import Where, read_where
from interchange.meeting_guide.who import Who, read_who
from interchange.reasons import HeldReason, ProblemCode
from interchange.records import Attendance, GroupRecord, MeetingRecord, Problem, Recurrence, RuleRecord
from interchange.texts import one_line, plain
from interchange.times import read_instant

LONGEST_SLUG = 200
LONGEST_NAME = 255
LONGEST_GROUP_NAME = 200
MOST_ENTRIES = 20  # of a private field that is a list
# The fields of a record that are those of its parts.
HOW_FIELDS = ("attendance", "is_paused", "online_url", "phone", "access_notes")
WHO_FIELDS = ("formats", "audiences_welcome", "audiences_only", "languages", "facilities", "other_codes", "serves_minors")
MARKS = frozenset({"day", "time", "slug", "types"})  # a list none of whose objects has any of them is one of something else
PLACED = (Attendance.IN_PERSON, Attendance.HYBRID)

# What the people who keep a list write down for each other. None of it is for everybody.
PRIVATE_FIELDS = (
    *(f"contact_{number}_{part}" for number in (1, 2, 3) for part in ("name", "email", "phone")),
    *("email", "phone", "author", "edit_url", "feedback_emails", "feedback_url", "last_contact", "mailing_address"),
    *("entity_email", "entity_phone", "admin_notes"),
)
# How a group (never a person) takes contributions; the values are handles, not addresses.
CONTRIBUTION_FIELDS = {
    "venmo": re.compile(r"@[\w-]{1,60}"),
    "square": re.compile(r"\$[\w-]{1,60}"),
    "paypal": re.compile(r"[\w.-]{1,60}"),
    "homegroup_online": re.compile(r"[\w-]{1,60}"),
}


def read(stream: BinaryIO, *, options: ReadOptions) -> Iterator[MeetingRecord | Problem]:
    """Every record of a feed, each after what is to be noted about it, then what is to be said about the feed as a whole.

    For each object of the list there is exactly one record or one rejecting problem with its index. A rejecting problem
    without an index means that the feed is broken: nothing of it is to be used. Raises KeyError for an unknown code set.
    """
    code_set(options.code_set)
    memory = FeedMemory()
    index, are_meetings = 0, False
    for entry in read_list(stream):
        if isinstance(entry, Problem):
            yield entry
            are_meetings = True  # it is broken: that it also looks like something else need not be said
            continue
        are_meetings = are_meetings or not isinstance(entry, dict) or not MARKS.isdisjoint(entry)
        yield from read_entry(entry, index, options, memory)
        index += 1
    if index and not are_meetings:
        yield Problem(code=ProblemCode.FEED_WITHOUT_MEETINGS)
    yield from memory.problems()


@dataclass(frozen=True, slots=True)
class Ways:
    """How to read when it happens and who may come. Readers of other formats, who turn theirs into objects of this one, have their
    own ways to say that."""

    when: Callable[[Item, ReadOptions], tuple[Recurrence, ...] | Problem] = read_recurrences
    who: Callable[[Item, str], Who] = read_who


def read_entry(
    entry: Any, index: int, options: ReadOptions, memory: FeedMemory, ways: Ways = Ways()
) -> Iterator[MeetingRecord | Problem]:
    """The notes about one entry of the list, and its record; or the problem that rejects it, alone."""
    if not isinstance(entry, dict):
        yield Problem(code=ProblemCode.NOT_AN_OBJECT, index=index, value=type(entry).__name__)
        return
    item = Item(entry, index)
    item.key = read_key(item)
    yield from noted(read_record(item, options, memory, ways), item, memory, key_field="slug")


def noted(found: MeetingRecord | Problem, item: Item, memory: FeedMemory, *, key_field: str) -> Iterator[MeetingRecord | Problem]:
    """A record under a key that no other of the feed has, after what is to be noted about it; a problem as it is."""
    if isinstance(found, Problem):
        yield found
        return
    key, problem = memory.key_for(found)
    if problem:
        item.key = key
        item.note(problem, key_field, found.key)
    memory.count_point(found.venue)
    yield from item.problems
    yield found if key == found.key else replace(found, key=key)


def read_key(item: Item) -> str:
    """The slug; "" where there is none that can be a key."""
    slug = one_line(as_text(item.values.get("slug")) or "")
    return slug if len(slug) <= LONGEST_SLUG and slug.isprintable() else ""


def read_record(item: Item, options: ReadOptions, memory: FeedMemory, ways: Ways) -> MeetingRecord | Problem:
    """The record of one object, with its slug as the key."""
    recurrences = ways.when(item, options)
    if isinstance(recurrences, Problem):
        return recurrences
    who = ways.who(item, options.code_set)
    where = read_where(item, options, who)
    how = read_how(item, where, who)
    if how.attendance in PLACED and where.venue is None:
        return item.problem(ProblemCode.NOWHERE)
    name = item.line("name", LONGEST_NAME) or item.line("group", LONGEST_GROUP_NAME) or (where.venue.name if where.venue else "")
    if not name:
        return item.problem(ProblemCode.NAME_MISSING, "name")
    note_missing_coordinates(item, where, how)
    memory.count_codes(who.unknown)
    hold_private_fields(item)
    return assemble(item, options, Parts(name, recurrences, where, who, how))


@dataclass(frozen=True, slots=True)
class Parts:
    """What a record is made of."""

    name: str
    recurrences: tuple[Recurrence, ...]
    where: Where
    who: Who
    how: How


def assemble(item: Item, options: ReadOptions, parts: Parts) -> MeetingRecord:
    """The record of the parts and of the fields that stand for themselves."""
    who, how = parts.who, parts.how
    updated_at = read_updated(item, options)
    return MeetingRecord(
        key=item.key,
        index=item.index,
        name=parts.name,
        rules=tuple(RuleRecord(recurrence=each, access=who.access, ask_first=who.is_open_and_closed) for each in parts.recurrences),
        venue=parts.where.venue,
        **{name: getattr(how, name) for name in HOW_FIELDS},
        **{name: getattr(who, name) for name in WHO_FIELDS},
        group=read_group(item),
        notes=read_notes(item, how),
        url=item.link("url"),
        body_name=item.line("entity", LONGEST_NAME),
        body_url=item.link("entity_url") or item.link("entity_website_url"),
        updated_at=updated_at,
        updated_on=updated_at.date() if updated_at else None,
        code_set=options.code_set,
        text_language=options.language,
        held=tuple(item.held),
    )


def note_missing_coordinates(item: Item, where: Where, how: How) -> None:
    """Say where somebody is to go to a place that is not on the map."""
    given = [item.values.get(name) for name in ("latitude", "longitude")]
    if how.attendance in PLACED and where.venue and all(value in (None, "") for value in given):
        item.note(ProblemCode.COORDINATES_MISSING)


def read_group(item: Item) -> GroupRecord:
    """The group that meets."""
    return GroupRecord(
        key=one_line(item.plain("group_id"))[:LONGEST_SLUG],
        name=item.line("group", LONGEST_GROUP_NAME),
        about=item.text("group_notes"),
        website=item.link("website"),
        contribution_links=read_contribution_links(item),
    )


def read_contribution_links(item: Item) -> dict[str, str]:
    """{way: handle}; what does not look like one is held."""
    links = {}
    for name, handle in CONTRIBUTION_FIELDS.items():
        text = one_line(item.plain(name))
        if handle.fullmatch(text):
            links[name] = text
        elif text:
            item.hold(name, text, HeldReason.LINK)
    return links


def read_notes(item: Item, how: How) -> str:
    """The notes, but for a line that only repeats the link."""
    lines = item.text("notes").split("\n")
    return "\n".join(line for line in lines if not how.online_url or line != how.online_url).strip()


def read_updated(item: Item, options: ReadOptions) -> datetime | None:
    """When the listing was last changed; never after the day of the run."""
    value = item.values.get("updated")
    if not item.plain("updated"):
        return None
    instant = read_instant(value)
    if instant is None:
        item.note(ProblemCode.UPDATED_UNREADABLE, "updated", value)
    elif instant.date() > options.today:
        item.note(ProblemCode.UPDATED_IN_FUTURE, "updated", value)
        return None
    return instant


def hold_private_fields(item: Item) -> None:
    """Keep what is in the fields for contacts."""
    for name in PRIVATE_FIELDS:
        value = item.values.get(name)
        if not value:
            continue
        entries = value if isinstance(value, list) else [value]
        texts = (one_line(plain((as_text(entry) or "")[:LONGEST_HELD])) for entry in entries[:MOST_ENTRIES])
        text = ", ".join(text for text in texts if text)
        if text:
            item.hold(name, text, HeldReason.CONTACT)
