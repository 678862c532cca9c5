"""What a meeting or a house does not say to everyone, as the pages and the indexes have it. The walk is in tests/directory."""

import re

import pytest
from django.test import Client

from groups.kinds import Serves
from interchange.records import Attendance
from meetings.models import Meeting
from places.models import Place, Visibility
from tests.meetings.visits import address_of, page, today_meeting
from tests.meetings.world import make_fellowship, make_group, make_meeting, make_venue

pytestmark = pytest.mark.django_db
LINKS = re.compile(r'<a [^>]*href="(/[^"]*)"')


def on_contact(**fields: object) -> Meeting:
    known = {"district": "Vlčince", "visibility": Visibility.ON_CONTACT}
    return make_meeting(venue=make_venue((49.2131, 18.7621), **{**known, **fields}))


def test_a_meeting_on_contact_is_found_in_its_town_and_not_in_its_district(gazetteer: None) -> None:
    district = Place.objects.exclude(name="Žilina").within(Place.objects.get(slug="zilina").point, 15).first()

    meeting = on_contact(place=district)

    assert meeting.venue
    assert meeting.venue.place == district
    assert meeting.point == Place.objects.get(slug="zilina").point


def test_in_a_town_that_nobody_knows_it_is_found_to_ten_kilometres(gazetteer: None) -> None:
    meeting = on_contact(city="Nikde")

    assert (meeting.latitude, meeting.longitude) == (49.2, 18.8)


def test_a_link_on_request_is_shown_without_the_words_that_go_with_it(client: Client) -> None:
    link = {"online_url": "https://secret.example.org/", "phone": "+421 900 555 666", "access_notes": "Passcode 4711"}
    meeting = today_meeting(attendance=Attendance.ONLINE, is_link_on_request=True, **link)

    content = page(client, address_of(meeting))

    assert "The group gives the link on request." in content
    assert [word for word in ("secret.example", "555 666", "4711") if word in content] == []


@pytest.mark.parametrize(("serves", "exits"), [(Serves.RELATIVES, 1), (Serves.PERSON_CONCERNED, 0)])
def test_a_fellowship_for_relatives_has_a_quick_exit(client: Client, serves: Serves, exits: int) -> None:
    make_fellowship("al-anon", serves=serves)

    assert page(client, "/en/fellowships/al-anon/").count("data-leave") == exits


def test_discretion_is_kept_on_every_link_of_every_page(client: Client, gazetteer: None) -> None:
    """But on the one that ends it."""
    group = make_group()
    meeting = today_meeting(group=group)
    today_meeting("Druhé", group=group)
    pages = (
        "/en/",
        "/en/meetings/",
        "/en/meetings/?when=now",
        address_of(meeting),
        f"/en/groups/{group.public_id}/{group.slug}/",
        "/en/fellowships/aa/",
        "/en/places/zilina/",
        "/en/countries/sk/",
        "/en/holidays/",
        f"/en/selection/?ids={meeting.public_id}",
    )

    losing = {
        address: lost
        for address in pages
        if (lost := [link for link in links_of(client, address) if "discreet=1" not in link and not link.startswith("/static/")])
    }

    assert losing == {}


def links_of(client: Client, address: str) -> list[str]:
    """The links of a discreet page, without the one that switches discretion off."""
    content = page(client, f"{address}{'&' if '?' in address else '?'}discreet=1")
    return [link for link in LINKS.findall(content) if not link.startswith("/meetings.")]
