"""Two people at one listing, and houses in which others meet as well: no words are lost, nobody else's address is changed."""

from typing import Any

import pytest
from django.test import Client

from accounts.care import MembershipRole
from accounts.models import User
from history.actions import delete
from meetings.actions import save_meeting, save_rule, save_venue
from meetings.editing import shared_venues
from meetings.models import Meeting, ScheduleRule
from places.models import Venue
from tests.meetings.world import ROAD, WEDNESDAY, make_group, make_meeting, make_rule, make_venue
from tests.workplace.conftest import SignIn
from tests.workplace.forms import address, filled_in
from tests.workplace.roles import make_body
from upkeep.models import Suggestion

pytestmark = pytest.mark.django_db
Wish = tuple[Venue, dict[str, Any], User]


@pytest.fixture
def wishes(monkeypatch: pytest.MonkeyPatch) -> list[Wish]:
    """What is wished of shared buildings, as a higher room hears of it."""
    heard: list[Wish] = []
    monkeypatch.setattr(shared_venues, "_handlers", [lambda venue, changed, *, by: heard.append((venue, changed, by))])
    return heard


def changed_meanwhile(meeting: Meeting, **values: Any) -> None:
    """Somebody else saves the meeting."""
    row = Meeting.objects.get(pk=meeting.pk)
    for name, value in values.items():
        setattr(row, name, value)
    save_meeting(row, by=None, source=ROAD)


def test_what_the_other_alone_changed_stays_and_is_told(workplace: Client) -> None:
    meeting = make_meeting()
    data = filled_in(workplace, address(meeting), name="Môj názov")
    changed_meanwhile(meeting, access_notes="Zazvoňte")

    response = workplace.post(address(meeting), data, follow=True)

    meeting.refresh_from_db()
    assert (meeting.name, meeting.access_notes) == ("Môj názov", "Zazvoňte")
    told = [str(message) for message in response.context["messages"]]
    assert told[0] == "a command has changed this since you opened the page, and it stays: How to join (Zazvoňte)."


def test_what_both_changed_is_shown_side_by_side_and_nothing_is_saved(workplace: Client) -> None:
    meeting = make_meeting()
    data = filled_in(workplace, address(meeting), name="Môj názov")
    changed_meanwhile(meeting, name="Jej názov")

    page = workplace.post(address(meeting), data).content.decode()

    assert "Jej názov" in page
    assert "Yours: Môj názov" in page
    meeting.refresh_from_db()
    assert meeting.name == "Jej názov"


@pytest.mark.parametrize(("choice", "name"), [("mine", "Môj názov"), ("theirs", "Jej názov")])
def test_what_was_chosen_of_the_two_holds(workplace: Client, choice: str, name: str) -> None:
    meeting = make_meeting()
    data = filled_in(workplace, address(meeting), name="Môj názov", website="https://example.org/")
    changed_meanwhile(meeting, name="Jej názov")
    response = workplace.post(address(meeting), data)
    version = response.context["page"].form["name"].dispute.version

    workplace.post(address(meeting), {**data, "keep-name": f"{choice}:{version}"})

    meeting.refresh_from_db()
    assert (meeting.name, meeting.website) == (name, "https://example.org/")


def test_a_choice_about_what_has_changed_again_does_not_count(workplace: Client) -> None:
    meeting = make_meeting()
    data = filled_in(workplace, address(meeting), name="Môj názov")
    changed_meanwhile(meeting, name="Jej názov")
    version = workplace.post(address(meeting), data).context["page"].form["name"].dispute.version
    changed_meanwhile(meeting, name="Tretí názov")

    response = workplace.post(address(meeting), {**data, "keep-name": f"theirs:{version}"})

    assert response.context["page"].form["name"].dispute.now == "Tretí názov"
    meeting.refresh_from_db()
    assert meeting.name == "Tretí názov"


def test_changes_of_dates_are_merged_too(workplace: Client) -> None:
    meeting = make_meeting()
    rule = make_rule(meeting)
    data = filled_in(workplace, address(meeting), **{"rules-0-start_minute": "17:00"})
    rule.access = "closed"
    save_rule(rule, by=None, source=ROAD)
    make_rule(meeting, weekday=WEDNESDAY)

    workplace.post(address(meeting), data)

    kept = list(meeting.rules.values_list("weekday", "start_minute", "duration_minutes", "access"))
    assert kept == [(1, 1020, 150, "closed"), (2, 1080, 90, "open")]


def test_dates_that_another_took_away_go_if_nobody_touched_them(workplace: Client) -> None:
    meeting = make_meeting()
    rule = make_rule(meeting)
    data = filled_in(workplace, address(meeting), name="Môj názov")
    delete(rule, by=None, source=ROAD)

    response = workplace.post(address(meeting), data, follow=True)

    assert not ScheduleRule.objects.exists()
    assert "has taken these dates away: Every Tuesday, 18:00 to 19:30." in response.content.decode()


def test_dates_that_another_took_away_and_one_has_changed_are_asked_about(workplace: Client) -> None:
    meeting = make_meeting()
    rule = make_rule(meeting)
    data = filled_in(workplace, address(meeting), **{"rules-0-start_minute": "17:00"})
    delete(rule, by=None, source=ROAD)

    response = workplace.post(address(meeting), data)

    assert not ScheduleRule.objects.exists()
    version = response.context["page"].rules[0]["DELETE"].dispute.version
    workplace.post(address(meeting), {**data, "keep-rules-0-DELETE": f"mine:{version}"})
    assert ScheduleRule.objects.get().start_minute == 1020


