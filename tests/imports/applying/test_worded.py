"""Schedules in the notes of a record: told to a person with the rules they would make, never applied."""

from pathlib import Path
from typing import Any

import pytest

from imports.models import ImportRun
from imports.reasons import ImportCode
from interchange.records import Access, Frequency
from meetings.models import ScheduleRule
from tests.imports.world import entries, make_source, run
from tests.interchange.feeds import item

pytestmark = pytest.mark.django_db
MONDAY, WEDNESDAY = 1, 3  # as the format counts


def told(run: ImportRun) -> list[str]:
    """What the run says of schedules in words."""
    return list(run.problems.filter(code=ImportCode.SCHEDULE_IN_WORDS).values_list("value", flat=True))


def imported(folder: Path, **changes: Any) -> ImportRun:
    return run(folder, make_source(language="en"), item(**changes))


def test_a_sentence_is_told_with_the_rule_it_would_make(tmp_path: Path) -> None:
    done = imported(tmp_path, day=WEDNESDAY, types=["D"], notes="Ring twice. Last Wed each month 'open'.")

    assert told(done) == ["“Last Wed each month 'open'” = on the last Wednesday of the month: open"]


def test_nothing_is_applied(tmp_path: Path) -> None:
    imported(tmp_path, day=WEDNESDAY, types=["D"], notes="Last Wed each month 'open'.")

    rule = ScheduleRule.objects.get()
    assert (rule.frequency, rule.ordinals, rule.access) == (Frequency.WEEKLY, (), Access.NOT_STATED)


def test_a_week_by_its_number_is_the_meetings_own_day(tmp_path: Path) -> None:
    done = imported(tmp_path, day=MONDAY, notes="Week 1: open meeting")

    assert told(done) == ["“Week 1: open meeting” = on the first Monday of the month: open"]


def test_an_exception_is_two_rules(tmp_path: Path) -> None:
    (only,) = told(imported(tmp_path, day=WEDNESDAY, notes="Closed except last Wednesday of the month"))

    assert only.count("; ") == 1


@pytest.mark.parametrize(
    ("day", "notes"),
    [
        (MONDAY, "Open meeting last Wednesday of the month"),  # of another meeting of the group
        ([MONDAY, WEDNESDAY], "Week 1: open meeting"),  # of which?
        (MONDAY, "Every second Monday open"),  # every other one, or the second of the month?
        (MONDAY, "Ring the second bell"),
    ],
)
def test_what_is_not_clear_is_not_told(tmp_path: Path, day: Any, notes: str) -> None:
    assert told(imported(tmp_path, day=day, notes=notes)) == []


def test_the_same_feed_again_says_it_no_more_until_it_changes(tmp_path: Path) -> None:
    source = make_source(language="en")
    first, second = (item(day=MONDAY, notes=f"Open {week} Monday of the month") for week in ("last", "first"))

    runs = [run(tmp_path, source, one) for one in (first, first, second)]

    assert [len(told(one)) for one in runs] == [1, 0, 1]


def test_each_is_kept_not_only_some_examples(tmp_path: Path) -> None:
    many = entries(30, day=MONDAY, notes="Open last Monday of the month")

    assert len(told(run(tmp_path, make_source(language="en"), *many))) == 30
