"""What is hidden leaves through no feed: the database is full of secrets, and none of them is in any byte that is sent."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from groups.kinds import ContactKind
from groups.models import Contact
from history.actions import save
from interchange.records import Attendance
from meetings.actions import save_exception
from meetings.kinds import ExceptionKind
from meetings.models import Meeting, ScheduleException
from places.models import Precision, Venue, Visibility
from tests.feeds.visits import body, events, objects
from tests.meetings.visits import today_meeting
from tests.meetings.world import ROAD, make_meeting, make_rule, make_venue

pytestmark = pytest.mark.django_db

DISTRICT, STOP, FACT = "Vlčince", "Zastávka Fontána", "Hearing loop in the room"
HOUSE = {
    "name": "SecretHouse",
    "street": "SecretStreet 7",
    "postal_code": "99988",
    "region": "SecretRegion",
    "address_text": "SecretLine",
    "entrance": "SecretEntrance",
    "floor": "SecretFloor",
    "bell": "SecretBell",
    "sign": "SecretSign",
    "ask_for": "SecretPorter",
}
EXACT = (49.223177, 18.739488)
QUERIES = ("when=any", "when=any&lang=sk", "when=any&discreet=1", "when=any&loss=1", "when=any&unconfirmed=1&sort=name")


def house(**fields: object) -> Venue:
    known = {**HOUSE, "directions": {"en": "SecretWay"}, "district": DISTRICT, "last_stop": STOP, "hearing_loop": True}
    return make_venue(EXACT, **{**known, **fields})


def everything_sent(client: Client, meeting: Meeting | None = None) -> str:
    queries = (*QUERIES, *([f"ids={meeting.public_id}", f"ids={meeting.public_id}&discreet=1"] if meeting else []))
    return "".join(
        body(client, f"/meetings.{suffix}?{query}").replace("\r\n ", "") for suffix in ("json", "ics") for query in queries
    )


def secrets_in(text: str) -> list[str]:
    secrets = [*HOUSE.values(), "SecretWay", "49.2231", "18.7394"]
    return [secret for secret in secrets if secret.casefold() in text.casefold()]


def test_all_of_a_public_house_is_told(client: Client) -> None:
    """The secrets are there to be found, where nothing hides them."""
    today_meeting(venue=house())

    told = everything_sent(client)

    assert {"SecretHouse", "SecretStreet 7", "SecretBell", "SecretWay", "49.2231", "18.7394"} <= set(secrets_in(told))


@pytest.mark.parametrize("hidden_by", ["venue", "meeting"])
@pytest.mark.parametrize("visibility", [Visibility.AREA_ONLY, Visibility.ON_CONTACT])
@pytest.mark.parametrize("attendance", [Attendance.IN_PERSON, Attendance.HYBRID, Attendance.ONLINE])
def test_hidden_house_is_in_no_feed(client: Client, hidden_by: str, visibility: Visibility, attendance: Attendance) -> None:
    venue = house(**({"visibility": visibility} if hidden_by == "venue" else {}))
    hiding = {"visibility": visibility} if hidden_by == "meeting" else {}
    meeting = today_meeting(venue=venue, attendance=attendance, **hiding)

    assert secrets_in(everything_sent(client, meeting)) == []


def test_of_an_area_the_district_and_a_rounded_point_are_told(client: Client) -> None:
    today_meeting(venue=house(visibility=Visibility.AREA_ONLY))

    (found,) = objects(client)

    assert (found["latitude"], found["longitude"], found["approximate"]) == (49.22, 18.74, "yes")
    assert (found["formatted_address"], found["regions"]) == ("Žilina, Slovakia", ["Žilina", DISTRICT])
    assert found["location_notes"].split("\n")[0] == f"Nearest stop: {STOP}"
    assert "address" not in found


def test_calendar_of_an_area_has_the_district_and_no_point(client: Client) -> None:
    today_meeting(venue=house(visibility=Visibility.AREA_ONLY))

    (event,) = events(client)

    assert (str(event["LOCATION"]), "GEO" in event) == ("Vlčince, Žilina, Slovakia", False)


def test_of_a_place_on_contact_only_the_town_is_told(client: Client) -> None:
    today_meeting(venue=house(visibility=Visibility.ON_CONTACT))

    (found,), (event,) = objects(client), events(client)
    told = everything_sent(client)

    assert (found["formatted_address"], found["approximate"]) == ("Žilina, Slovakia", "yes")
    assert (str(event["LOCATION"]), "GEO" in event) == ("Žilina, Slovakia", False)
    assert [word for word in (DISTRICT, STOP, FACT, '"latitude"', '"longitude"') if word in told] == []


def test_hidden_house_to_which_a_date_moves_is_in_no_feed(client: Client) -> None:
    meeting = today_meeting(venue=make_venue((48.1, 17.1), name="Open", street="Open 1"))
    day = timezone.localdate() + timedelta(days=7)
    known = {"kind": ExceptionKind.MOVED, "first_on": day, "last_on": day, "to_venue": house(visibility=Visibility.AREA_ONLY)}
    save_exception(ScheduleException(rule=meeting.rules.get(), **known), by=None, source=ROAD)

    told = everything_sent(client)

    assert [str(event["LOCATION"]) for event in events(client)] == ["Open, Open 1, Žilina, Slovakia", "Vlčince, Žilina, Slovakia"]
    assert secrets_in(told) == []


def test_house_of_which_only_the_area_is_known_is_approximate(client: Client) -> None:
    today_meeting(venue=house(precision=Precision.AREA))

    (found,), (event,) = objects(client), events(client)

    assert (found["approximate"], "GEO" in event) == ("yes", False)


def test_link_on_request_is_in_no_feed(client: Client) -> None:
    today_meeting(
        attendance=Attendance.ONLINE,
        online_url="https://secret.example.org/room",
        phone="+421 900 555 666",
        access_notes="SecretPasscode",
        is_link_on_request=True,
    )

    told = everything_sent(client)

    assert [word for word in ("secret.example.org", "555 666", "555666", "SecretPasscode") if word in told] == []
    assert [found["conference_url_notes"] for found in objects(client)] == ["The group gives the link on request."]


@pytest.mark.parametrize("days", [-1, 1])
@pytest.mark.parametrize("is_public", [True, False])
def test_contacts_are_in_no_feed(client: Client, days: int, is_public: bool) -> None:
    """Neither format has a field of its own for a group's number; a public one stands on the page of the meeting."""
    meeting = today_meeting()
    today = timezone.localdate()
    known = {"is_public": is_public, "consent_on": today - timedelta(days=9), "consent_until": today + timedelta(days=days)}
    for kind, value in ((ContactKind.PHONE, "+421 900 777 888"), (ContactKind.MAIL, "secret@example.org")):
        save(Contact(group=meeting.group, kind=kind, value=value, **known), by=None, source=ROAD)

    told = everything_sent(client, meeting)

    assert [word for word in ("777 888", "777888", "secret@example.org") if word in told] == []


def test_hidden_house_does_not_decide_the_slug_or_the_order(client: Client) -> None:
    """Two houses in one area, told apart by nothing: the order is that of their times and keys."""
    near, far = (house(visibility=Visibility.AREA_ONLY, street=street) for street in ("SecretStreet 7", "SecretStreet 99"))
    for name, venue in (("Prvá", far), ("Druhá", near)):
        make_rule(make_meeting(name, venue=venue, listed_on=timezone.localdate()))

    found = objects(client, "when=any&at=49.22,18.74&sort=distance")

    assert [one["name"] for one in found] == ["Prvá", "Druhá"]


@pytest.mark.parametrize("suffix", ["json", "ics"])
def test_hidden_house_is_not_found_by_its_id(client: Client, suffix: str) -> None:
    venue = house(visibility=Visibility.AREA_ONLY)
    meeting = today_meeting(venue=venue)

    assert meeting.public_id not in body(client, f"/meetings.{suffix}?when=any&venue={venue.public_id}")
