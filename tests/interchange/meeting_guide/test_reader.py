"""Rows 9, 10, 14 and 15 of "What real feeds contain, and what a good reader does", and the other fields."""

from typing import Any

import pytest

from interchange.meeting_guide import ReadOptions
from interchange.reasons import HeldReason, ProblemCode
from interchange.records import Attendance, GroupRecord, HeldText, Problem
from tests.interchange.feeds import (
    COMPLETE,
    OPTIONS,
    TODAY,
    codes,
    item,
    noted,
    problems,
    read_bytes,
    read_items,
    record,
    records,
    rejection,
)

# Row 9: HTML, entities, NULL


def test_text_is_plain_with_its_line_breaks() -> None:
    found = record(name="Tom &amp; Jerry<br>", notes="<p>One</p>two<br>three &#8217;", location_notes="NULL", group="<b>Nádej</b>")

    assert (found.name, found.notes, found.group.name) == ("Tom & Jerry", "One\ntwo\nthree ’", "Nádej")
    assert found.venue is not None
    assert found.venue.directions == ""


@pytest.mark.parametrize("notes", [["a"], {"a": "b"}, True])
def test_what_is_no_text_is_dropped_and_noted(notes: Any) -> None:
    assert record(notes=notes).notes == ""
    assert noted(notes=notes) == [ProblemCode.TEXT_DROPPED]


@pytest.mark.parametrize("notes", [None, False, [], {}, "", "NULL"])
def test_what_stands_for_nothing_is_empty(notes: Any) -> None:
    assert record(notes=notes).notes == ""
    assert noted(notes=notes) == []


def test_number_is_a_text() -> None:
    assert record(notes=12).notes == "12"


def test_text_that_is_too_long_is_cut_and_noted() -> None:
    assert len(record(name="a " * 400).name) <= 255
    assert noted(name="a " * 400) == [ProblemCode.TEXT_SHORTENED]
    assert len(record(notes="a " * 400_000).notes) <= 10_000


# Row 10: slugs


@pytest.mark.parametrize("slug", [..., "", None, "x" * 300, ["a"]])
def test_record_without_slug_gets_a_key_of_its_content(slug: Any) -> None:
    first = read_items(item(slug=slug))
    again = read_items(item(slug="other"), item(slug=slug, notes="New notes", updated="2026-11-20 10:00:00"))

    assert codes(first) == [ProblemCode.SLUG_MISSING]
    assert records(first)[0].key == records(again)[1].key != ""


def test_records_without_slug_differ_by_name_day_time_and_address() -> None:
    changes: list[dict[str, Any]] = [
        {},
        {"name": "B"},
        {"day": 2},
        {"time": "08:00"},
        {"formatted_address": "Nová 1, 811 01 Bratislava"},
    ]

    keys = {each.key for each in records(read_items(*(item(slug=..., **change) for change in changes)))}

    assert len(keys) == len(changes)


def test_number_is_a_slug() -> None:
    assert record(slug=0).key == "0"


def test_exact_repeat_is_fine() -> None:
    found = read_items(item(), item(updated="2026-11-02 10:00:00"))

    assert codes(found) == []
    assert [(each.key, each.index) for each in records(found)] == [("ranna-skupina", 0), ("ranna-skupina", 1)]


def test_repeated_slug_with_other_content_is_noted_and_gets_another_key() -> None:
    found = read_items(item(), item(day=2), item(day=2))

    first, second, third = records(found)
    assert first.key == "ranna-skupina"
    assert second.key == third.key
    assert second.key.startswith("ranna-skupina-")
    assert [(problem.code, problem.index, problem.rejects) for problem in problems(found)] == [
        (ProblemCode.SLUG_REPEATED, 1, False),
        (ProblemCode.SLUG_REPEATED, 2, False),
    ]


# Row 14: broken feeds


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", ProblemCode.FEED_EMPTY),
        (b"<html><body>Not found</body></html>", ProblemCode.FEED_IS_HTML),
        (b"Service unavailable", ProblemCode.FEED_NOT_JSON),
        (b'{"error": 404}', ProblemCode.FEED_NOT_A_LIST),
    ],
)
def test_feed_that_is_none_is_one_rejecting_problem(content: bytes, code: ProblemCode) -> None:
    assert read_bytes(content) == [Problem(code=code)]


def test_truncated_feed_says_so_after_what_was_read() -> None:
    found = read_bytes(b'[{"name": "A", "slug": "a", "conference_url": "https://zoom.us/j/1"}, {"name": "B", "slu')

    assert [each.key for each in records(found)] == ["a"]
    assert problems(found) == [Problem(code=ProblemCode.FEED_TRUNCATED)]


def test_wrapped_and_central_european_feed_is_read() -> None:
    content = '{"meetings": [{"name": "Žilina", "slug": "a", "location": "Kaviareň", "day": 1, "time": "19:00"}]}'

    found = read_bytes(content.encode("windows-1250"))

    assert [each.name for each in records(found)] == ["Žilina"]
    assert ProblemCode.ENCODING_MIXED in codes(found)


