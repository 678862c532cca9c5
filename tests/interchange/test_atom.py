"""Listings as an Atom feed (RFC 4287)."""

from datetime import UTC, datetime
from typing import Any
from xml.etree import ElementTree as ET

import pytest

from interchange import atom
from interchange.records import MeetingRecord
from tests.interchange.listings import VENUE, meeting, rule

ATOM = "{http://www.w3.org/2005/Atom}"
OPTIONS = atom.WriteOptions(
    uri="tag:example.org,2026:/meetings.atom?place=zilina",
    authority="tag:example.org,2026",
    title="Meetings near Žilina",
    author="Self-help groups",
    address="https://example.org/meetings.atom?place=zilina&when=any",
    page="https://example.org/en/meetings/?place=zilina",
    language="en",
    most=3,
)


def feed(*records: MeetingRecord, gone: list[atom.Entry] | None = None, options: atom.WriteOptions = OPTIONS) -> ET.Element:
    return ET.fromstring(b"".join(atom.write(records, options=options, gone=gone or [])))  # noqa: S314  # our own


def changed(day: int, key: str = "nadej", **fields: Any) -> MeetingRecord:
    record = meeting(rule(sentence="every Wednesday"), changed_at=datetime(2026, 11, day, 8, 30, tzinfo=UTC), **fields)
    return MeetingRecord(**{name: getattr(record, name) for name in record.__slots__} | {"key": key})


def texts(element: ET.Element, *names: str) -> list[str]:
    return [str(element.findtext(f"{ATOM}{name}")) for name in names]


def test_feed_has_all_that_the_standard_asks_of_it() -> None:
    found = feed(changed(2), changed(5, "svetlo"))

    assert found.tag == f"{ATOM}feed"
    assert texts(found, "id", "title", "updated") == [OPTIONS.uri, "Meetings near Žilina", "2026-11-05T08:30:00Z"]
    assert [one.findtext(f"{ATOM}name") for one in found.findall(f"{ATOM}author")] == ["Self-help groups"]
    assert {one.get("rel"): one.get("href") for one in found.findall(f"{ATOM}link")} == {
        "self": OPTIONS.address,
        "alternate": OPTIONS.page,
    }


def test_entry_has_all_that_the_standard_asks_of_it() -> None:
    (found,) = feed(changed(2, url="https://example.org/en/meetings/nadej/", programme="AA")).findall(f"{ATOM}entry")

    assert texts(found, "id", "title", "updated") == ["tag:example.org,2026:meeting/nadej", "Nádej", "2026-11-02T08:30:00Z"]
    assert texts(found, "summary") == ["every Wednesday\nDom kultúry"]
    assert [one.get("href") for one in found.findall(f"{ATOM}link")] == ["https://example.org/en/meetings/nadej/"]
    assert [one.get("term") for one in found.findall(f"{ATOM}category")] == ["AA"]


def test_newest_come_first_up_to_the_most() -> None:
    gone = atom.Entry(uri="tag:g", title="Bývalá", address="https://x", updated=datetime(2026, 11, 4, tzinfo=UTC))

    found = feed(changed(2, "b"), changed(1, "a"), changed(5, "d"), changed(3, "c"), gone=[gone])

    assert [texts(one, "id")[0].rpartition("/")[2] for one in found.findall(f"{ATOM}entry")] == ["d", "tag:g", "c"]


def test_feed_of_nothing_is_one_and_says_when_it_was_updated() -> None:
    assert texts(feed(), "updated") == ["2020-01-01T00:00:00Z"]


@pytest.mark.parametrize("text", ["<b>&amp;</b> ]]> \"'", "a\x00b\x08\x1f\ufffe\ud800", "عربي 🙂 \u202e", "x" * 9000])
def test_any_text_leaves_the_feed_well_formed(text: str) -> None:
    record = changed(1, venue=None, programme=text, url=f"https://example.org/?{text}")

    (found,) = feed(MeetingRecord(**{name: getattr(record, name) for name in record.__slots__} | {"name": text})).findall(
        f"{ATOM}entry"
    )

    assert texts(found, "title") == [atom.fit(text)]


def test_only_what_xml_cannot_hold_is_taken_out() -> None:
    assert atom.fit("<b>&amp;</b> ž 🙂\ufffe\x08") == "<b>&amp;</b> ž 🙂"


def test_place_is_told_as_far_as_the_record_tells_it() -> None:
    assert atom.place(VENUE) == "Dom kultúry"
    assert atom.place(None) == ""
