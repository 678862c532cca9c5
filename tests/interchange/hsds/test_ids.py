"""Ids: permanent, found again without a table, and telling nothing of hidden houses."""

from dataclasses import replace
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from interchange.hsds.ids import Kind, made, named, part, read
from interchange.hsds.places import location_id
from interchange.records import VenueRecord
from places.ids import ALPHABET, LENGTH
from tests.interchange.listings import meeting

KEYS = st.text(ALPHABET, min_size=LENGTH, max_size=LENGTH)


def test_ids_never_change() -> None:
    """They are in the databases of others."""
    assert [str(made(kind, "7k2m9pqr")) for kind in Kind] == [
        f"68736473-0001-800{kind}-8000-{int('7k2m9pqr', 36):012x}" for kind in (1, 2, 3, 4, 5, 6, 7)
    ]
    assert str(named("organization", "aa")) == "bd0103bd-da74-593a-98d2-4709850d5fa2"
    assert part(made(Kind.HOUSE, "7k2m9pqr"), "address") == "f1f39269-4164-537e-8fa5-26efb4672608"


@given(KEYS, st.sampled_from(Kind))
def test_a_permanent_id_is_read_back(key: str, kind: Kind) -> None:
    assert read(str(made(kind, key)), *Kind) == (kind, key)
    assert made(kind, key).version == 8


@pytest.mark.parametrize(
    "text",
    [
        "",
        "7k2m9pqr",
        "68736473-0001-8001-8000",
        "68736473-0001-8001-8000-000000000000",
        "68736473-0001-8009-8000-0000000f4240",  # a kind that there is not
        "68736473-0001-4001-8000-0000000f4240",  # another version
        "68736473-0001-8001-c000-0000000f4240",  # another variant
        "68736473-0001-8001-bfff-ffffffffffff",  # more than eleven signs
        "2d00a5b5-3b0c-5f62-a5d4-111111111111",
        str(made(Kind.HOUSE, "7k2m9pqr")),
    ],
)
def test_what_we_have_not_made_is_no_id_of_a_service(text: str) -> None:
    assert read(text, Kind.SERVICE) is None


@given(st.uuids())
def test_any_uuid_is_read_or_refused(known: UUID) -> None:
    assert read(str(known), *Kind) is None


def test_key_from_elsewhere_has_an_id_too() -> None:
    assert made(Kind.SERVICE, "nádej-žilina") != made(Kind.HOUSE, "nádej-žilina") == made(Kind.HOUSE, "nádej-žilina")


def test_two_meetings_in_one_house_share_its_id_only_if_everyone_may_know_it() -> None:
    public, hidden = VenueRecord(key="x4b8wd2h", name="Dom"), VenueRecord(city="Žilina", is_area=True)

    houses, areas = (
        {location_id(replace(meeting(venue=venue), key=key), is_virtual=False) for key in ("4fz7mcqa", "7k2m9pqr")}
        for venue in (public, hidden)
    )

    assert (len(houses), len(areas)) == (1, 2)