def test_the_building_is_merged_as_well(workplace: Client) -> None:
    meeting = make_meeting()
    data = filled_in(workplace, address(meeting), **{"venue-floor": "2"})
    venue = Venue.objects.get()
    venue.bell = "AA"
    save_venue(venue, by=None, source=ROAD)

    workplace.post(address(meeting), data)

    venue.refresh_from_db()
    assert (venue.floor, venue.bell) == ("2", "AA")


def test_others_in_the_building_are_counted_and_only_ones_own_are_named(sign_in: SignIn) -> None:
    mine, theirs, venue = make_body("Naša"), make_body("Iná intergrupa"), make_venue()
    meeting = make_meeting("Moje", group=make_group("G1", service_body=mine), venue=venue)
    make_meeting("Naše druhé", group=make_group("G2", service_body=mine), venue=venue)
    make_meeting("Cudzie tajné", group=make_group("G3", service_body=theirs), venue=venue)

    page = sign_in(on=mine).get(address(meeting)).content.decode()

    assert "Also affects 2 other meetings here." in page
    assert "Naše druhé" in page
    assert "1 more meeting: Iná intergrupa" in page
    assert "Cudzie tajné" not in page


@pytest.mark.parametrize(("hidden", "is_found"), [({}, True), ({"visibility": "area_only"}, False), ({"status": "draft"}, False)])
def test_a_building_is_found_by_the_words_of_others_only_where_all_may_know_them(
    sign_in: SignIn, hidden: dict[str, str], is_found: bool
) -> None:
    mine, theirs, venue = make_body("Naša"), make_body("Iná"), make_venue()
    meeting = make_meeting("Moje", group=make_group("G1", service_body=mine))
    make_meeting("Skrytá", group=make_group("G3", service_body=theirs), venue=venue, **hidden)
    editor = sign_in(on=mine)

    page = editor.post(address(meeting), {**filled_in(editor, address(meeting), find_venue="skryta"), "_save": []}).content.decode()

    assert (f'name="venue" value="{venue.pk}"' in page) is is_found


def test_a_change_of_a_shared_building_becomes_a_wish_and_the_rest_is_saved(sign_in: SignIn, wishes: list[Wish]) -> None:
    mine, theirs, venue = make_body("Naša"), make_body("Iná"), make_venue()
    meeting = make_meeting("Moje", group=make_group("G1", service_body=mine), venue=venue)
    make_meeting("Cudzie", group=make_group("G3", service_body=theirs), venue=venue)
    editor = sign_in(on=mine)

    response = editor.post(address(meeting), filled_in(editor, address(meeting), name="Nový", **{"venue-floor": "9"}), follow=True)

    venue.refresh_from_db()
    meeting.refresh_from_db()
    assert (venue.floor, meeting.name) == ("", "Nový")
    assert [(about.pk, changed) for about, changed, _by in wishes] == [(venue.pk, {"floor": "9"})]
    assert "they have been asked" in response.content.decode()


def test_a_building_of_ones_own_meetings_is_changed_at_once(sign_in: SignIn, wishes: list[Wish]) -> None:
    mine = make_body("Naša")
    meeting = make_meeting("Moje", group=make_group("G1", service_body=mine))
    editor = sign_in(on=mine)

    editor.post(address(meeting), filled_in(editor, address(meeting), **{"venue-floor": "9"}))

    assert (Venue.objects.get().floor, wishes) == ("9", [])


def test_a_meeting_is_not_given_to_a_group_of_others(sign_in: SignIn) -> None:
    mine, theirs = make_body("Naša"), make_body("Iná")
    meeting = make_meeting("Moje", group=make_group("G1", service_body=mine))
    other = make_group("G3", service_body=theirs)
    editor = sign_in(on=mine)

    response = editor.post(address(meeting), filled_in(editor, address(meeting), group=str(other.pk)))

    assert response.status_code == 200
    meeting.refresh_from_db()
    assert meeting.group.name == "G1"


@pytest.mark.parametrize("page", ["change", "preview", "dates", "copy"])
def test_a_meeting_of_others_is_not_found(sign_in: SignIn, page: str) -> None:
    mine, theirs = make_body("Naša"), make_body("Iná")
    meeting = make_meeting("Cudzie", group=make_group("G3", service_body=theirs))

    response = sign_in(on=mine).post(address(meeting).replace("change", page), {"_save": "1"})

    assert response.status_code == (302 if page == "change" else 404)
    assert "Cudzie" not in response.content.decode()


def test_a_reader_sees_the_form_and_cannot_send_it(sign_in: SignIn) -> None:
    mine = make_body("Naša")
    meeting = make_meeting("Moje", group=make_group("G1", service_body=mine))
    reader = sign_in(MembershipRole.READER, on=mine)

    page = reader.get(address(meeting)).content.decode()

    assert '<fieldset class="sheet__locked" disabled>' in page
    assert 'name="_save"' not in page
    assert reader.post(address(meeting), {"_save": "1"}).status_code == 403


def test_those_who_meet_there_too_are_asked_by_a_suggestion(sign_in: SignIn) -> None:
    mine, theirs, venue = make_body("Naša"), make_body("Iná"), make_venue()
    meeting = make_meeting("Moje", group=make_group("G1", service_body=mine), venue=venue)
    make_meeting("Cudzie", group=make_group("G3", service_body=theirs), venue=venue)
    editor = sign_in(on=mine)

    editor.post(address(meeting), filled_in(editor, address(meeting), **{"venue-floor": "9"}))

    assert [(one.venue, one.proposed) for one in Suggestion.objects.all()] == [(venue, {"venue-floor": "9"})]
