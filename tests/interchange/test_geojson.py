"""Listings as GeoJSON (RFC 7946)."""

import json
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

from interchange import geojson
from interchange.records import ChangedDate, GroupRecord, MeetingRecord
from tests.interchange.listings import VENUE, meeting, online, rule

NOW = datetime(2026, 11, 25, 12, 0, tzinfo=UTC)


def features(*records: MeetingRecord) -> list[dict[str, Any]]:
    document = json.loads(b"".join(geojson.write(records, now=NOW)))
    assert document["type"] == "FeatureCollection"
    found: list[dict[str, Any]] = document["features"]
    return found


def test_feature_stands_at_its_house_longitude_first() -> None:
    (found,) = features(meeting())

    assert (found["type"], found["id"]) == ("Feature", "nadej")
    assert found["geometry"] == {"type": "Point", "coordinates": [17.10674, 48.14816]}
    assert found["properties"]["precision"] == "exact"


def test_an_area_says_that_it_is_one() -> None:
    (found,) = features(meeting(venue=replace(VENUE, latitude=48.15, longitude=17.11, is_area=True)))

    assert found["geometry"]["coordinates"] == [17.11, 48.15]
    assert found["properties"]["precision"] == "area"


def test_without_a_place_or_coordinates_there_is_no_geometry() -> None:
    found = features(online(), meeting(venue=replace(VENUE, latitude=None, longitude=None)))

    assert [(one["geometry"], "precision" in one["properties"]) for one in found] == [(None, False), (None, False)]


def test_properties_say_what_when_and_for_whom() -> None:
    listed = replace(rule(sentence="every Wednesday"), who=("Anyone may come.",), dates=(date(2026, 11, 25),))
    record = meeting(
        listed,
        group=GroupRecord(name="Nádej"),
        programme="AA",
        fellowship="aa",
        topics=("alcohol",),
        body_name="Stred",
        formats=("discussion",),
        languages=("sk",),
        url="https://example.org/m",
        updated_on=date(2026, 11, 1),
    )

    (found,) = features(record)

    assert found["properties"] == {
        "name": "Nádej",
        "url": "https://example.org/m",
        "programme": "AA",
        "fellowship": "aa",
        "topic": ["alcohol"],
        "group": "Nádej",
        "body": "Stred",
        "attendance": "in_person",
        "who": ["Anyone may come."],
        "formats": ["discussion"],
        "languages": ["sk"],
        "venue": "Dom kultúry",
        "precision": "exact",
        "schedule": ["every Wednesday"],
        "next_start": "2026-11-25T18:00:00+01:00",
        "verified_on": "2026-11-01",
    }


def test_dates_that_differ_are_told_until_they_are_past() -> None:
    past = ChangedDate(regular_on=date(2026, 11, 18), starts_at=None)
    cancelled = ChangedDate(regular_on=date(2026, 12, 2), starts_at=None, reason="Holiday")
    moved = ChangedDate(regular_on=date(2026, 12, 9), starts_at=datetime(2026, 12, 10, 9, 0, tzinfo=UTC), venue=VENUE)

    (found,) = features(meeting(replace(rule(), uid="u1", changes=(past, cancelled, moved))))

    assert found["properties"]["exceptions"] == [
        {"rule": "u1", "on": "2026-12-02", "reason": "Holiday"},
        {"rule": "u1", "on": "2026-12-09", "starts": "2026-12-10T10:00:00+01:00", "venue": "Dom kultúry"},
    ]


def test_a_collection_of_nothing_is_one() -> None:
    assert features() == []
