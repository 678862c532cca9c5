"""How: row 8 of "What real feeds contain, and what a good reader does"."""

from typing import Any

import pytest

from interchange.reasons import HeldReason, ProblemCode
from tests.interchange.feeds import (
    codes,
    item,
    read_items,
    record,
    records,
)

# Row 8: conference fields


@pytest.mark.parametrize("url", ["https://video.example.org/aa", "http://10.0.0.1/room", "https://zoom.us/j/1?pwd=abc"])
def test_link_to_any_host_is_kept(url: str) -> None:
    assert record(conference_url=url).online_url == url


def test_link_without_its_beginning_is_completed() -> None:
    assert record(conference_url="zoom.us/j/123").online_url == "https://zoom.us/j/123"


@pytest.mark.parametrize(
    "url",
    [
        "mailto:jane@example.org",
        "javascript:alert(1)",
        "ftp://example.org/x",
        "ask the group",
        "https://",
        "https://user:pw@zoom.us/j/1",
        "https://[::1",
        "https://zoom.us:99999/j/1",
        "https://zoom.us/j/1 2",
        "https://localhost/x",
        "https://zoom.us/" + "x" * 600,
    ],
)
def test_what_is_no_link_is_dropped_noted_and_held(url: str) -> None:
    found = read_items(item(conference_url=url))

    assert records(found)[0].online_url == ""
    assert [held.reason for held in records(found)[0].held] == [HeldReason.LINK]
    assert codes(found) == [ProblemCode.LINK_DROPPED]


@pytest.mark.parametrize(
    ("phone", "kept"),
    [
        (16699006833, "16699006833"),
        ("030 12345", "030 12345"),
        ("+16699006833,,123#", "+16699006833,,123#"),
        (1.0, "1"),
        (None, ""),
    ],
)
def test_number_to_dial_is_kept_as_it_is(phone: Any, kept: str) -> None:
    assert record(conference_phone=phone).phone == kept


def test_words_around_a_number_to_dial_are_access_notes() -> None:
    found = record(conference_phone="+1 669 900 9128 access code 123456#, ask jane@example.org")

    assert found.phone == "+1 669 900 9128"
    assert found.access_notes == "+1 669 900 9128 access code 123456#"
    assert [held.text for held in found.held] == ["ask jane@example.org"]


@pytest.mark.parametrize("words", ["Call ", "Phone: ", "Tel. ", "Phone number "])
def test_word_for_calling_before_a_number_to_dial_says_nothing_more(words: str) -> None:
    found = record(conference_phone=f"{words}+1 669 900 9128")

    assert (found.phone, found.access_notes, found.held) == ("+1 669 900 9128", "", ())


def test_somebody_s_own_number_is_none_to_dial() -> None:
    found = record(conference_phone="call Mary 0903 123 456")

    assert (found.phone, found.access_notes) == ("", "")
    assert [held.text for held in found.held] == ["call Mary 0903 123 456"]


def test_words_without_a_number_to_dial_are_access_notes() -> None:
    found = record(conference_phone="see website")

    assert (found.phone, found.access_notes) == ("", "see website")
