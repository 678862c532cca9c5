"""What is too long for its column is made to fit, each kind in its way."""

from imports.applying.fitting import fit
from meetings.models import Meeting
from places.models import Venue


def test_text_is_cut_at_a_word() -> None:
    venue = Venue(name="Dom " * 60, street="Hlavná 1")

    assert list(fit(venue)) == ["name"]
    assert (len(venue.name) <= 200, venue.name.endswith("Dom…"), venue.street) == (True, True, "Hlavná 1")


def test_half_an_address_is_left_out() -> None:
    meeting = Meeting(online_url=f"https://example.org/{'x' * 500}")

    assert list(fit(meeting)) == ["online_url"]
    assert meeting.online_url == ""


def test_of_codes_the_last_are_left_out() -> None:
    meeting = Meeting(languages=tuple(f"l{number:02}" for number in range(80)))

    assert list(fit(meeting)) == ["languages"]
    assert meeting.languages[:2] == ("l00", "l01")
    assert len("|".join(meeting.languages)) + 2 <= 200


def test_what_fits_is_left_alone() -> None:
    assert list(fit(Venue(name="Dom", city="Žilina"))) == []
