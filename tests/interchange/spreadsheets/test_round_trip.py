"""What is written is read again: the same, unless the writer told of a loss."""

import io
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from interchange.personal import take_out
from interchange.records import (
    Access,
    Attendance,
    ChangedDate,
    Frequency,
    GroupRecord,
    Loss,
    MeetingRecord,
    Recurrence,
    RuleRecord,
    VenueRecord,
)
from interchange.spreadsheets import WriteOptions, read, write_csv, write_xlsx
from interchange.spreadsheets.columns import FACTS
from interchange.texts import one_line, plain
from tests.interchange.spreadsheets.sheets import OPTIONS, essence, essences

ZONES = ["Europe/Bratislava", "America/New_York", "Asia/Kathmandu"]
COUNTRIES = ["", "SK", "GB"]  # telephone numbers look different in each
WRITERS = [write_csv, write_xlsx]
# What breaks tables, formulas, encodings and directions of writing.
HOSTILE = [
    *(
        "=1+1",
        "=cmd|' /C calc'!A0",
        "@SUM(A1)",
        "+1",
        "-x",
        "'=1+1",
        "''=x",
        "'tis",
        "'",
        '"',
        '""',
        "a;=b",
        "a,=b",
        "a\n=b",
        "_x0041_",
        "a,'-b",
    ),
    *("שלום", "مرحبا", "👩‍👩‍👧", "Žilina", "a\nb", "x;y,z\tw", "＝1", "=", "-", "a \\ b", '"quoted", and more'),
]
words = st.text(alphabet="aá=+-@'\",;|ž Ш\n你ש👪", max_size=12) | st.sampled_from(HOSTILE)


def is_first(instant: datetime) -> bool:
    """Whether no clock shows this time for the second time, as it was put back in between; of such our schedules know the first."""
    return all(instant.astimezone(ZoneInfo(zone)).fold == 0 for zone in ZONES)


def is_public(text: str) -> bool:
    """Whether a reader of other people's texts leaves it as it is."""
    return plain(text) == text and all(take_out(text, country, towns=("", "")).text == text for country in COUNTRIES)


texts = words.map(plain).filter(is_public)
lines = words.map(plain).map(one_line).filter(is_public)
names = lines.filter(bool)
slugs = st.lists(st.sampled_from(["big-book", "step-study", "women", "young_people", "own-word"]), max_size=3, unique=True).map(
    tuple
)
days = st.dates(date(2020, 1, 1), date(2026, 11, 1))
maybe_days = st.none() | days
instants = st.datetimes(datetime(2026, 1, 1), datetime(2027, 12, 31), timezones=st.just(UTC))  # noqa: DTZ001
whole_minutes = instants.map(lambda instant: instant.replace(second=0, microsecond=0)).filter(is_first)
links = st.sampled_from(["", "https://zoom.us/j/1", "https://example.org/?a=1;b,c"])
zones = st.sampled_from(ZONES)
ordinals = st.lists(st.sampled_from([1, 2, 3, 4, 5, -1, -2, -3, -4, -5]), min_size=1, max_size=4, unique=True).map(tuple)
month_days = st.lists(st.integers(1, 31), min_size=1, max_size=3, unique=True).map(tuple)
months = st.lists(st.integers(1, 12), max_size=3, unique=True).map(tuple)
changes = st.one_of(
    st.builds(ChangedDate, regular_on=days, starts_at=st.none(), reason=texts),
    st.builds(ChangedDate, regular_on=days, starts_at=whole_minutes, reason=texts),
    st.builds(ChangedDate, regular_on=st.none(), starts_at=whole_minutes, reason=texts),
)
venues = st.builds(
    VenueRecord,
    key=st.sampled_from(["", "x4b8wd2h"]),
    name=lines,
    street=lines,
    district=lines,
    city=lines,
    region=lines,
    postal_code=st.sampled_from(["", "811 06", "01001"]),
    country=st.sampled_from(COUNTRIES),
    address_text=lines,
    latitude=st.just(48.14816),
    longitude=st.floats(-180, 180),
    is_area=st.booleans(),
    directions=texts,
    access_facts=st.dictionaries(st.sampled_from(FACTS), st.booleans()),
)
groups = st.builds(
    GroupRecord,
    key=st.sampled_from(["", "4fz7mcqa"]),
    name=lines,
    about=texts,
    website=links,
    contribution_links=st.fixed_dictionaries(
        {}, optional={"venmo": st.just("@nadej"), "square": st.just("$nadej"), "paypal": st.just("-n")}
    ),
)


