"""Calendars as phones read them."""

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar

from interchange.reasons import LossCode
from interchange.records import Attendance, ChangedDate, Frequency, MeetingRecord, VenueRecord
from interchange.texts import without_invisible
from tests.interchange.icalendar.calendars import UID, events, line, lines, written
from tests.interchange.listings import VENUE, meeting, online, rule

WEDNESDAYS = (date(2026, 11, 25), date(2026, 12, 2), date(2026, 12, 9))
LINE_OCTETS = 75
# The library takes a backslash before N for a line break that somebody escaped already.
texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=200).filter(lambda text: r"\N" not in text)


def weekly(*changes: ChangedDate, **more: Any) -> MeetingRecord:
    dated = replace(rule(), uid=UID, dates=WEDNESDAYS, changes=changes, who=("Ktokoľvek.", "Aj rodina."), labels=("otvorené",))
    told = {"programme": "AA", "labels": ("Anonymní alkoholici",), "url": "https://example.org/m", **more}
    return meeting(dated, **told)


def moved(**changes: Any) -> ChangedDate:
    values = {"regular_on": WEDNESDAYS[1], "starts_at": datetime(2026, 12, 3, 18, tzinfo=UTC), **changes}
    return ChangedDate(**values)


def test_calendar_begins_with_its_name_and_how_often_to_ask() -> None:
    begin = lines(weekly(), source="https://example.org/meetings.ics")[:11]

    assert begin == [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//directory//calendar//EN",
        "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH",
        "NAME:Stretnutia",
        "X-WR-CALNAME:Stretnutia",
        "REFRESH-INTERVAL;VALUE=DURATION:PT12H",
        "SOURCE;VALUE=URI:https://example.org/meetings.ics",
        "X-PUBLISHED-TTL:PT12H",
        "BEGIN:VTIMEZONE",
    ]


def test_calendar_without_events_holds_a_time_zone() -> None:
    found = Calendar.from_ical(written()[0])

    assert [component.name for component in found.subcomponents] == ["VTIMEZONE"]


def test_zone_of_several_events_is_told_once() -> None:
    found = Calendar.from_ical(written(weekly(), weekly())[0])

    assert [component.name for component in found.subcomponents] == ["VTIMEZONE", "VEVENT", "VEVENT"]


def test_event_says_who_may_come_first() -> None:
    (found,) = events(weekly(notes="Prineste si knihu."))

    assert str(found["DESCRIPTION"]).split("\n") == [
        "Ktokoľvek. Aj rodina.",
        "Anonymní alkoholici, otvorené",
        "Prineste si knihu.",
        "https://example.org/m",
    ]


def test_event_is_called_by_its_name_and_its_fellowship() -> None:
    (found,) = events(weekly())

    assert str(found["SUMMARY"]) == "Nádej (AA)"


def test_event_whose_name_tells_the_fellowship_says_it_once() -> None:
    (found,) = events(weekly(programme="Nádej"))

    assert str(found["SUMMARY"]) == "Nádej"


def test_stamps_of_an_event_are_those_of_the_listing() -> None:
    record = weekly(changed_at=datetime(2026, 11, 1, 8, 30, tzinfo=UTC), sequence=7)

    stamps = [*line("DTSTAMP", record), *line("LAST-MODIFIED", record), *line("SEQUENCE", record), *line("UID", record)]

    assert stamps == ["DTSTAMP:20261101T083000Z", "LAST-MODIFIED:20261101T083000Z", "SEQUENCE:7", f"UID:{UID}"]


def test_event_of_unknown_length_has_no_end() -> None:
    record = meeting(replace(rule(duration_minutes=None), uid=UID, dates=WEDNESDAYS))

    assert line("DURATION", record) + line("DTEND", record) == []


def test_camp_lasts_hours_not_days_of_the_calendar() -> None:
    camp = rule(frequency=Frequency.ONCE, weekday=None, first_on=WEDNESDAYS[0], duration_minutes=3 * 1440 + 30)

    assert line("DURATION", meeting(replace(camp, uid=UID, dates=WEDNESDAYS[:1]))) == ["DURATION:PT72H30M"]


def test_cancelled_date_is_excepted() -> None:
    record = weekly(ChangedDate(regular_on=WEDNESDAYS[1], starts_at=None))

    assert line("EXDATE", record) == ["EXDATE;TZID=Europe/Bratislava:20261202T180000"]
    assert len(events(record)) == 1


