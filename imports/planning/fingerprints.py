"""Fingerprints of records, part by part, so that a change in one part of a listing leaves the others as coordinators made them."""

import hashlib
import json
from dataclasses import replace
from enum import IntEnum

from interchange.digest import content
from interchange.records import Attendance, Frequency, GroupRecord, MeetingRecord

HEX_DIGITS = 16  # for each part


class Part(IntEnum):
    """The parts of a record, in the order of the fingerprint."""

    WHEN = 0  # the rules, but for single dates
    WHERE = 1  # the place, and how one takes part
    WHO = 2  # the group
    WHAT = 3  # everything else
    DATES = 4  # single dates, of their own or differing from the rules; these pass, and are no news of the rules


def fingerprint(record: MeetingRecord, *, zone: str) -> str:
    """64 hexadecimal digits, 16 more where single dates differ, the same for the same content. `zone` is the source's: rules
    without a zone change with it."""
    lasting = [rule for rule in record.rules if rule.recurrence.frequency is not Frequency.ONCE]
    assumed = [zone for rule in lasting if not rule.recurrence.zone]
    how = (record.attendance, record.is_paused, record.online_url, record.phone, record.access_notes)
    rest = replace(
        record,
        rules=(),
        venue=None,
        group=GroupRecord(),
        attendance=Attendance.IN_PERSON,
        is_paused=False,
        online_url="",
        phone="",
        access_notes="",
    )
    rules = tuple(replace(rule, changes=()) if rule.changes else rule for rule in lasting)
    parts = ((rules, assumed), (record.venue, how), (record.group, record.serves_minors), rest)
    return "".join(hashed(part) for part in parts) + single_dates(record, zone=zone)


def single_dates(record: MeetingRecord, *, zone: str) -> str:
    """The fingerprint of single dates, and of what becomes of those of rules; "" for nothing."""
    changes = [(number, str(one)) for number, rule in enumerate(record.rules) for one in rule.changes]
    own = [(rule, rule.recurrence.zone or zone) for rule in record.rules if rule.recurrence.frequency is Frequency.ONCE]
    return hashed([*changes, *own]) if changes or own else ""


def hashed(part: object) -> str:
    """The fingerprint of one part."""
    text = json.dumps(content(part), ensure_ascii=False, separators=(",", ":"), default=str)
    return hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=HEX_DIGITS // 2).hexdigest()


def differing(one: str, other: str) -> frozenset[Part]:
    """The parts in which two fingerprints differ."""
    return frozenset(part for part in Part if slice_of(one, part) != slice_of(other, part))


def slice_of(whole: str, part: Part) -> str:
    """One part of a fingerprint."""
    return whole[part * HEX_DIGITS : (part + 1) * HEX_DIGITS]
