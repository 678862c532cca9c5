"""Records as meetings of BMLT, and what is told to be lost."""

import json
from dataclasses import replace
from datetime import date
from typing import Any

from interchange.bmlt.known import known_formats, written_formats
from interchange.bmlt.meeting import meetings
from interchange.bmlt.options import Body, Format, WriteOptions
from interchange.bmlt.writer import write
from interchange.codes import FORMAT_SLUGS, Kind
from interchange.reasons import LossCode
from interchange.records import Access, Attendance, Frequency, GroupRecord, Loss, MeetingRecord, Recurrence, RuleRecord, VenueRecord
from meetings.kinds import Audience, Facility
from places.models import ACCESS_FACTS

TODAY = date(2026, 11, 24)
TUESDAY = Recurrence(frequency=Frequency.WEEKLY, weekday=1, start_minute=1080, duration_minutes=90, zone="Europe/Bratislava")
OPTIONS = WriteOptions(
    today=TODAY,
    server="https://example.org/main_server",
    language="en",
    formats={said: Format(number=known.number or 0, key=known.key, name=known.key) for said, known in written_formats().items()},
    bodies={"bbbb2222": Body(4, "Sever")},
    fellowships={"na": Body(1, "NA")},
)
RECORD = MeetingRecord(
    key="7k2m9pqr",
    index=0,
    name="Nádej",
    group=GroupRecord(name="Nádej"),
    rules=(RuleRecord(recurrence=TUESDAY, access=Access.OPEN, number=7, sentence="every Tuesday"),),
    attendance=Attendance.IN_PERSON,
    venue=VenueRecord(city="Žilina", latitude=49.2231, longitude=18.7394),
    fellowship="na",
)


def written(record: MeetingRecord) -> tuple[list[dict[str, str]], list[Loss]]:
    losses: list[Loss] = []
    return [one.fields for one in meetings(record, OPTIONS, losses.append)], losses


def fields(**changes: Any) -> dict[str, str]:
    """The only meeting of a record."""
    (one,), _losses = written(replace(RECORD, **changes))
    return one


def lost(**changes: Any) -> list[tuple[str, str]]:
    return [(one.code, one.value) for one in written(replace(RECORD, **changes))[1]]


def ruled(**changes: Any) -> tuple[RuleRecord, ...]:
    """The rule with another recurrence."""
    return (replace(RECORD.rules[0], recurrence=replace(TUESDAY, **changes)),)


def test_plain_record_loses_nothing() -> None:
    assert lost() == []
    assert (fields()["formats"], fields()["service_body_bigint"]) == ("O", "1")


def test_body_of_the_group_comes_before_the_fellowship() -> None:
    one = fields(body_key="bbbb2222", body_name="Sever")

    assert (one["service_body_bigint"], one["service_body_name"]) == ("4", "Sever")


def test_length_that_is_not_known_is_an_hour_and_more_than_a_day_is_a_day() -> None:
    assert fields(rules=ruled(duration_minutes=None))["duration_time"] == "01:00:00"
    assert fields(rules=ruled(duration_minutes=3000))["duration_time"] == "24:00:00"
    assert lost(rules=ruled(duration_minutes=None)) == lost(rules=ruled(duration_minutes=3000)) == [(LossCode.LENGTH, "")]
    assert lost(rules=ruled(duration_minutes=1440)) == []


def test_what_has_no_weekday_is_left_out_and_told() -> None:
    appointment = ruled(frequency=Frequency.BY_APPOINTMENT, weekday=None, start_minute=None)
    monthly = ruled(frequency=Frequency.MONTHLY_BY_WEEKDAY, ordinals=(1,))

    assert written(replace(RECORD, rules=appointment)) == (
        [],
        [Loss(code=LossCode.NO_DATES, key="7k2m9pqr", value=Frequency.BY_APPOINTMENT)],
    )
    assert lost(rules=monthly) == [(LossCode.NOT_WEEKLY, Frequency.MONTHLY_BY_WEEKDAY)]


def test_yearly_pause_is_said_in_words_and_closes_while_it_lasts() -> None:
    on, off = ruled(pause_from=701, pause_until=831), ruled(pause_from=1101, pause_until=1231)

    assert (fields(rules=on)["formats"], fields(rules=on)["comments"]) == ("O", "every Tuesday")
    assert (fields(rules=off)["formats"], fields(rules=off)["comments"]) == ("O,TC", "every Tuesday")


def test_what_does_not_take_place_has_no_link() -> None:
    online: dict[str, Any] = {"attendance": Attendance.ONLINE, "online_url": "https://example.org/room", "venue": None}
    paused = ruled(pause_from=1101, pause_until=1231)

    assert fields(**online)["virtual_meeting_link"] == "https://example.org/room"
    assert fields(**online, rules=paused)["virtual_meeting_link"] == ""
    assert (LossCode.LINK_HIDDEN, "") in lost(**online, rules=paused)


def test_what_no_format_says_is_told() -> None:
    ask_first = (replace(RECORD.rules[0], ask_first=True),)
    house = VenueRecord(city="Žilina", access_facts={"step_free": False, "lift": True})

    assert lost(rules=ask_first) == [(LossCode.ASK_FIRST, "")]
    assert lost(serves_minors=True) == [(LossCode.MINORS, "")]
    assert lost(venue=house) == [(LossCode.ACCESS_FACT, "step_free")]
    assert lost(languages=("tlh",)) == [(LossCode.LANGUAGE, "tlh")]
    assert lost(other_codes=("ZZ",)) == [(LossCode.OTHER_CODE, "ZZ")]
    assert lost(group=GroupRecord(name="Nádej", website="https://example.org")) == [(LossCode.GROUP, "")]


def test_list_is_json_without_spaces_and_with_plain_slashes() -> None:
    text = b"".join(write([RECORD, RECORD], options=OPTIONS, on_loss=lambda _loss: None))

    assert text.startswith(b'[{"id_bigint":"7","worldid_mixed":"","shared_group_id_bigint":"","service_body_bigint":"1",')
    assert b'"root_server_uri":"https://example.org/main_server"' in text
    assert b"N\\u00e1dej" in text
    assert len(json.loads(text)) == 2
    assert b"".join(write([], options=OPTIONS, on_loss=lambda _loss: None)) == b"[]"


def test_table_has_each_key_and_number_once_and_only_things_that_there_are() -> None:
    lines = known_formats()
    numbers = [one.number for one in lines if one.number is not None]
    said = {(kind, value) for one in lines for kind, value in one.says}

    assert len({one.key for one in lines}) == len(lines)
    assert len(set(numbers)) == len(numbers)
    assert max(numbers) < 1000
    assert {value for kind, value in said if kind == Kind.FORMAT} <= set(FORMAT_SLUGS)
    assert {value for kind, value in said if kind in (Kind.WELCOME, Kind.ONLY)} == set(Audience.values)
    assert {value for kind, value in said if kind == Kind.FACILITY} == set(Facility.values)
    assert {value for kind, value in said if kind == Kind.FACT} == set(ACCESS_FACTS)


def test_what_is_written_by_a_fixed_number_has_one() -> None:
    assert [said for said, one in written_formats().items() if one.number is None and said[0] != Kind.FORMAT] == []
