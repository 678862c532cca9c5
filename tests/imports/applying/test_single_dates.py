"""Single dates that a feed cancels, moves or adds are exceptions of our rules; what people did with a date stays."""

from datetime import date, timedelta
from pathlib import Path

import pytest

from history.actions import delete
from imports.kinds import FeedFormat
from imports.models import ImportRun, Source, SourceMeeting
from interchange.records import Recurrence
from meetings.actions import save_exception, save_rule
from meetings.kinds import ExceptionKind
from meetings.merging import merge_meetings
from meetings.models import Meeting, Occurrence, ScheduleException, ScheduleRule
from tests.imports.world import NOW, TODAY, codes, figures, listed_on, make_source, run_bytes
from tests.interchange.icalendar.given_events import calendar, event
from tests.meetings.world import ROAD

pytestmark = pytest.mark.django_db

FIRST, SECOND = date(2026, 12, 9), date(2026, 12, 16)
ZONE = "TZID=Europe/Bratislava"
Dates = list[tuple[str, date, date | None, int | None]]


def off(*days: date) -> dict[str, str]:
    """An event, every Wednesday at six, that does not take place on these days."""
    return event(**{f"EXDATE;{ZONE}": ",".join(f"{day:%Y%m%d}T180000" for day in days)}) if days else event()


def instead(day: date, at: str, **changes: str) -> dict[str, str]:
    """What takes place instead of a date."""
    return event(RRULE=..., start={f"DTSTART;{ZONE}": at}, **{f"RECURRENCE-ID;{ZONE}": f"{day:%Y%m%d}T180000"}, **changes)


def calendar_source(slug: str = "calendar") -> Source:
    return make_source(slug, format=FeedFormat.ICALENDAR)


def take(folder: Path, source: Source, *events: dict[str, str], days: int = 0) -> ImportRun:
    """Import a calendar, some days later."""
    return run_bytes(folder, source, calendar(*events), at=NOW + timedelta(days=days))


def dates() -> Dates:
    """The exceptions there are: what, of which date, to which date and hour."""
    return list(ScheduleException.objects.order_by("first_on").values_list("kind", "first_on", "to_on", "to_minute"))


def cancelled(*days: date) -> Dates:
    return [(ExceptionKind.CANCELLED, day, None, None) for day in days]


def enter(day: date, **fields: object) -> ScheduleException:
    """A coordinator enters an exception."""
    known = {"rule": ScheduleRule.objects.get(), "kind": ExceptionKind.CANCELLED, "first_on": day, "last_on": day}
    return save_exception(ScheduleException(**{**known, **fields}), by=None, source=ROAD)


def test_cancelled_dates_of_a_new_meeting_are_exceptions_in_the_revision_of_the_run(tmp_path: Path) -> None:
    run = take(tmp_path, calendar_source(), off(FIRST, date(2026, 1, 14)))

    assert dates() == cancelled(FIRST)
    assert run.revision
    assert run.revision.changes.filter(content_type__model="scheduleexception", kind="created").count() == 1
    assert codes(run) == []


def test_a_cancelled_date_is_not_found_as_one_that_takes_place(tmp_path: Path) -> None:
    take(tmp_path, calendar_source(), off(FIRST))

    found = Occurrence.objects.get(local_date=FIRST)
    assert found.status == "cancelled"


def test_moved_dates_have_their_new_day_and_hour(tmp_path: Path) -> None:
    moved, later = instead(FIRST, "20261210T193000"), instead(SECOND, "20261216T190000")

    take(tmp_path, calendar_source(), event(), moved, later)

    assert dates() == [
        (ExceptionKind.MOVED, FIRST, date(2026, 12, 10), 19 * 60 + 30),
        (ExceptionKind.MOVED, SECOND, None, 19 * 60),
    ]


def test_a_date_that_takes_place_elsewhere_is_told_and_not_brought_in(tmp_path: Path) -> None:
    run = take(tmp_path, calendar_source(), event(), instead(FIRST, "20261209T190000", LOCATION="Park"))

    assert (dates(), codes(run)) == ([], ["single_dates"])


def test_the_same_again_doubles_nothing(tmp_path: Path) -> None:
    source = calendar_source()
    take(tmp_path, source, off(FIRST))

    second, third = take(tmp_path, source, off(FIRST)), take(tmp_path, source, off(FIRST, SECOND))

    assert (figures(second), figures(third)) == ((0, 0, 1, 0, 0), (0, 1, 0, 0, 0))
    assert dates() == cancelled(FIRST, SECOND)


def test_a_date_that_is_cancelled_no_more_takes_place_again(tmp_path: Path) -> None:
    source = calendar_source()
    take(tmp_path, source, off(FIRST, SECOND))

    take(tmp_path, source, off(SECOND))

    assert dates() == cancelled(SECOND)


