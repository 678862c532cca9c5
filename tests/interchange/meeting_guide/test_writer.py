"""Rules 1 to 5, 8 and 9 of "How our export should look", and what is lost."""

import re
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest

from interchange.reasons import HeldReason, LossCode
from interchange.records import (
    Access,
    Frequency,
    GroupRecord,
    HeldText,
    VenueRecord,
)
from tests.interchange.feeds import written
from tests.interchange.listings import VENUE, losses, meeting, one, online, rule

# Rule 1


def test_each_weekday_is_an_object_with_its_own_slug() -> None:
    objects, lost = written(meeting(rule(weekday=6), rule(weekday=0), rule(weekday=0, start_minute=420)))

    assert [(each["slug"], each["day"], each["time"]) for each in objects] == [
        ("nadej-mon-0700", 1, "07:00"),
        ("nadej-mon-1800", 1, "18:00"),
        ("nadej-sun", 0, "18:00"),
    ]
    assert lost == []


def test_by_appointment_has_neither_day_nor_time() -> None:
    found = one(meeting(rule(frequency=Frequency.BY_APPOINTMENT, weekday=None, start_minute=None, duration_minutes=None)))

    assert {"day", "time", "end_time"} & set(found) == set()
    assert (found["slug"], found["timezone"]) == ("nadej", "Europe/Bratislava")


# Rule 2


def test_times_have_two_digits() -> None:
    found = one(meeting(rule(start_minute=425, duration_minutes=95)))

    assert (found["time"], found["end_time"]) == ("07:05", "08:40")


@pytest.mark.parametrize("duration", [60, 90, 3000])
def test_end_after_midnight_is_left_out_and_lost(duration: int) -> None:
    late = meeting(rule(start_minute=1380, duration_minutes=duration))

    assert "end_time" not in one(late)
    assert losses(late) == [(LossCode.END_AFTER_MIDNIGHT, "")]


def test_unknown_end_is_left_out_and_nothing_is_lost() -> None:
    open_ended = meeting(rule(duration_minutes=None))

    assert "end_time" not in one(open_ended)
    assert losses(open_ended) == []


# Rule 3


def test_zone_approximate_address_and_coordinates_are_always_said() -> None:
    found = one(meeting())

    assert (found["timezone"], found["approximate"]) == ("Europe/Bratislava", "no")
    assert found["formatted_address"] == "Obchodná 5, 811 06 Bratislava, Slovakia"
    assert (found["latitude"], found["longitude"]) == (48.14816, 17.10674)


def test_area_is_approximate() -> None:
    found = one(meeting(venue=VenueRecord(city="Žilina", country="SK", is_area=True)))

    assert (found["approximate"], found["formatted_address"]) == ("yes", "Žilina, Slovakia")


@pytest.mark.parametrize(
    ("zone", "country"), [("Europe/Bratislava", "Slovakia"), ("America/New_York", "USA"), ("Asia/Calcutta", "India")]
)
def test_meeting_without_a_place_is_in_the_country_of_its_zone(zone: str, country: str) -> None:
    found = one(replace(online(), rules=(rule(zone=zone),)))

    assert (found["formatted_address"], found["approximate"]) == (country, "yes")


# Rule 4


@pytest.mark.parametrize("key", ["Žilina / Nádej #1", "x" * 80, "a--b", "-a", "Надежда", "", "A", "ÁÁ"])
def test_slug_is_fit_for_every_reader(key: str) -> None:
    slug = one(replace(meeting(), key=key))["slug"]

    assert re.fullmatch(r"[a-z0-9-]+", slug)
    assert len(slug) <= 64


def test_slugs_of_keys_that_look_alike_differ() -> None:
    objects, _losses = written(*(replace(meeting(), key=key) for key in ("nadej", "Nádej", "nádej", "NADEJ", "x" * 70, "x" * 71)))

    assert len({each["slug"] for each in objects}) == 6


# Rule 5


