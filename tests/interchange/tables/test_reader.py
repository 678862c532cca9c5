"""Reading whole tables: the promises of the reader of Meeting Guide JSON hold for rows as well."""

import io

import pytest

from interchange.reasons import HeldReason, ProblemCode
from interchange.records import Attendance, Frequency
from interchange.tables import read
from tests.interchange.feeds import codes, item, problems, records
from tests.interchange.feeds import record as json_record
from tests.interchange.tables.tables import read_options, read_rows, read_text, record, rejecting, row, written


def test_a_row_is_read_as_its_object_of_json_is() -> None:
    same = json_record(
        formatted_address=...,
        address="Obchodná 5",
        city="Bratislava",
        postal_code="811 06",
        country="Slovakia",
        timezone=...,
        approximate=...,
        updated=...,
        day=1,
    )

    assert record() == same
    assert item()["name"] == record().name


def test_every_column_of_the_format_is_read() -> None:
    columns = {
        "Timezone": "Europe/Prague",
        "Notes": "Vchod zo dvora",
        "Conference URL": "https://zoom.us/j/1",
        "Conference URL Notes": "Heslo: 1",
        "Location Notes": "2. poschodie",
        "Group": "Nádej",
        "Group Notes": "Od roku 1990",
        "Website": "https://example.org",
        "Paypal": "nadej",
        "Region": "Staré Mesto",
        "Updated": "2026-11-01 10:00:00",
    }

    found = record(**columns)

    assert (found.attendance, found.online_url, found.access_notes) == (Attendance.HYBRID, "https://zoom.us/j/1", "Heslo: 1")
    assert (found.notes, found.group.name, found.group.about) == ("Vchod zo dvora", "Nádej", "Od roku 1990")
    assert (found.group.website, found.group.contribution_links) == ("https://example.org", {"paypal": "nadej"})
    assert found.venue
    assert (found.venue.directions, found.venue.district) == ("2. poschodie", "Staré Mesto")
    assert str(found.updated_on) == "2026-11-01"
    assert [rule.recurrence.zone for rule in found.rules] == ["Europe/Prague"]


@pytest.mark.parametrize("number", [1, 2, 3])
def test_contacts_are_held_and_nowhere_else(number: int) -> None:
    contacts = {f"Contact {number} Name": "Jana N.", f"Contact {number} Email": "jana@example.org"}

    found = record(**contacts, **{f"Contact {number} Phone": "+421 900 123 456"})

    assert [(held.text, held.reason) for held in found.held] == [
        ("Jana N.", HeldReason.CONTACT),
        ("jana@example.org", HeldReason.CONTACT),
        ("+421 900 123 456", HeldReason.CONTACT),
    ]
    shown = repr(found).replace(repr(found.held), "")
    assert not any(secret in shown for secret in ("Jana", "jana@", "900 123"))


def test_personal_data_in_free_text_is_held() -> None:
    found = record(Notes="Zvoňte. Info: jana@example.org")

    assert found.notes == "Zvoňte."
    assert [held.reason for held in found.held] == [HeldReason.EMAIL]


def test_neither_day_nor_time_is_by_appointment_and_half_of_it_is_rejected() -> None:
    found = read_rows(
        row(Day="", Time="", End_Time=""), row(Slug="b", Day=""), row(Slug="c", Time=""), row(Slug="d", Day="someday")
    )

    assert [rule.recurrence.frequency for rule in records(found)[0].rules] == [Frequency.BY_APPOINTMENT]
    assert rejecting(found) == [(ProblemCode.DAY_MISSING, 1), (ProblemCode.TIME_MISSING, 2), (ProblemCode.DAY_UNREADABLE, 3)]


def test_what_stands_for_nothing_is_empty() -> None:
    found = record(Location="NULL", Notes="NULL", Postal_Code="NULL")

    assert found.venue
    assert (found.venue.name, found.notes, found.venue.postal_code) == ("", "", "")


def test_rows_without_a_key_get_one_and_repeats_share_it() -> None:
    found = read_rows(row(Slug=""), row(Slug="", Name="Iná"), row(Slug=""))

    first, other, again = records(found)
    assert first.key == again.key != other.key
    assert codes(found) == [ProblemCode.SLUG_MISSING] * 3


def test_the_columns_of_the_uk_and_ireland_list_have_their_meaning() -> None:
    cells = {
        "Title": "1St Springfield",
        "Time": "19:30",
        "Duration": "1hr 30mins",
        "Postcode": "AB1 2CD",
        "Venue": "Quaker Hall",
        "Address": "5 High St,Springfield",
        "Day": "Tuesday",
        "Wheelchair": "True",
        "Open": "True",
        "OpenFormat": "1st Tue each mnth 'open'.",
        "Format": "In-person,Big Book",
        "Note": "Street parking",
        "Code": "12345",
        "Region": "Mid Shire Intergroup",
        "Country": "England",
        "MeetingTypeNamespace": "AA",
    }

    found = read_rows(cells, fellowship_names=frozenset({"aa"}))

    (only,) = records(found)
    assert (only.key, only.name, only.formats) == ("12345", "1St Springfield", ("big-book",))
    assert only.notes == "Street parking\n1st Tue each mnth 'open'."
    assert only.venue
    assert (only.venue.name, only.venue.country, only.venue.district) == ("Quaker Hall", "GB", "")
    assert only.venue.access_facts == {"step_free": True}
    assert [rule.recurrence.duration_minutes for rule in only.rules] == [90]
    assert codes(found) == [ProblemCode.COORDINATES_MISSING]


def test_what_is_told_about_the_whole_comes_at_the_end() -> None:
    found = read_rows(row(Colour="x", Types="QQ"), row(Slug="b", Colour="y"))

    assert [each.code if hasattr(each, "code") else "record" for each in found] == [
        "record",
        "record",
        ProblemCode.UNKNOWN_COLUMN,
        ProblemCode.UNKNOWN_CODE,
    ]
    assert [problem.index for problem in problems(found)] == [None, None]


def test_a_stream_can_be_read_again() -> None:
    stream = io.BytesIO(written([row()]).encode())

    first = list(read(stream, options=read_options()))
    second = list(read(stream, options=read_options()))

    assert first == second != []


def test_a_list_of_several_meetings_in_one_row_is_one_rule_for_each_day() -> None:
    assert len(record(Day="Monday, Tuesday, Wednesday").rules) == 3


def test_an_unknown_code_set_is_said() -> None:
    with pytest.raises(KeyError):
        read_text("City\nBrno", code_set="nobody")
