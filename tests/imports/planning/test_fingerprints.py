"""A fingerprint tells which parts of a record have changed."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from imports.planning.fingerprints import Part, differing, fingerprint
from interchange.records import Frequency, GroupRecord, RuleRecord
from tests.imports.world import ZONE
from tests.interchange.feeds import OPTIONS, record

WITHOUT_ZONE = replace(OPTIONS, zone="")


def parts_changed_by(**changes: Any) -> set[str]:
    before, after = fingerprint(record(), zone=ZONE), fingerprint(record(**changes), zone=ZONE)
    return {part.name for part in differing(before, after)}


@pytest.mark.parametrize(
    ("changes", "parts"),
    [
        ({}, set()),
        ({"updated": "2026-11-02 10:00:00"}, set()),
        ({"time": "08:00"}, {"WHEN"}),
        ({"types": ["C", "D"]}, {"WHEN"}),
        ({"location": "Knižnica"}, {"WHERE"}),
        ({"conference_url": "https://zoom.us/j/123"}, {"WHERE"}),
        ({"group": "Ráno"}, {"WHO"}),
        ({"name": "Večerná skupina"}, {"WHAT"}),
        ({"notes": "Vchod z dvora."}, {"WHAT"}),
        ({"types": ["O", "ST"]}, {"WHAT"}),
    ],
)
def test_a_change_is_seen_in_its_part_alone(changes: dict[str, Any], parts: set[str]) -> None:
    assert parts_changed_by(**changes) == parts


def test_another_zone_of_the_source_changes_rules_that_have_none() -> None:
    without = record(timezone=..., options=WITHOUT_ZONE)

    changed = differing(fingerprint(without, zone=ZONE), fingerprint(without, zone="Europe/Warsaw"))

    assert changed == {Part.WHEN}


def test_another_zone_of_the_source_does_not_touch_rules_that_have_one() -> None:
    assert fingerprint(record(), zone=ZONE) == fingerprint(record(), zone="Europe/Warsaw")


def test_a_fingerprint_fits_its_column() -> None:
    assert len(fingerprint(replace(record(), group=GroupRecord(name="Ráno")), zone=ZONE)) == 64


def test_single_dates_are_a_part_of_their_own() -> None:
    whole = record()
    single = replace(whole.rules[0], recurrence=replace(whole.rules[0].recurrence, frequency=Frequency.ONCE, weekday=None))
    one, two = (
        replace(whole, rules=(*whole.rules, *(replace_day(single, day) for day in days)))
        for days in ((date(2026, 12, 1), date(2026, 12, 8)), (date(2026, 12, 8),))
    )

    parts = differing(fingerprint(one, zone=ZONE), fingerprint(two, zone=ZONE))

    assert parts == {Part.DATES}


def replace_day(rule: RuleRecord, day: date) -> RuleRecord:
    return replace(rule, recurrence=replace(rule.recurrence, first_on=day))
