"""Which formats a meeting has: who may come, how one takes part, what it is like, in which languages."""

from collections.abc import Callable, Iterator

from interchange.bmlt.known import ATTENDANCE, TEMPORARILY_CLOSED, Said
from interchange.bmlt.options import Format, WriteOptions
from interchange.codes import LOSS_OF, Kind
from interchange.reasons import LossCode
from interchange.records import Access, Attendance, Loss, MeetingRecord
from interchange.weekly import Entry

# Programs show these first: who may come.
FIRST = (4, 17)
IN_A_ROOM = (Attendance.IN_PERSON, Attendance.HYBRID)


def formats_of(record: MeetingRecord, entry: Entry, options: WriteOptions, on_loss: Callable[[Loss], None]) -> list[Format]:
    """The formats of an entry, in the order in which they are named."""
    found: dict[int, Format] = {}
    for said in all_said(record, entry):
        known = options.formats.get(said)
        if known:
            found[known.number] = known
        else:
            on_loss(Loss(code=LOSS_OF[Kind(said[0])], key=record.key, value=said[1]))
    return sorted(found.values(), key=lambda one: (one.number not in FIRST, one.number))


def all_said(record: MeetingRecord, entry: Entry) -> Iterator[Said]:
    """All that formats should say."""
    if entry.access in (Access.OPEN, Access.CLOSED):
        yield Kind.ACCESS, str(entry.access)
    if record.attendance is not Attendance.IN_PERSON:
        yield ATTENDANCE, str(record.attendance)
    if record.is_paused or entry.is_off:
        yield TEMPORARILY_CLOSED
    facts = record.venue.access_facts if record.venue and record.attendance in IN_A_ROOM else {}
    each: dict[Kind, tuple[str, ...]] = {
        Kind.FORMAT: (*record.formats, *entry.formats),
        Kind.WELCOME: record.audiences_welcome,
        Kind.ONLY: record.audiences_only,
        Kind.LANGUAGE: record.languages,
        Kind.FACILITY: record.facilities,
        Kind.FACT: tuple(fact for fact, is_there in facts.items() if is_there),
    }
    for kind, values in each.items():
        yield from ((kind, value) for value in values)


def unsaid(record: MeetingRecord) -> Iterator[Loss]:
    """What no format of BMLT can say."""
    if any(rule.ask_first for rule in record.rules):
        yield Loss(code=LossCode.ASK_FIRST, key=record.key)
    if record.serves_minors:
        yield Loss(code=LossCode.MINORS, key=record.key)
    for fact, is_there in (record.venue.access_facts if record.venue else {}).items():
        if not is_there or record.attendance not in IN_A_ROOM:
            yield Loss(code=LossCode.ACCESS_FACT, key=record.key, value=fact)
    for code in record.other_codes:
        yield Loss(code=LossCode.OTHER_CODE, key=record.key, value=code)
    group = record.group
    if group.name != record.name or group.about or group.website or group.contribution_links:
        yield Loss(code=LossCode.GROUP, key=record.key)
