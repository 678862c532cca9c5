"""Schedules that a record's notes say in words. They are never applied: each is told to a person, with the rules that it would
make."""

from dataclasses import replace

from django.utils.translation import gettext as _

from imports.applying.work import Work
from imports.reasons import ImportCode
from interchange.prose import ProseRule, understand
from interchange.records import Access, MeetingRecord
from languages.dates import and_list
from meetings.sentences import how_often


def note_worded_schedules(record: MeetingRecord, work: Work) -> None:
    """Say which sentences of the notes would make rules for this meeting, and which rules. A sentence about another weekday is
    about another meeting; one that names none is clear only where the meeting has one."""
    weekdays = {rule.recurrence.weekday for rule in record.rules} - {None}
    only = next(iter(weekdays)) if len(weekdays) == 1 else None
    for statement in understand(record.notes, record.text_language):
        rules = [on_weekday(rule, only) for rule in statement.rules]
        if all(rule.recurrence.weekday in weekdays for rule in rules):
            said = " ".join(record.notes[statement.start : statement.end].split())
            meant = "; ".join(in_words(rule, work) for rule in rules)
            work.note(record, ImportCode.SCHEDULE_IN_WORDS, field_name="notes", value=f"“{said}” = {meant}")


def on_weekday(rule: ProseRule, weekday: int | None) -> ProseRule:
    """The rule with its own weekday, else this one."""
    recurrence = rule.recurrence
    return rule if recurrence.weekday is not None else replace(rule, recurrence=replace(recurrence, weekday=weekday))


def in_words(rule: ProseRule, work: Work) -> str:
    """On which dates, and what of them."""
    words = [str(work.formats.by_slug[slug]) for slug in rule.formats if slug in work.formats.by_slug]
    if rule.access is not Access.NOT_STATED:
        words.insert(0, _("open") if rule.access is Access.OPEN else _("closed"))
    return f"{how_often(rule.recurrence)}: {and_list(words)}" if words else how_often(rule.recurrence)
