"""The form of a meeting: what was typed becomes the listing, or is shown again with what it means and what is wrong."""

import re
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from history.models import Revision
from meetings.actions import confirm
from meetings.kinds import ConfirmedBy, FormatCategory, MeetingStatus
from meetings.models import Confirmation, Format, Meeting, ScheduleRule
from places.models import Venue
from tests.meetings.world import ROAD, TUESDAY, WEDNESDAY, make_group, make_meeting, make_rule, make_venue
from tests.workplace.forms import address, filled_in

pytestmark = pytest.mark.django_db
ADD = "admin:meetings_meeting_add"


def looked_at(client: Client, meeting: Meeting, button: str = "_show", **changes: Any) -> str:
    """The page after a button that saves nothing."""
    data = filled_in(client, address(meeting), **changes)
    del data["_save"]
    return client.post(address(meeting), {**data, button: data.get(button, "1")}).content.decode()


def save(client: Client, meeting: Meeting, **changes: Any) -> Any:
    return client.post(address(meeting), filled_in(client, address(meeting), **changes))


def meanings(page: str) -> list[str]:
    """The sentences of the rules, as the page says them."""
    return re.findall(r'meaning__sentence">([^<]*)<', page)


def test_a_new_meeting_in_a_new_building_is_entered_on_one_page(workplace: Client, gazetteer: None) -> None:
    given = {
        "name": "Streda",
        "group": make_group().pk,
        "attendance": "in_person",
        "status": "published",
        "venue": "new",
        "venue-name": "Dom kultúry",
        "venue-street": "Hlavná 1",
        "venue-city": "Žilina",
        "venue-country": "SK",
        "venue-floor": "2. poschodie",
        "venue-step_free": "false",
        "rules-0-weekday": WEDNESDAY,
        "rules-0-start_minute": "18:00",
        "rules-0-ends": "19:30",
        "rules-0-access": "closed",
    }
    before = Revision.objects.count()

    response = workplace.post(reverse(ADD), filled_in(workplace, reverse(ADD), **given))

    meeting = Meeting.objects.get()
    assert response.headers["Location"] == address(meeting)
    venue = meeting.venue
    assert venue is not None
    assert (venue.name, venue.floor, venue.step_free, venue.toilet, str(venue.place)) == (
        "Dom kultúry",
        "2. poschodie",
        False,
        None,
        "Žilina",
    )
    rule = ScheduleRule.objects.get()
    assert (rule.weekday, rule.start_minute, rule.duration_minutes, rule.zone) == (WEDNESDAY, 1080, 90, "Europe/Bratislava")
    assert Revision.objects.count() == before + 1


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"how": "weekly"}, "Every Tuesday, 18:00 to 19:30"),
        ({"how": "every_second", "first_on": "2026-12-01"}, "Every second Tuesday, 18:00 to 19:30"),
        ({"how": "even_weeks"}, "On Tuesday in even weeks, 18:00 to 19:30"),
        ({"how": "odd_weeks"}, "On Tuesday in odd weeks, 18:00 to 19:30"),
        (
            {"how": "in_weeks_of_month", "ordinals": ["1", "-1"]},
            "On the first Tuesday and on the last Tuesday of the month, 18:00 to 19:30",
        ),
        ({"how": "all_but_last"}, "Every Tuesday but the last one of the month, 18:00 to 19:30"),
        ({"how": "on_date_of_month", "month_days": "15"}, "On day 15 of the month, 18:00 to 19:30"),
        ({"how": "once", "first_on": "2026-12-24"}, "Once, on Thursday 24 December 2026, 18:00 to 19:30"),
        ({"how": "always_open"}, "Always open, day and night"),
        ({"how": "by_appointment"}, "By appointment"),
        ({"how": "every_nth", "interval": "3", "first_on": "2026-12-01"}, "Every 3 weeks on Tuesday, 18:00 to 19:30"),
    ],
)
def test_what_is_typed_is_said_as_a_sentence_and_kept_as_said(workplace: Client, typed: dict[str, Any], sentence: str) -> None:
    meeting = make_meeting()
    make_rule(meeting)
    changes = {f"rules-0-{name}": value for name, value in typed.items()}

    page = looked_at(workplace, meeting, **changes)

    assert meanings(page) == [sentence]
    assert ScheduleRule.objects.get().frequency == "weekly"
    save(workplace, meeting, **changes)
    assert meanings(workplace.get(address(meeting)).content.decode()) == [sentence]