def test_series_begins_with_the_first_date_that_takes_place() -> None:
    record = weekly(ChangedDate(regular_on=WEDNESDAYS[0], starts_at=None))

    assert line("DTSTART", record) == ["DTSTART;TZID=Europe/Bratislava:20261202T180000"]
    assert line("EXDATE", record) == []


def test_moved_date_is_an_event_of_its_own_at_its_new_place() -> None:
    record = weekly(moved(venue=VenueRecord(name="Knižnica", lines=("Malá 2", "Žilina")), reason="Sála je obsadená."))

    _series, found = events(record)

    assert (found["UID"], found.start.isoformat()) == (f"{UID}-20261202", "2026-12-03T19:00:00+01:00")
    assert (str(found["LOCATION"]), str(found["DESCRIPTION"]).split("\n")[1]) == ("Knižnica, Malá 2, Žilina", "Sála je obsadená.")


def test_extra_date_is_an_event_of_its_own() -> None:
    _series, found = events(weekly(moved(regular_on=None)))

    assert found["UID"] == f"{UID}-20261203T1900"


def test_online_link_is_one_that_phones_open() -> None:
    record = replace(online(), rules=weekly().rules, phone="+421 2 1234 5678,,99#")

    assert line("CONFERENCE", record) == [
        "CONFERENCE;FEATURE=AUDIO,VIDEO;VALUE=URI:https://zoom.us/j/1",
        "CONFERENCE;FEATURE=PHONE;VALUE=URI:tel:+421212345678",
    ]


def test_area_has_no_point() -> None:
    assert line("GEO", weekly()) == ["GEO:48.14816;17.10674"]
    assert line("GEO", weekly(venue=replace(VENUE, is_area=True))) == []


def test_discreet_calendar_tells_times_and_addresses_only() -> None:
    record = weekly(moved(reason="Mítingy AA"), notes="Alkohol", online_url="https://aa.example.org", attendance=Attendance.HYBRID)

    found = events(record, discreet_summary="Termín", source="https://example.org/meetings.ics?fellowship=aa")

    names = {name for event in found for name in event}
    assert names == {
        *("UID", "DTSTAMP", "LAST-MODIFIED", "SEQUENCE", "DTSTART", "DURATION", "RRULE", "EXDATE"),
        *("SUMMARY", "LOCATION", "CLASS"),
    }
    assert {(str(event["SUMMARY"]), str(event["LOCATION"])) for event in found} == {
        ("Termín", "Obchodná 5, 811 06 Bratislava, Slovakia")
    }


def test_discreet_calendar_does_not_tell_where_it_came_from() -> None:
    whole = written(weekly(), discreet_summary="Termín", source="https://example.org/meetings.ics?fellowship=aa")[0]

    assert [word for word in (b"example.org", b"AA", b"alko", "Nádej".encode(), "Dom kultúry".encode()) if word in whole] == []


def test_rules_without_dates_are_lost_and_told() -> None:
    timeless = rule(frequency=Frequency.ALWAYS_OPEN, weekday=None, start_minute=None)

    _whole, losses = written(meeting(timeless))

    assert [(loss.code, loss.value) for loss in losses] == [(LossCode.NO_DATES, "always_open")]


def test_rules_out_of_season_are_lost_and_told() -> None:
    past, future = rule(valid_until=date(2026, 1, 1)), rule(valid_from=date(2030, 1, 1))

    _whole, losses = written(meeting(past, future))

    assert [loss.code for loss in losses] == [LossCode.ENDED, LossCode.NOT_YET]


@given(name=texts, notes=texts)
def test_text_of_any_kind_is_folded_and_read_back(name: str, notes: str) -> None:
    record = weekly(notes=notes, programme="", labels=(), url="")
    whole, _losses = written(replace(record, name=f"a{name}", rules=(replace(record.rules[0], who=("Kto?",), labels=()),)))

    found: Any
    (found,) = Calendar.from_ical(whole).walk("VEVENT")

    assert all(len(folded) <= LINE_OCTETS for folded in whole.split(b"\r\n"))
    assert b"\n" not in whole.replace(b"\r\n", b"")
    assert str(found["SUMMARY"]) == without_invisible(f"a{name}")
    assert str(found["DESCRIPTION"]) == without_invisible("\n".join(part for part in ("Kto?", notes) if part))


@given(name=texts)
def test_folding_cuts_no_character(name: str) -> None:
    whole, _losses = written(replace(weekly(), name=f"a{name}"), name=f"b{name}")

    assert [folded for folded in whole.split(b"\r\n") if folded.decode(errors="replace").encode() != folded] == []