# Row 15: a record that fails


def test_every_other_record_is_read() -> None:
    found = read_items(item(), 1, None, [item()], item(slug="b", day=9), item(slug="c"))

    assert [each.index for each in records(found)] == [0, 5]
    assert [(problem.index, problem.code, problem.rejects) for problem in problems(found)] == [
        (1, ProblemCode.NOT_AN_OBJECT, True),
        (2, ProblemCode.NOT_AN_OBJECT, True),
        (3, ProblemCode.NOT_AN_OBJECT, True),
        (4, ProblemCode.DAY_UNREADABLE, True),
    ]


def test_record_without_any_name_is_rejected() -> None:
    assert rejection(name=..., location=...).code == ProblemCode.NAME_MISSING


@pytest.mark.parametrize(("changes", "name"), [({"group": "Nádej"}, "Nádej"), ({}, "Dom kultúry")])
def test_group_or_place_lends_its_name(changes: dict[str, Any], name: str) -> None:
    assert record(name="", **changes).name == name


def test_record_with_neither_place_nor_link_is_rejected() -> None:
    assert rejection(formatted_address=..., location=..., latitude=..., longitude=...).code == ProblemCode.NOWHERE


# Other fields


def test_time_zone_that_is_unknown_is_noted_and_the_default_taken() -> None:
    assert record(timezone="Mars/Olympus").rules[0].recurrence.zone == "Europe/Bratislava"
    assert noted(timezone="Mars/Olympus") == [ProblemCode.ZONE_UNKNOWN]
    assert record(timezone=..., options=ReadOptions(today=TODAY)).rules[0].recurrence.zone == ""


@pytest.mark.parametrize(
    ("updated", "code"), [("2026-11-23 00:00:00", ProblemCode.UPDATED_IN_FUTURE), ("yesterday", ProblemCode.UPDATED_UNREADABLE)]
)
def test_date_of_the_last_change_is_never_in_the_future(updated: str, code: ProblemCode) -> None:
    assert record(updated=updated).updated_at is None
    assert noted(updated=updated) == [code]


def test_group_and_its_contribution_links_are_read() -> None:
    found = record(
        group="Nádej",
        group_id=7,
        group_notes="Od roku 1990",
        website="nadej.example.sk",
        venmo="@Nadej-AA",
        square="$nadej",
        paypal="nadej@example.sk",
    )

    assert found.group == GroupRecord(
        key="7",
        name="Nádej",
        about="Od roku 1990",
        website="https://nadej.example.sk",
        contribution_links={"venmo": "@Nadej-AA", "square": "$nadej"},
    )
    assert found.held == (HeldText("paypal", "nadej@example.sk", HeldReason.LINK),)


@pytest.mark.parametrize("name", ["entity_url", "entity_website_url"])
def test_body_and_links_are_read(name: str) -> None:
    changes: dict[str, Any] = {name: "https://aa.example.sk"}

    found = record(entity="Intergrupa", url="https://aa.example.sk/meetings/1", **changes)

    assert (found.body_name, found.body_url, found.url) == (
        "Intergrupa",
        "https://aa.example.sk",
        "https://aa.example.sk/meetings/1",
    )


def test_address_in_parts_is_read_before_the_one_line() -> None:
    found = record(
        formatted_address=..., address="Nová 1", city="Žilina", state="Žilinský kraj", postal_code="010 01", country="Slovensko"
    )

    assert found.venue is not None
    assert (
        found.venue.street,
        found.venue.city,
        found.venue.region,
        found.venue.postal_code,
        found.venue.country,
        found.venue.address_text,
    ) == (
        "Nová 1",
        "Žilina",
        "Žilinský kraj",
        "010 01",
        "SK",
        "",
    )


def test_whole_address_in_the_street_field_is_taken_apart() -> None:
    found = record(formatted_address=..., address="8318 104 St, Edmonton, Alberta, T6E 4E8, Canada")

    assert found.venue is not None
    assert (found.venue.street, found.venue.city, found.venue.country) == ("8318 104 St", "Edmonton", "CA")


def test_record_knows_its_code_set_and_language() -> None:
    found = record(options=ReadOptions(today=TODAY, code_set="na", language="sk"))

    assert (found.code_set, found.text_language) == ("na", "sk")


def test_complete_record_has_nothing_to_note() -> None:
    assert noted() == []
    assert record().attendance == Attendance.IN_PERSON
    assert OPTIONS.zone == COMPLETE["timezone"]


def test_a_list_of_something_else_than_meetings_is_refused() -> None:
    offices = [
        {"name": "Kontaktstelle", "address": "Any Street 7", "city": "Any Town"},
        {"name": "Another", "url": "https://example.org"},
    ]

    assert codes(read_items(*offices))[-1] == ProblemCode.FEED_WITHOUT_MEETINGS
    assert ProblemCode.FEED_WITHOUT_MEETINGS not in codes(read_items(*offices, item()))