@st.composite
def recurrences(draw: Any) -> Recurrence:
    """Schedules that say when."""
    frequency = draw(st.sampled_from(Frequency))
    common = {"frequency": frequency, "zone": draw(zones), "duration_minutes": draw(st.none() | st.integers(1, 5000))}
    if frequency in (Frequency.ALWAYS_OPEN, Frequency.BY_APPOINTMENT):
        return Recurrence(**common)
    bounds = {"valid_from": draw(maybe_days), "valid_until": draw(st.none() | st.just(date(2026, 12, 31)))}
    pause = draw(st.sampled_from([{}, {"pause_from": 701, "pause_until": 831}, {"pause_from": 1220, "pause_until": 229}]))
    return Recurrence(
        **common,
        **bounds,
        **pause,
        start_minute=draw(st.integers(0, 1439)),
        weekday=None if frequency in (Frequency.MONTHLY_BY_DATE, Frequency.ONCE) else draw(st.integers(0, 6)),
        first_on=draw(days),
        interval=draw(st.integers(1, 12)),
        ordinals=draw(ordinals) if frequency is Frequency.MONTHLY_BY_WEEKDAY else (),
        month_days=draw(month_days) if frequency is Frequency.MONTHLY_BY_DATE else (),
        months=draw(months),
    )


rules = st.builds(
    RuleRecord,
    recurrence=recurrences(),
    access=st.sampled_from(Access),
    ask_first=st.booleans(),
    uid=st.uuids().map(str),
    sentence=texts,
    changes=st.lists(changes, max_size=3).map(tuple),
)
meetings = st.builds(
    MeetingRecord,
    key=st.just(""),
    index=st.just(0),
    name=names,
    rules=st.lists(rules, min_size=1, max_size=3).map(tuple),
    attendance=st.sampled_from(Attendance),
    group=groups,
    venue=venues,
    is_paused=st.booleans(),
    online_url=links,
    phone=st.sampled_from(["", "+421 903 123 456", "+16699009128,,123#"]),
    access_notes=texts,
    notes=texts,
    languages=st.sampled_from([(), ("sk",), ("en", "svk")]),
    formats=slugs,
    audiences_welcome=slugs,
    audiences_only=slugs,
    facilities=slugs,
    other_codes=st.sampled_from([(), ("XYZ",)]),
    code_set=st.just("aa"),
    text_language=st.sampled_from(["sk", "en"]),
    serves_minors=st.booleans(),
    url=links,
    updated_on=maybe_days,
    fellowship=st.sampled_from(["", "aa"]),
    topics=st.sampled_from([(), ("alcohol", "family")]),
    body_key=st.sampled_from(["", "b7k2m9pq"]),
    body_name=lines,
    body_url=links,
)


def keyed(records: list[MeetingRecord]) -> list[MeetingRecord]:
    """The records, each with an id of its own."""
    return [replace(record, key=f"meeting{number}") for number, record in enumerate(records)]


@pytest.mark.parametrize("write", WRITERS)
@settings(max_examples=60, deadline=None)
@given(records=st.lists(meetings, max_size=3).map(keyed))
def test_what_is_written_is_read_again(write: Any, records: list[MeetingRecord]) -> None:
    losses: list[Loss] = []

    content = b"".join(write(records, options=WriteOptions(), on_loss=losses.append))
    back = [one for one in read(io.BytesIO(content), options=OPTIONS) if isinstance(one, MeetingRecord)]

    assert [essence(one) for one in back] == essences(records)
    assert losses == []