def test_looking_saves_nothing_and_keeps_what_was_typed(workplace: Client) -> None:
    meeting = make_meeting()
    make_rule(meeting)
    before = Revision.objects.count()

    page = looked_at(workplace, meeting, name="Iný názov", **{"venue-floor": "3. poschodie", "rules-0-start_minute": "17:00"})

    assert (Revision.objects.count(), Meeting.objects.get().name) == (before, "Nádej")
    assert meanings(page) == ["Every Tuesday, 17:00 to 19:30"]
    assert all(f'value="{typed}"' in page for typed in ("Iný názov", "3. poschodie", "17:00"))


def test_the_next_six_dates_stand_under_the_sentence(workplace: Client) -> None:
    meeting = make_meeting()
    make_rule(meeting)

    page = workplace.get(address(meeting)).content.decode()

    assert page.count("<li>Tuesday ") == 6


def test_a_second_rule_is_added_without_scripts(workplace: Client) -> None:
    meeting = make_meeting()
    make_rule(meeting)
    data = filled_in(workplace, address(meeting))
    del data["_save"]

    page = workplace.post(address(meeting), {**data, "_add_rule": "1"}).content.decode()

    assert '<input type="hidden" name="rules-TOTAL_FORMS" value="2">' in page
    second = {"rules-TOTAL_FORMS": "2", "rules-1-how": "weekly", "rules-1-weekday": "4", "rules-1-start_minute": "10:00"}
    save(workplace, meeting, **second, **{"rules-1-access": "open"})
    assert list(meeting.rules.values_list("weekday", "start_minute")) == [(1, 1080), (4, 600)]


def test_dates_are_taken_away(workplace: Client) -> None:
    meeting = make_meeting()
    make_rule(meeting)
    make_rule(meeting, weekday=WEDNESDAY)

    save(workplace, meeting, **{"rules-0-DELETE": "on"})

    assert list(meeting.rules.values_list("weekday", flat=True)) == [WEDNESDAY]


def test_every_week_and_the_last_one_are_told_and_the_last_is_left_out(workplace: Client) -> None:
    meeting = make_meeting()
    make_rule(meeting, access="closed")
    make_rule(meeting, frequency="monthly_by_weekday", ordinals=(-1,))

    page = workplace.get(address(meeting)).content.decode()

    assert "Dates 1 and dates 2 meet at the same time" in page
    assert 'name="_but_last" value="0"' in page
    told = looked_at(workplace, meeting, button="_but_last", _but_last="0")
    assert meanings(told)[0] == "Every Tuesday but the last one of the month, 18:00 to 19:30"
    assert "meet at the same time" not in told


def test_mistakes_stand_beside_their_field_and_in_the_summary(workplace: Client) -> None:
    meeting = make_meeting()
    make_rule(meeting)

    response = save(workplace, meeting, name="", **{"rules-0-weekday": "", "venue-point": "kdesi", "venue-floor": "3. poschodie"})

    page = response.content.decode()
    assert "<title>Error: " in page
    assert [line.anchor for line in response.context["errors"]] == ["id_name", "id_rules-0-weekday", "id_venue-point"]
    assert 'id="id_rules-0-weekday_error"' in page
    assert ("kdesi" in page, "3. poschodie" in page) == (True, True)
    assert Meeting.objects.get().name == "Nádej"


def test_a_refused_meeting_leaves_its_building_as_it_was(workplace: Client) -> None:
    meeting = make_meeting()

    save(workplace, meeting, name="", **{"venue-street": "Nová 5"})

    assert Venue.objects.get().street == "Hlavná 1"


def test_a_pasted_link_places_the_building(workplace: Client, gazetteer: None) -> None:
    meeting = make_meeting()

    page = looked_at(workplace, meeting, **{"venue-point": "https://www.openstreetmap.org/#map=18/48.1486/17.1077"})

    assert "The point is near Bratislava" in page
    assert "That is far" in page
    save(workplace, meeting, **{"venue-point": "49.2235, 18.7400"})
    venue = Venue.objects.get()
    assert (venue.latitude, venue.longitude, str(venue.place)) == (49.2235, 18.74, "Žilina")


