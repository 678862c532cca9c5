"""Opening hours: read as they are written, open and closed by the clock of the line, also past midnight."""

from datetime import UTC, datetime

import pytest

from places.opening import ALWAYS, Opening, OverlapError, Span, UnreadableError, read, written

ZONE = "Europe/Bratislava"


def at(day: int, hour: int, minute: int = 0) -> datetime:
    """A moment of November 2026, which began on a Sunday; in Bratislava it is an hour later than in UTC."""
    return datetime(2026, 11, day, hour, minute, tzinfo=UTC)


def told(text: str, now: datetime, zone: str = ZONE) -> tuple[bool, str]:
    standing = read(text).standing(now, zone)
    return standing.is_open, f"{standing.until:%a %H:%M}" if standing.until else ""


@pytest.mark.parametrize(
    ("text", "spans"),
    [
        ("", ()),
        ("Mo 09:00-17:00", (Span(0, 540, 1020),)),
        ("Mo,We 9-12", (Span(0, 540, 720), Span(2, 540, 720))),
        ("Sa-Mo 10:00-11:30", (Span(0, 600, 690), Span(5, 600, 690), Span(6, 600, 690))),
        ("Fr 22:00-02:00", (Span(4, 1320, 1560),)),
        ("Tu 08:00-12:00,13:00-24:00", (Span(1, 480, 720), Span(1, 780, 1440))),
        ("9.30-10.15", tuple(Span(day, 570, 615) for day in range(7))),
        ("Mo 9-12; Mo 14-16", (Span(0, 540, 720), Span(0, 840, 960))),
    ],
)
def test_hours_are_read(text: str, spans: tuple[Span, ...]) -> None:
    assert read(text) == Opening(spans)


@pytest.mark.parametrize(
    "text", ["Mo", "Xx 9-17", "Mo 9", "Mo 25-26", "Mo 9:60-17", "Mo 9-9", "Mo 24:00-10:00", "Mo 9-17 PH", "<b>", "Mo--We 9-10", "-"]
)
def test_what_is_no_hours_is_refused(text: str) -> None:
    with pytest.raises(UnreadableError):
        read(text)


@pytest.mark.parametrize(
    "text", ["Mo 9-12,11-13", "Mo 9-12; Mo 10-11", "Mo 22:00-03:00; Tu 02:00-04:00", "Su 22:00-09:00; Mo 8-10"]
)
def test_hours_that_overlap_are_refused(text: str) -> None:
    with pytest.raises(OverlapError):
        read(text)


@pytest.mark.parametrize(
    ("text", "canonical"),
    [
        ("Fr 9-17;Mo-We 9-17", "Mo-We,Fr 09:00-17:00"),
        ("Mo 14-16; Mo 9-12; Tu 9-12", "Mo 09:00-12:00,14:00-16:00; Tu 09:00-12:00"),
        ("22-6", "Mo-Su 22:00-06:00"),
        ("Mo-Su 0-24", ALWAYS),
        ("Su 22-24", "Su 22:00-24:00"),
        ("", ""),
    ],
)
def test_each_day_is_written_once(text: str, canonical: str) -> None:
    assert (written(read(text)), written(read(canonical))) == (canonical, canonical)


@pytest.mark.parametrize(
    ("text", "now", "expected"),
    [
        # Monday the 2nd; 08:00 in UTC is 09:00 there.
        ("Mo-Fr 09:00-17:00", at(2, 8), (True, "Mon 17:00")),
        ("Mo-Fr 09:00-17:00", at(2, 7, 59), (False, "Mon 09:00")),
        ("Mo-Fr 09:00-17:00", at(2, 16), (False, "Tue 09:00")),
        ("Mo-Fr 09:00-17:00", at(6, 16), (False, "Mon 09:00")),
        ("Mo 09:00-10:00", at(2, 9), (False, "Mon 09:00")),
        # Over midnight, and on into the next day's hours.
        ("Fr 22:00-02:00", at(7, 0, 30), (True, "Sat 02:00")),
        ("Fr 20:00-24:00; Sa 00:00-03:00", at(6, 20), (True, "Sat 03:00")),
        ("Su 22:00-02:00", at(2, 0, 30), (True, "Mon 02:00")),
        (ALWAYS, at(2, 3), (True, "")),
        ("", at(2, 3), (False, "")),
    ],
)
def test_standing_at_a_moment(text: str, now: datetime, expected: tuple[bool, str]) -> None:
    assert told(text, now) == expected


@pytest.mark.parametrize(("zone", "is_open"), [("Europe/Bratislava", False), ("Europe/London", True), ("Asia/Tokyo", False)])
def test_the_clock_is_that_of_the_line(zone: str, is_open: bool) -> None:
    assert told("Mo-Su 09:00-17:00", at(2, 16, 30), zone)[0] is is_open


@pytest.mark.parametrize(
    ("text", "now", "expected"),
    [
        # On 29 March 2026 the clock goes from 02:00 to 03:00, on 25 October from 03:00 back to 02:00.
        ("Su 02:30-05:00", datetime(2026, 3, 29, 0, 59, tzinfo=UTC), (False, "Sun 03:30")),
        ("Su 02:00-03:00", datetime(2026, 3, 28, 12, tzinfo=UTC), (False, "Sun 02:00")),
        ("Su 00:00-04:00", datetime(2026, 10, 25, 1, 30, tzinfo=UTC), (True, "Sun 04:00")),
        ("Su 01:00-02:30", datetime(2026, 10, 25, 0, 45, tzinfo=UTC), (False, "Sun 01:00")),
        ("Sa 22:00-06:00", datetime(2026, 10, 25, 4, 30, tzinfo=UTC), (True, "Sun 06:00")),
    ],
)
def test_standing_when_the_clock_changes(text: str, now: datetime, expected: tuple[bool, str]) -> None:
    assert told(text, now) == expected


def test_a_day_without_its_hour_is_passed_over() -> None:
    standing = read("Su 02:00-03:00").standing(datetime(2026, 3, 28, 12, tzinfo=UTC), ZONE)

    assert standing.until is not None
    assert standing.until.date().isoformat() == "2026-04-05"
