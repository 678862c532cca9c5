"""Schedules that a record's notes say in words. They are never applied: a person is offered each, with the rules that it would
make."""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from django.utils.translation import gettext as _

from imports.applying.work import Work
from imports.models import SourceMeeting, WordedSchedule
from imports.models.worded import LONGEST_LANGUAGE, LONGEST_PHRASE
from imports.planning.fingerprints import Part
from imports.reasons import ImportCode
from interchange.prose import ProseRule, understand
from interchange.records import Access, MeetingRecord, Recurrence
from languages.dates import and_list
from meetings.models import Format
from meetings.sentences import how_often


def offers_of(record: MeetingRecord, link: SourceMeeting, work: Work) -> list[WordedSchedule]:
    """Which sentences of the notes would make rules for this meeting, as new rows; the run tells of each, and of which rules."""
    offers: dict[str, WordedSchedule] = {}
    for statement in understand(record.notes, record.text_language):
        rules = for_meeting(statement.rules, [rule.recurrence for rule in record.rules])
        phrase = " ".join(record.notes[statement.start : statement.end].split())
        if rules and len(phrase) <= LONGEST_PHRASE and phrase not in offers:
            language = record.text_language.partition("-")[0][:LONGEST_LANGUAGE]
            offers[phrase] = WordedSchedule(link=link, phrase=phrase, language=language)
            meant = "; ".join(
                in_words(how_often(rule.recurrence), rule.access, rule.formats, work.formats.by_slug) for rule in rules
            )
            work.note(record, ImportCode.SCHEDULE_IN_WORDS, field_name="notes", value=f"“{phrase}” = {meant}")
    return list(offers.values())


def renew_offers(record: MeetingRecord, link: SourceMeeting, parts: frozenset[Part], work: Work) -> None:
    """Offer what the record says now. What it says no more is offered no longer; what somebody has decided is not offered anew."""
    if not parts & {Part.WHEN, Part.WHAT}:
        return
    offers = offers_of(record, link, work)
    phrases = {offer.phrase for offer in offers}
    link.worded_schedules.undecided().exclude(phrase__in=phrases).delete()
    known = set(WordedSchedule.objects.of_meeting(link.meeting_id).values_list("phrase", flat=True))
    WordedSchedule.objects.bulk_create(offer for offer in offers if offer.phrase not in known)


def for_meeting(rules: Iterable[ProseRule], recurrences: Iterable[Recurrence]) -> list[ProseRule]:
    """The rules of a sentence, with their weekday. Nothing where that is none of the meeting's: the sentence is about another one.
    One that names no weekday is clear only where the meeting has one."""
    weekdays = {recurrence.weekday for recurrence in recurrences} - {None}
    only = next(iter(weekdays)) if len(weekdays) == 1 else None
    found = [on_weekday(rule, only) for rule in rules]
    return found if all(rule.recurrence.weekday in weekdays for rule in found) else []


def on_weekday(rule: ProseRule, weekday: int | None) -> ProseRule:
    """The rule with its own weekday, else this one."""
    recurrence = rule.recurrence
    return rule if recurrence.weekday is not None else replace(rule, recurrence=replace(recurrence, weekday=weekday))


def in_words(dates: str, access: str, slugs: Iterable[str], formats: Mapping[str, Format]) -> str:
    """Dates, and what of them: who may come if that is stated, and what is done."""
    words = [str(formats[slug]) for slug in slugs if slug in formats]
    if access != Access.NOT_STATED:
        words.insert(0, _("open") if access == Access.OPEN else _("closed"))
    return f"{dates}: {and_list(words)}" if words else dates