def test_types_are_codes_in_exact_case() -> None:
    found = meeting(
        formats=("12x12", "speaker"),
        audiences_only=("women",),
        audiences_welcome=("lgbtq",),
        languages=("sk", "pl", "ase"),
        facilities=("child_care",),
        venue=replace(VENUE, access_facts={"step_free": True}),
        other_codes=("BS",),
    )

    assert sorted(one(found)["types"]) == ["12x12", "ASL", "BA", "BS", "LGBTQ", "O", "POL", "SK", "SP", "W", "X"]
    assert losses(found) == []


def test_types_may_be_an_empty_list() -> None:
    assert one(meeting(rule(Access.NOT_STATED)))["types"] == []


def test_paused_meeting_is_a_closed_place() -> None:
    found = one(meeting(is_paused=True))

    assert (found["types"], found["attendance_option"]) == (["TC", "O"], "inactive")


def test_online_meeting_with_an_exact_place_says_that_the_place_is_closed() -> None:
    found = one(online(venue=VENUE))

    assert (sorted(found["types"]), found["attendance_option"]) == (["O", "TC"], "online")
    assert "ONL" not in found["types"]


def test_alateen_is_said_without_families_only() -> None:
    alateen = meeting(rule(Access.CLOSED), serves_minors=True, code_set="al-anon")

    assert one(alateen, code_set="al-anon")["types"] == ["Y"]
    assert losses(alateen, code_set="aa") == [(LossCode.MINORS, "")]


@pytest.mark.parametrize(
    ("changes", "loss"),
    [
        ({"formats": ("basic-text",)}, (LossCode.FORMAT, "basic-text")),
        ({"audiences_welcome": ("women",)}, (LossCode.AUDIENCE, "women")),
        ({"audiences_only": ("young",)}, (LossCode.AUDIENCE, "young")),
        ({"languages": ("eo",)}, (LossCode.LANGUAGE, "eo")),
        ({"facilities": ("captions",)}, (LossCode.FACILITY, "captions")),
        ({"venue": replace(VENUE, access_facts={"hearing_loop": True})}, (LossCode.ACCESS_FACT, "hearing_loop")),
        ({"venue": replace(VENUE, access_facts={"step_free": False})}, (LossCode.ACCESS_FACT, "step_free")),
        ({"other_codes": ("LLW",), "code_set": "aca"}, (LossCode.OTHER_CODE, "LLW")),
    ],
)
def test_what_has_no_code_is_lost_and_told(changes: dict[str, Any], loss: tuple[LossCode, str]) -> None:
    found = meeting(**changes)

    assert one(found)["types"] == ["O"]
    assert losses(found) == [loss]


def test_please_ask_first_is_lost_and_told() -> None:
    assert losses(meeting(rule(Access.NOT_STATED, ask_first=True))) == [(LossCode.ASK_FIRST, "")]


# Rule 8


def test_regions_body_and_dates_are_said_in_every_way_readers_know() -> None:
    found = one(
        meeting(
            body_name="Intergrupa",
            body_url="https://aa.example.sk",
            feedback_url="https://directory.example.org/report/1",
            updated_at=datetime(2026, 11, 1, 12, tzinfo=UTC),
        )
    )

    assert (found["regions"], found["region"], found["sub_region"]) == (["Bratislava", "Staré Mesto"], "Bratislava", "Staré Mesto")
    assert found["entity"] == "Intergrupa"
    assert found["entity_url"] == found["entity_website_url"] == "https://aa.example.sk"
    assert found["feedback_url"] == "https://directory.example.org/report/1"
    assert found["updated"] == "2026-11-01 12:00:00"


def test_day_of_the_last_change_is_enough() -> None:
    assert one(meeting(updated_on=date(2026, 11, 1)))["updated"] == "2026-11-01 00:00:00"


# Rule 9


def test_nothing_held_and_no_contact_leaves() -> None:
    found = meeting(
        held=(HeldText("contact_1_name", "Jane D.", HeldReason.CONTACT),),
        group=GroupRecord(key="7", name="Nádej", about="Od roku 1990", contribution_links={"venmo": "@nadej"}),
    )

    text = str(written(found)[0])

    assert "Jane" not in text
    assert (one(found)["group"], one(found)["group_notes"], one(found)["venmo"]) == ("Nádej", "Od roku 1990", "@nadej")