def test_another_building_is_found_and_taken(workplace: Client) -> None:
    other = make_venue(name="Fara", street="Farská 2", city="Martin")
    meeting = make_meeting()

    found = looked_at(workplace, meeting, find_venue="Farska")

    assert f'name="venue" value="{other.pk}"' not in found  # it is written with an accent, and nobody meets there yet
    found = looked_at(workplace, meeting, find_venue="Farská")
    assert f'name="venue" value="{other.pk}"' in found
    taken = looked_at(workplace, meeting, button="_take_venue", venue=str(other.pk))
    assert f'name="venue-loaded" value="{other.pk}"' in taken
    assert 'value="Farská 2"' in taken
    save(workplace, meeting, venue=str(other.pk))
    meeting.refresh_from_db()
    assert (meeting.venue, Venue.objects.count()) == (other, 2)


@pytest.mark.parametrize("typed", ["farska", "Frská", "farská martni"])
def test_a_building_in_which_people_meet_is_found_with_a_slip(workplace: Client, typed: str) -> None:
    other = make_venue(name="Fara", street="Farská 2", city="Martin")
    make_meeting("Iná", venue=other)

    found = looked_at(workplace, make_meeting(), find_venue=typed)

    assert f'name="venue" value="{other.pk}"' in found


def test_a_building_that_was_chosen_and_another_that_was_changed_are_not_mixed(workplace: Client) -> None:
    other = make_venue(name="Fara", street="Farská 2", city="Martin")
    meeting = make_meeting()

    response = save(workplace, meeting, venue=str(other.pk), **{"venue-street": "Nová 5"})

    assert [line.anchor for line in response.context["errors"]] == ["id_venue"]
    assert list(Venue.objects.order_by("pk").values_list("street", flat=True)) == ["Farská 2", "Hlavná 1"]


def test_saving_as_draft_confirms_nothing(workplace: Client) -> None:
    meeting = make_meeting()

    save(workplace, meeting, _draft="1")

    meeting.refresh_from_db()
    assert (meeting.status, meeting.confirmed_on, Confirmation.objects.count()) == (MeetingStatus.DRAFT, None, 0)


def test_who_vouched_is_told_by_name(workplace: Client, coordinator: Any) -> None:
    meeting = make_meeting()
    confirm(meeting, on=timezone.localdate(), role=ConfirmedBy.GROUP, by=coordinator, source=ROAD)

    page = workplace.get(address(meeting)).content.decode()

    assert ": the group – Koordinátorka (a command)" in page


def test_formats_of_dates_are_typed_by_name(workplace: Client) -> None:
    meeting = make_meeting()
    rule = make_rule(meeting)
    speaker = Format.objects.create(slug="speaker", category=FormatCategory.STRUCTURE, name={"en": "Speaker", "sk": "Spíker"})

    save(workplace, meeting, **{"rules-0-formats": "spiker"})

    assert list(rule.formats.all()) == [speaker]
    wrong = save(workplace, meeting, **{"rules-0-formats": "Neznámy"})
    assert "No format has this name: Neznámy." in wrong.content.decode()


def test_the_meaning_is_told_while_it_is_typed(workplace: Client) -> None:
    meeting = make_meeting()
    make_rule(meeting)
    data = filled_in(workplace, address(meeting), **{"rules-0-weekday": str(WEDNESDAY)})

    response = workplace.post(reverse("admin:meetings_meeting_dates", args=[meeting.pk]), data)

    assert meanings(response.content.decode()) == ["Every Wednesday, 18:00 to 19:30"]
    assert "no-store" in response.headers["Cache-Control"]
    assert ScheduleRule.objects.get().weekday == TUESDAY


@pytest.mark.parametrize(
    "tampered",
    [
        {"version": "x"},
        {"venue": "٣"},
        {"venue": "9" * 40},
        {"group": "-1"},
        {"rules-TOTAL_FORMS": "99999"},
        {"rules-0-id": "9" * 40},
    ],
)
def test_a_form_that_was_tampered_with_is_no_error_of_the_server(workplace: Client, tampered: dict[str, str]) -> None:
    meeting = make_meeting()
    make_rule(meeting)

    assert save(workplace, meeting, **tampered).status_code in {200, 302}
    assert workplace.post(address(meeting), {"_save": "1", **tampered}).status_code == 200
