"""Our own reader reads our own Meeting Guide feed of the whole demo world."""

import io

import pytest

from interchange.meeting_guide import ReadOptions, read
from interchange.meeting_guide.slugs import DAYS
from interchange.reasons import LossCode, ProblemCode
from interchange.records import Attendance, Frequency, MeetingRecord, Problem
from tests.directory.demo.ground import DEMO_DAY
from tests.feeds.demo.whole import all_records, meeting_guide

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demo_world")]

LEFT_OUT = {LossCode.NOT_WEEKLY, LossCode.ENDED, LossCode.NOT_YET, LossCode.PAUSED_NOWHERE}
# A place of which only the area is told has no coordinates where only its town may be known; a link on request is no link.
EXPECTED = {ProblemCode.COORDINATES_MISSING, ProblemCode.LINK_MISSING, ProblemCode.UNKNOWN_CODE}


def read_back() -> list[MeetingRecord | Problem]:
    return list(read(io.BytesIO(meeting_guide()[0]), options=ReadOptions(today=DEMO_DAY)))


def test_feed_of_the_whole_world_is_read_without_a_rejection() -> None:
    problems = {problem.code for problem in read_back() if isinstance(problem, Problem)}

    assert problems <= EXPECTED


def test_every_weekly_rule_comes_back_with_its_day_time_zone_and_place() -> None:
    ours = {
        (rule.recurrence.weekday, rule.recurrence.start_minute, rule.recurrence.zone, record.name)
        for record in all_records()
        for rule in record.rules
        if rule.recurrence.is_plainly_weekly and (record.venue or not any(change.starts_at is None for change in rule.changes))
    }

    theirs = {
        (rule.recurrence.weekday, rule.recurrence.start_minute, rule.recurrence.zone, record.name)
        for record in read_back()
        if isinstance(record, MeetingRecord)
        for rule in record.rules
    }

    assert len(ours) > 500
    assert ours - theirs == set()


def test_meetings_come_back_as_they_are_attended() -> None:
    ours = {record.key: record for record in all_records()}
    back = [record for record in read_back() if isinstance(record, MeetingRecord) and not record.is_paused]

    differing = {(ours[key_of(one)].attendance, one.attendance) for one in back} - {(each, each) for each in Attendance}

    assert len(back) > 600
    assert differing <= {(Attendance.PHONE, Attendance.ONLINE)}


def key_of(record: MeetingRecord) -> str:
    """The key that our slug begins with: the day follows where a meeting has several."""
    key, _hyphen, suffix = record.key.partition("-")
    assert not suffix or suffix[:3] in DAYS or suffix == "appointment"
    return key


def test_everything_is_written_or_told_as_a_loss() -> None:
    _feed, losses = meeting_guide()
    lost = {(loss.key, loss.value) for loss in losses if loss.code in LEFT_OUT}
    written = {key_of(record) for record in read_back() if isinstance(record, MeetingRecord)}

    silent = {record.key for record in all_records()} - written - {key for key, _value in lost}

    assert silent == set()
    assert {value for _key, value in lost} >= {Frequency.MONTHLY_BY_WEEKDAY, Frequency.EVEN_WEEKS, Frequency.ALWAYS_OPEN}


def test_slugs_are_unique_and_fit() -> None:
    slugs = [record.key for record in read_back() if isinstance(record, MeetingRecord)]

    assert len(slugs) == len(set(slugs))
    assert [slug for slug in slugs if len(slug) > 64] == []
