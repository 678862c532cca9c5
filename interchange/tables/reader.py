"""Reading tables: every row becomes one record, or one problem that says why it does not."""

from collections.abc import Iterator
from typing import Any, BinaryIO

from interchange.codes import CodeSet, code_set
from interchange.meeting_guide.item import Item
from interchange.meeting_guide.memory import FeedMemory
from interchange.meeting_guide.options import ReadOptions
from interchange.meeting_guide.reader import read_entry, read_key
from interchange.reasons import ProblemCode
from interchange.records import MeetingRecord, Problem
from interchange.tables.columns import WHEN_AND_WHERE, Columns
from interchange.tables.fields import is_another_fellowship, to_object
from interchange.tables.lines import BrokenTableError
from interchange.tables.rows import Rows
from interchange.tables.schedules import NOT_PUBLIC, PAUSED, read_schedule, town_and_aside


def read(stream: BinaryIO, *, options: ReadOptions) -> Iterator[MeetingRecord | Problem]:
    """Every record of a table, with the same promises as the reader of Meeting Guide JSON: exactly one record or one rejecting
    problem for each row that is not empty, and a rejecting problem without an index where the whole is broken. The stream is read
    from its beginning, and has to be able to go back there. Raises KeyError for an unknown code set."""
    programme = code_set(options.code_set)
    stream.seek(0)
    rows, memory = Rows(stream, options.language, lambda heading: Columns.of(heading, options.columns)), FeedMemory()
    columns: Columns | None = None
    try:
        for index, (columns, row) in enumerate(rows):
            yield from read_row(columns.values(row), index, programme, options, memory)
    except BrokenTableError as broken:
        yield Problem(code=broken.code)
    if rows.lines.foreign_bytes:
        yield Problem(code=rows.lines.foreign_code, rejects=False, details={"bytes": rows.lines.foreign_bytes})
    if columns:
        yield from columns.problems()
    yield from memory.problems()


def read_row(
    values: dict[str, str], index: int, programme: CodeSet, options: ReadOptions, memory: FeedMemory
) -> Iterator[MeetingRecord | Problem]:
    """The notes about one row, and its record; or the problem that rejects it, alone."""
    refusal = refused(values, index, options)
    if refusal:
        yield refusal
        return
    given = to_object(values, programme)
    if WHEN_AND_WHERE not in values:
        yield from read_entry(given, index, options, memory)
        return
    taken_apart = placed(values, given)
    if taken_apart is None:
        yield keyed_item(values, index).problem(ProblemCode.SCHEDULE_UNREADABLE, WHEN_AND_WHERE, values[WHEN_AND_WHERE])
        return
    yield from read_entry(taken_apart, index, options, memory)


def keyed_item(values: dict[str, str], index: int) -> Item:
    """The row as it is told about, by its key if it has one."""
    item = Item(values, index)
    item.key = read_key(item)
    return item


def refused(values: dict[str, str], index: int, options: ReadOptions) -> Problem | None:
    """Why a row is not for us to list, whatever else it says."""
    item = keyed_item(values, index)
    if is_another_fellowship(values.get("fellowship", ""), options.fellowship_names):
        return item.problem(ProblemCode.OTHER_FELLOWSHIP, "fellowship", values["fellowship"])
    if WHEN_AND_WHERE in values and NOT_PUBLIC.search(" ".join(values.values())):
        return item.problem(ProblemCode.NOT_PUBLIC)
    return None


def placed(values: dict[str, str], given: dict[str, Any]) -> dict[str, Any] | None:
    """The object of a row whose day, time and place are one text; None where that cannot be taken apart for sure."""
    schedule = read_schedule(values[WHEN_AND_WHERE], f"{values.get('city', '')} {values.get('notes', '')}")
    if schedule is None:
        return None
    town, aside = town_and_aside(values.get("city", ""))
    remarks = (aside, schedule.remark, values.get("notes", ""))
    said = {
        "day": schedule.day,
        "time": schedule.time,
        "end_time": schedule.end_time,
        "name": values.get("name") or schedule.location or town,
        "location": schedule.location,
        "formatted_address": schedule.address,
        "city": town,
        "notes": "\n".join(filter(None, remarks)),
    }
    is_paused = PAUSED.search(" ".join(values.values()))
    types = [*given.get("types", []), *(["TC"] if is_paused else [])]
    return {**given, **{name: text for name, text in said.items() if text}, "types": types}
