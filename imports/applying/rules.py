"""The schedule rules of a meeting, brought to what its source says: as much of them as is to be taken."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from history.road import Road
from imports.applying.fields import ONCE, RULE_FIELDS, TIMES, column, day_of, mark, marks_of_rules, rules_of, single_days
from imports.applying.mapping import Values, assign, rule_values
from imports.applying.provenance import Said, keep_disagreements, settle
from imports.applying.work import Work
from imports.models import SourceMeeting
from imports.planning.fingerprints import Part
from imports.planning.rule_matching import match_rules
from interchange.records import MeetingRecord
from meetings.actions import delete_rules, save_rule
from meetings.models import Meeting, ScheduleRule

if TYPE_CHECKING:
    from accounts.models import User

COLUMNS = tuple(column for columns in RULE_FIELDS.values() for column in columns)
BEHIND_MARK = 2  # what was said is a mark and a day; single dates stand behind
RULES = "rules"  # under which a disagreement keeps the rules of the source


def change_rules(
    record: MeetingRecord, link: SourceMeeting, meeting: Meeting, work: Work, *, zone: str, parts: frozenset[Part]
) -> None:
    """Set of its times what is new in the record and was not changed here. Raises ValidationError."""
    theirs = [ScheduleRule(meeting=meeting, **rule_values(rule, zone=zone)) for rule in record.rules]
    ours = list(meeting.rules.all())
    passed = forget_passed_days(link.said, work.today)
    gone = [rule for rule in rules_of(ours, ONCE) if day_of(rule) in passed]
    delete_rules(gone, by=work.by, source=work.road)
    ours = [rule for rule in ours if rule not in gone]
    none = {ONCE: mark([])} if ONCE in link.said else {}
    told, names = none | marks_of_rules(theirs, work.today), set(names_in(parts, link))
    words = {name: word for name, word in told.items() if name in names}
    settled = settle(none | marks_of_rules(ours, work.today), words, link.said, work.today)
    link.said = with_days(settled.said, single_days(theirs, work.today))
    take_rules(ours, theirs, settled.taken, by=work.by, source=work.road)
    keep_disagreements(link, settled, dict.fromkeys(settled.disputed, as_values(theirs)))


def names_in(parts: frozenset[Part], link: SourceMeeting) -> Iterator[str]:
    """The fields of these parts. Where only the place is another that is the zone alone; a house that is not taken has no say in
    it."""
    if Part.WHEN in parts:
        yield from RULE_FIELDS
    elif Part.WHERE in parts and not link.disagreements.filter(field_name="venue").exists():
        yield "zone"
    if Part.DATES in parts:
        yield ONCE


def forget_passed_days(said: Said, today: date) -> set[str]:
    """The single dates that the source has told and that are over. What it said before is now that of those that are left."""
    days = said.get(ONCE, [])[BEHIND_MARK:]
    passed = {day for day in days if day < today.isoformat()}
    if passed:
        left = [day for day in days if day not in passed]
        said[ONCE] = [mark(left), said[ONCE][1], *left]
    return passed


def with_days(said: Said, days: list[str]) -> Said:
    """What is to be remembered, with the single dates themselves: by a mark alone nobody could tell that one of them has passed."""
    if ONCE not in said:
        return said
    return {**said, ONCE: [*said[ONCE][:BEHIND_MARK], *days]}


def take_rules(
    ours: Sequence[ScheduleRule],
    theirs: Sequence[ScheduleRule],
    names: Collection[str],
    *,
    by: "User | None",
    source: Road,
) -> None:
    """Set these fields of our rules as theirs have them. Rules keep their ids: calendars hang on them. Raises ValidationError."""
    for kind, other in ((TIMES, ONCE), (ONCE, TIMES)):
        matches = match_rules(rules_of(ours, kind), rules_of(theirs, kind))
        columns = [column for name in names if name != other for column in RULE_FIELDS[name]]
        for rule, wanted in matches.pairs:
            if any(getattr(rule, column) != getattr(wanted, column) for column in columns):
                save_rule(assign(rule, {column: getattr(wanted, column) for column in columns}), by=by, source=source)
        if kind in names:
            delete_rules(matches.removed, by=by, source=source)
            for wanted in matches.added:
                save_rule(wanted, by=by, source=source)


def as_values(rules: Iterable[ScheduleRule]) -> Values:
    """Rules as they are kept beside ours."""
    return {RULES: [{column: getattr(rule, column) for column in COLUMNS} for rule in rules]}


def from_values(meeting: Meeting, values: dict[str, Any]) -> Iterator[ScheduleRule]:
    """The rules again, not saved."""
    for kept in values[RULES]:
        columns = {name: column(ScheduleRule, name).to_python(value) for name, value in kept.items()}
        yield ScheduleRule(meeting=meeting, **columns)