def test_what_a_coordinator_cancelled_stays(tmp_path: Path) -> None:
    source = calendar_source()
    take(tmp_path, source, off(SECOND))
    enter(FIRST)

    take(tmp_path, source, off())

    assert dates() == cancelled(FIRST)


def test_a_date_that_a_coordinator_changed_since_stays(tmp_path: Path) -> None:
    source = calendar_source()
    take(tmp_path, source, off(FIRST))
    row = ScheduleException.objects.get()
    row.reason = {"sk": "Sviatok"}
    save_exception(row, by=None, source=ROAD)

    take(tmp_path, source, off())

    assert dates() == cancelled(FIRST)


def test_a_date_that_a_coordinator_put_back_is_not_cancelled_again(tmp_path: Path) -> None:
    source = calendar_source()
    take(tmp_path, source, off(FIRST))
    delete(ScheduleException.objects.get(), by=None, source=ROAD)

    take(tmp_path, source, off(FIRST, SECOND))

    assert dates() == cancelled(SECOND)


def test_what_a_coordinator_says_of_a_date_outranks_the_feed(tmp_path: Path) -> None:
    source = calendar_source()
    take(tmp_path, source, off())
    enter(FIRST, rule=None, meeting=Meeting.objects.get(), kind=ExceptionKind.MOVED, to_minute=600)

    take(tmp_path, source, off(FIRST))

    assert dates() == [(ExceptionKind.MOVED, FIRST, None, 600)]


def test_a_break_over_the_date_does_not_hide_that_it_is_cancelled(tmp_path: Path) -> None:
    source = calendar_source()
    take(tmp_path, source, off())
    pause = enter(date(2026, 12, 1), last_on=date(2026, 12, 31))
    take(tmp_path, source, off(FIRST))

    delete(pause, by=None, source=ROAD)

    assert dates() == cancelled(FIRST)


def test_an_hour_set_by_hand_stays_when_single_dates_change_or_pass(tmp_path: Path) -> None:
    source = calendar_source()
    take(tmp_path, source, off(FIRST))
    rule = ScheduleRule.objects.get()
    rule.start_minute = 19 * 60
    save_rule(rule, by=None, source=ROAD)

    take(tmp_path, source, off(FIRST, SECOND), days=1)
    take(tmp_path, source, off(FIRST, SECOND), days=20)

    assert (ScheduleRule.objects.get().start_minute, dates()) == (19 * 60, cancelled(FIRST, SECOND))


def test_a_date_that_passes_is_no_sign_that_somebody_vouches(tmp_path: Path) -> None:
    source = calendar_source()
    take(tmp_path, source, off(FIRST))

    take(tmp_path, source, off(FIRST), days=20)

    assert listed_on(source) == {TODAY}


def test_dates_follow_the_rule_to_another_hour(tmp_path: Path) -> None:
    source = calendar_source()
    take(tmp_path, source, off(FIRST))
    later = event(start={f"DTSTART;{ZONE}": "20260107T190000"}, **{f"EXDATE;{ZONE}": "20261209T190000"})

    take(tmp_path, source, later)

    assert (ScheduleRule.objects.get().start_minute, dates()) == (19 * 60, cancelled(FIRST))


def test_a_cancelled_date_is_that_of_the_rule_which_gives_it(tmp_path: Path) -> None:
    first = {**off(), "RRULE": "FREQ=MONTHLY;BYDAY=1WE"}
    others = {**off(FIRST), "UID": "b", "RRULE": "FREQ=MONTHLY;BYDAY=2WE,3WE", f"DTSTART;{ZONE}": "20260114T180000"}

    take(tmp_path, calendar_source(), first, others)

    rule: Recurrence = ScheduleException.objects.select_related("rule").get().rule.recurrence  # type: ignore[union-attr]
    assert rule.ordinals == (2, 3)


def test_of_merged_records_neither_takes_back_what_the_other_entered(tmp_path: Path) -> None:
    source = calendar_source()
    other = {**off(), "UID": "b", "SUMMARY": "Nádej v stredu"}
    take(tmp_path, source, off(), other)
    links = SourceMeeting.objects.order_by("pk").select_related("meeting")
    kept, merged = [link.meeting for link in links if link.meeting]
    merge_meetings(kept, merged, on=TODAY, by=None, source=ROAD)
    take(tmp_path, source, off(FIRST), other)

    take(tmp_path, source, off(FIRST), {**off(SECOND), "UID": "b", "SUMMARY": "Nádej v stredu"})

    assert dates() == cancelled(FIRST, SECOND)


def test_another_source_does_not_take_back_what_one_entered(tmp_path: Path) -> None:
    one, other = calendar_source(), calendar_source("other")
    take(tmp_path, one, off(FIRST))
    take(tmp_path, other, off(SECOND))
    kept, merged = Meeting.objects.order_by("pk")
    merge_meetings(kept, merged, on=TODAY, by=None, source=ROAD)

    take(tmp_path, other, off())

    assert cancelled(FIRST)[0] in dates()
