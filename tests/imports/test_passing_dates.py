"""Calendars that name their dates one by one: that a date passes changes nothing but that date."""

from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from imports.models import Disagreement, ImportRun, Source
from meetings.actions import save_meeting, save_rule
from meetings.models import Meeting, ScheduleRule
from tests.imports.world import NOW, figures, make_source, only_meeting, run_bytes
from tests.meetings.world import ROAD

pytestmark = pytest.mark.django_db

IN_A_WEEK = NOW + timedelta(days=7)
DATES = (date(2026, 11, 24), date(2026, 12, 1), date(2026, 12, 15), date(2027, 1, 12))


def calendar(*days: date, hour: int = 18, name: str = "Nádej") -> bytes:
    """One event for each date, all of one meeting."""
    events = "".join(
        f"BEGIN:VEVENT\r\nUID:{day}@example.org\r\nDTSTAMP:20261101T000000Z\r\nSUMMARY:{name}\r\n"
        "LOCATION:Obchodná 5\\, Bratislava\r\n"
        f"DTSTART;TZID=Europe/Bratislava:{day:%Y%m%d}T{hour:02}0000\r\nDURATION:PT1H\r\nEND:VEVENT\r\n"
        for day in days
    )
    return f"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//x//EN\r\n{events}END:VCALENDAR\r\n".encode()


def bring_in(folder: Path, source: Source, *days: date, at: Any = NOW, **changes: Any) -> ImportRun:
    return run_bytes(folder, source, calendar(*days, **changes), name="feed.ics", at=at)


def rows() -> list[tuple[int, date | None]]:
    return list(ScheduleRule.objects.order_by("first_on").values_list("pk", "first_on"))


def test_a_week_later_the_same_calendar_changes_nothing_but_the_passed_dates(tmp_path: Path) -> None:
    source = make_source(format="icalendar")
    bring_in(tmp_path, source, *DATES)
    before, meeting = rows(), Meeting.objects.values().get()

    later = bring_in(tmp_path, source, *DATES, at=IN_A_WEEK)
    again = bring_in(tmp_path, source, *DATES, at=IN_A_WEEK)

    assert rows() == before[1:]
    assert Meeting.objects.values().get() == meeting
    assert (figures(later), figures(again)) == ((0, 1, 0, 0, 0), (0, 0, 1, 0, 0))


def test_a_new_date_is_a_rule_of_its_own_and_no_other_moves(tmp_path: Path) -> None:
    source = make_source(format="icalendar")
    bring_in(tmp_path, source, *DATES[:3])
    before = rows()

    bring_in(tmp_path, source, *DATES, at=IN_A_WEEK)

    after = rows()
    assert (after[:2], after[2][1], after[2][0] in dict(before)) == (before[1:], DATES[3], False)


def test_what_a_person_did_with_a_date_stays_while_others_pass(tmp_path: Path) -> None:
    source = make_source(format="icalendar")
    bring_in(tmp_path, source, *DATES)
    rule = ScheduleRule.objects.get(first_on=DATES[2])
    rule.start_minute = 1140
    save_rule(rule, by=None, source=ROAD)

    bring_in(tmp_path, source, *DATES, at=IN_A_WEEK)

    times = ScheduleRule.objects.order_by("first_on").values_list("first_on", "start_minute")
    assert (list(times), Disagreement.objects.count()) == ([(DATES[1], 1080), (DATES[2], 1140), (DATES[3], 1080)], 0)


def test_both_are_shown_where_a_person_and_the_source_changed_the_dates(tmp_path: Path) -> None:
    source = make_source(format="icalendar")
    bring_in(tmp_path, source, *DATES)
    rule = ScheduleRule.objects.get(first_on=DATES[2])
    rule.start_minute = 1140
    save_rule(rule, by=None, source=ROAD)

    bring_in(tmp_path, source, *DATES[:3], at=IN_A_WEEK)

    assert [day for _key, day in rows()] == list(DATES[1:])
    assert list(Disagreement.objects.values_list("field_name", flat=True)) == ["once"]


def test_a_name_that_a_person_set_right_stays_as_dates_pass(tmp_path: Path) -> None:
    source = make_source(format="icalendar")
    bring_in(tmp_path, source, *DATES)
    meeting = only_meeting()
    meeting.name = "Nádej Bratislava"
    save_meeting(meeting, by=None, source=ROAD)

    bring_in(tmp_path, source, *DATES, at=IN_A_WEEK)

    assert only_meeting().name == "Nádej Bratislava"
