"""Day, time and place in one text: what can be told for sure, and what is rejected."""

import pytest

from interchange.reasons import ProblemCode
from interchange.records import MeetingRecord, Problem
from interchange.tables.schedules import read_schedule, town_and_aside
from tests.interchange.feeds import records
from tests.interchange.tables.tables import read_rows, rejecting


def read_place(text: str, *, city: str = "Springfield", comments: str = "") -> list[MeetingRecord | Problem]:
    """What a row with such a text gives."""
    return read_rows({"Country": "USA", "State": "Ohio", "City": city, "Meeting_Location": text, "Comments": comments})


@pytest.mark.parametrize(
    ("text", "day", "time", "end"),
    [
        ("Mon 6.30 - 8.00pm, Mission Hall", "mon", "18:30", "20:00"),
        ("Tuesday 10:30 AM - 12:00 PM  Hall", "tuesday", "10:30", "12:00"),
        ("Friday 11.00 - 12.30pm, Library", "friday", "11:00", "12:30"),
        ("Weds 9-10 pm Hall", "weds", "21:00", "22:00"),
        ("Thursday 12:00 noon   Hall", "thursday", "12:00", ""),
        ("Monday 7:30PM Hall", "monday", "19:30", ""),
        ("Sunday 14:00-15:30  Hall", "sunday", "14:00", "15:30"),
        ("Saturday 10:30-12:00 Hall", "saturday", "10:30", "12:00"),
        ("Thursday 11.30 -1.00, Hall", "thursday", "11:30", "13:00"),
        ("Mon & Wed 7:00 PM Hall", "mon,wed", "19:00", ""),
        ("Tuesdays and Thursdays 6pm Hall", "tuesdays,thursdays", "18:00", ""),
        ("Town Hall, Suite 108 Tuesdays 2:00pm-4:00pm", "tuesdays", "14:00", "16:00"),
    ],
)
def test_a_plain_schedule_is_read(text: str, day: str, time: str, end: str) -> None:
    found = read_schedule(text)

    assert found
    assert (found.day, found.time, found.end_time) == (day, time, end)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Community Centre, 5 High Street",
        "Wed 3.00-4.30, Hall",  # in the afternoon, or in the night?
        "Monday 7:30 Hall",
        "Monday 7:00 PM and Wednesday 8:00 PM Hall",
        "1st & 3rd Monday 7:00 PM Hall",
        "Every Third Saturday 10:00-11:30 AM Hall",
        "Friday 7:00-8:30 PM Hall. No meeting: 4th Friday in April",
        "Monday 7 PM, fortnightly",
        "Monday 1:00 AM - 11:00 PM Hall",
    ],
)
def test_what_can_mean_several_things_is_not_read(text: str) -> None:
    assert read_schedule(text) is None
    assert rejecting(read_place(text)) == [(ProblemCode.SCHEDULE_UNREADABLE, 0)]


def test_what_is_said_beside_it_may_be_that_it_is_not_every_week() -> None:
    found = read_place("Mon 6.30 - 8.00pm, Mission Hall, 5 High St", comments="FORTNIGHTLY MEETINGS")

    assert rejecting(found) == [(ProblemCode.SCHEDULE_UNREADABLE, 0)]


def test_the_rest_is_the_place_and_remarks_are_notes() -> None:
    (found,) = records(read_place("***Change of time*** Mon 6.30 - 8.00pm,  Mission Hall,  5 High St", comments="Ring twice"))

    assert found.venue
    assert (found.venue.name, found.venue.city, found.venue.region) == ("Mission Hall", "Springfield", "Ohio")
    assert (found.venue.street or found.venue.address_text) == "5 High St"
    assert (found.name, found.notes) == ("Mission Hall", "Change of time\nRing twice")


def test_what_is_said_beside_the_town_is_a_note() -> None:
    (found,) = records(read_place("Mon 6.30 - 8.00pm, 5 High St", city="Springfield (north)"))

    assert found.venue
    assert found.venue.city == "Springfield"
    assert (found.name, found.notes) == ("Springfield", "Springfield (north)")


@pytest.mark.parametrize("city", ["Woden", "Stratford-upon-Avon", "(unknown)", ""])
def test_a_plain_town_stays_whole(city: str) -> None:
    assert town_and_aside(city) == (city, "")


@pytest.mark.parametrize(
    "city",
    [
        "Springfield (CLOSED MEETING, FOR PATIENTS ONLY)",
        "Springfield - Closed group",
        "Springfield DOC",
        "Springfield (CLOSED, FOR CLIENTS ONLY)",
        "Springfield correctional centre",
    ],
)
def test_groups_of_closed_houses_are_rejected(city: str) -> None:
    found = read_place("Mon 6.30 - 8.00pm, Mission Hall, 5 High St", city=city)

    assert rejecting(found) == [(ProblemCode.NOT_PUBLIC, 0)]
    assert records(found) == []


@pytest.mark.parametrize("comments", ["TEMPORARILY CLOSED", "on hold", "Meeting suspended until further notice"])
def test_what_does_not_meet_for_now_is_paused(comments: str) -> None:
    (found,) = records(read_place("Mon 6.30 - 8.00pm, Mission Hall, 5 High St", comments=comments))

    assert found.is_paused


def test_a_very_long_text_is_read_at_once() -> None:
    for text in ("Mon" + " " * 100_000, "Mon 7" + " " * 100_000 + "pm", "*" * 100_000, "mon," * 30_000, "(" * 100_000):
        assert rejecting(read_place(text)) in ([(ProblemCode.SCHEDULE_UNREADABLE, 0)], [(ProblemCode.FEED_TOO_COMPLEX, None)])
