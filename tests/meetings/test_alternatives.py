"""Where else to go: the right meetings under the right heading, and no hidden house told by any of them."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from groups.kinds import Method, Serves
from groups.models import Fellowship
from history.keeping import Version, showing
from interchange.records import Access, Attendance, Frequency
from meetings.actions import end_meeting, save_exception, save_meeting
from meetings.alternatives import Section, alternatives
from meetings.kinds import ExceptionKind, MeetingStatus
from meetings.models import Meeting, ScheduleException
from meetings.nearby import FETCHED
from places.models import Visibility
from tests.meetings.around import group_about, in_house, weekly
from tests.meetings.visits import address_of, page, today_meeting
from tests.meetings.world import NOW, ROAD, TODAY, TUESDAY, WEDNESDAY, index_as_of, make_group, make_venue

pytestmark = pytest.mark.django_db

PAIRED = "Bring the family: at the same hour under the same roof"
OF_GROUP = "Other meetings of this group"
HERE = "Other meetings in this house"
SAME_HOUR = "Near by at about the same hour"
NEAREST = "The nearest meetings on the same topic"
OTHER_KIND = "Try another kind of meeting"
NEAR, FAR = (49.25, 18.75), (49.67, 19.2)  # 3 km and 60 km from Žilina


def sections(meeting: Meeting, **how: Any) -> list[Section]:
    loaded = Meeting.objects.for_listing(NOW).get(pk=meeting.pk)
    return alternatives(loaded, ["alcohol"], now=NOW, **how)


def told(meeting: Meeting, **how: Any) -> dict[str, list[str]]:
    """The names under each heading."""
    return {section.title: [one.card.meeting.name for one in section.suggestions] for section in sections(meeting, **how)}


def say_where(meeting: Meeting) -> None:
    """A group of young people may say where it meets; it is not taken for granted."""
    meeting.visibility = Visibility.PUBLIC
    save_meeting(meeting, by=None, source=ROAD)


def test_young_people_who_do_not_say_where_they_meet_are_in_no_pair() -> None:
    house = make_venue()
    own = in_house(house, "Pre mňa", Serves.PERSON_CONCERNED)
    in_house(house, "Pre deti", Serves.MINORS)

    assert set(told(own)) <= {SAME_HOUR, OTHER_KIND}


def test_the_family_meets_under_the_same_roof_at_the_same_hour() -> None:
    house = make_venue()
    own = in_house(house, "Pre mňa", Serves.PERSON_CONCERNED)
    in_house(house, "Pre rodinu", Serves.RELATIVES)
    say_where(in_house(house, "Pre deti", Serves.MINORS, rule={"start_minute": 1110}))

    (pair,) = [section for section in sections(own) if section.title == PAIRED]

    assert [(one.card.meeting.name, one.day, one.note) for one in pair.suggestions] == [
        ("Pre rodinu", "Today, Tuesday 24 November", "For relatives and friends."),
        ("Pre deti", "Today, Tuesday 24 November", "For young people."),
    ]


@pytest.mark.parametrize(
    ("serves", "rule"),
    [
        (Serves.PERSON_CONCERNED, {}),
        (Serves.ANYONE, {}),
        (Serves.RELATIVES, {"weekday": WEDNESDAY}),
        (Serves.RELATIVES, {"start_minute": 1170}),
    ],
    ids=["for the same person", "for anyone", "on another day", "just after"],
)
def test_what_is_no_pair_is_only_in_the_same_house(serves: Serves, rule: dict[str, Any]) -> None:
    house = make_venue()
    own = in_house(house, "Pre mňa", Serves.PERSON_CONCERNED)
    in_house(house, "Iná", serves, rule=rule)

    found = told(own)

    assert PAIRED not in found
    assert found[HERE] == ["Iná"]


@pytest.mark.parametrize("hidden", [Visibility.AREA_ONLY, Visibility.ON_CONTACT])
@pytest.mark.parametrize("side", ["own", "other", "house"])
def test_a_hidden_house_is_nobody_s_meeting_point(hidden: Visibility, side: str) -> None:
    house = make_venue(visibility=hidden if side == "house" else Visibility.PUBLIC)
    sides = {"own": Visibility.PUBLIC, "other": Visibility.PUBLIC} | ({side: hidden} if side != "house" else {})
    own = in_house(house, "Pre mňa", Serves.PERSON_CONCERNED, visibility=sides["own"])
    in_house(house, "Pre rodinu", Serves.RELATIVES, visibility=sides["other"])

    assert set(told(own)) <= {SAME_HOUR, OTHER_KIND}
    assert set(told(own, is_unsure=True)) <= {NEAREST, SAME_HOUR, OTHER_KIND}


def test_the_page_of_a_neighbour_tells_no_hidden_address(client: Client) -> None:
    hidden = make_venue(name="Tajný dom", street="Skrytá 7", visibility=Visibility.AREA_ONLY)
    own = today_meeting(group=group_about("Nádej"))
    today_meeting("Skrytá skupina", group=own.group, venue=hidden)
    today_meeting("Blízka", group=group_about("Blízka"), venue=hidden)

    content = page(client, address_of(own))

    assert ("Skrytá skupina" in content, "Blízka" in content) == (True, True)
    assert not any(secret in content for secret in ("Tajný dom", "Skrytá 7"))


def test_distance_to_a_hidden_house_is_that_of_its_area() -> None:
    own = weekly("Tu", venue=make_venue(NEAR))
    weekly("Skrytá", venue=make_venue((49.22314, 18.73942), visibility=Visibility.AREA_ONLY))

    (section,) = [one for one in sections(own) if one.title == SAME_HOUR]

    point = own.point
    shown = section.suggestions[0].card.meeting.point
    assert point
    assert shown
    assert (shown.latitude, shown.longitude) == (49.22, 18.74)
    assert section.suggestions[0].card.distance_km == point.km_to(shown)


def test_the_same_hour_is_two_hours_around_on_the_same_weekday_the_soonest_first() -> None:
    own = weekly("Tu")
    for name, rule in {
        "Neskôr": {"start_minute": 1200},
        "Skôr": {"start_minute": 960},
        "Priskoro": {"start_minute": 959},
        "Zajtra": {"weekday": WEDNESDAY},
    }.items():
        weekly(name, venue=make_venue(NEAR), rule=rule)

    # It is 18:00: what began at 16:00 comes next week.
    assert told(own)[SAME_HOUR] == ["Neskôr", "Skôr"]


def test_another_topic_another_town_and_what_may_be_untrue_are_not_suggested() -> None:
    own = weekly("Tu")
    weekly("Iná téma", group=group_about("Iná téma", about="gambling"), venue=make_venue(NEAR))
    weekly("Iné mesto", venue=make_venue(FAR))
    weekly("Stará", venue=make_venue(NEAR), listed_on=TODAY - timedelta(days=200))
    weekly("Nahlásená", venue=make_venue(NEAR), reported_on=TODAY)
    weekly("Návrh", venue=make_venue(NEAR), status=MeetingStatus.DRAFT)

    assert told(own) == {}


def test_a_date_that_is_cancelled_is_not_the_one_suggested() -> None:
    own, other = weekly("Tu"), weekly("Iná", venue=make_venue(NEAR))
    exception = ScheduleException(kind=ExceptionKind.CANCELLED, rule=other.rules.get(), first_on=TODAY, last_on=TODAY)
    save_exception(exception, by=None, source=ROAD)
    index_as_of(TODAY)

    (section,) = sections(own)

    assert section.suggestions[0].day == "Tuesday 1 December"


def test_other_meetings_of_the_group_come_in_order_of_time() -> None:
    group = group_about("Nádej")
    own = weekly("Utorok", group=group)
    weekly("Piatok", group=group, rule={"weekday": 4}, attendance=Attendance.ONLINE)
    weekly("Streda", group=group, rule={"weekday": WEDNESDAY}, venue=make_venue(FAR))

    assert told(own) == {OF_GROUP: ["Streda", "Piatok"]}


def test_another_kind_is_another_method_before_another_format() -> None:
    own = weekly("Tu")
    make_group("Klub", fellowship="club")
    Fellowship.objects.filter(slug="club").update(method=Method.ABSTINENCE_CLUB)
    weekly("Klub", group=group_about("Klub", fellowship="club"), venue=make_venue(NEAR), rule={"weekday": 4})
    weekly("Rovnaká", venue=make_venue(NEAR), rule={"weekday": 4})

    assert told(own) == {OTHER_KIND: ["Klub"]}


def test_each_is_told_once() -> None:
    house = make_venue()
    own = in_house(house, "Pre mňa", Serves.PERSON_CONCERNED)
    in_house(house, "Pre rodinu", Serves.RELATIVES)

    names = [name for names in told(own, is_unsure=True).values() for name in names]

    assert names == ["Pre rodinu"]


def test_a_tombstone_leads_to_the_nearest(client: Client) -> None:
    own = today_meeting(group=group_about("Nádej"))
    today_meeting("Ďaleká", group=group_about("Ďaleká"), venue=make_venue(FAR))
    today_meeting("Blízka", group=group_about("Blízka"), venue=make_venue(NEAR))
    end_meeting(own, on=timezone.localdate(), by=None, source=ROAD)

    response = client.get(address_of(own))
    content = response.content.decode()

    assert response.status_code == 410
    assert content.index(NEAREST) < content.index("Blízka") < content.index("Ďaleká")


def test_a_near_meeting_with_many_dates_takes_the_place_of_one() -> None:
    own = weekly("Tu")
    monthly = {"frequency": Frequency.MONTHLY_BY_WEEKDAY, "ordinals": (1, 2, 3), "weekday": 4}
    for name in ("Blízka", "Aj blízka"):
        weekly(name, venue=make_venue(NEAR), rule=monthly)
    weekly("Ďaleká", venue=make_venue(FAR))

    assert told(own, is_unsure=True)[NEAREST] == ["Blízka", "Aj blízka", "Ďaleká"]


def test_those_that_visitors_reported_take_nobody_s_place() -> None:
    own = weekly("Tu")
    for number in range(FETCHED):
        reported = weekly(f"Hlásená {number}", venue=make_venue(NEAR))
        Meeting.objects.filter(pk=reported.pk).update(reported_on=TODAY)
    weekly("Ďaleká", venue=make_venue(FAR))

    assert told(own, is_unsure=True)[NEAREST] == ["Ďaleká"]


def test_what_was_not_confirmed_for_a_year_stays_and_shows_others(client: Client) -> None:
    own = today_meeting(group=group_about("Nádej"), listed_on=timezone.localdate() - timedelta(days=400))
    today_meeting("Blízka", group=group_about("Blízka"), venue=make_venue(NEAR))

    response = client.get(address_of(own))
    content = response.content.decode()

    assert response.status_code == 200
    assert "Not confirmed since" in content
    assert content.index(NEAREST) < content.index("Blízka")


def test_an_online_meeting_that_ended_leads_to_others_in_its_language() -> None:
    own = weekly("Online", attendance=Attendance.ONLINE, languages=["sk"])
    weekly("Po slovensky", attendance=Attendance.ONLINE, languages=["sk"])
    weekly("Po anglicky", attendance=Attendance.ONLINE, languages=["en"])

    assert told(own, is_unsure=True) == {NEAREST: ["Po slovensky"]}


def test_a_meeting_without_anything_around_has_no_headings() -> None:
    assert told(weekly("Sama"), is_unsure=True) == {}


def test_all_of_a_section_are_a_search_that_rounds_where_it_looks() -> None:
    own = weekly("Tu", venue=make_venue((49.22314, 18.73942)))
    weekly("Iná", venue=make_venue(NEAR))

    (section,) = sections(own)

    assert section.more is not None
    assert section.more.query_string() == "at=49.22,18.74&topic=alcohol&when=tue&from=16:00&until=20:00"


@pytest.mark.parametrize("rows", [1, 3])
def test_queries_do_not_grow_with_what_is_around(rows: int, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    house, group = make_venue(), group_about("Nádej")
    own = weekly("Tu", group=group, venue=house)
    for number in range(rows):
        weekly(f"Skupiny {number}", group=group, venue=make_venue(FAR), rule={"weekday": 4})
        in_house(house, f"Pre rodinu {number}", Serves.RELATIVES)
        weekly(f"Blízka {number}", venue=make_venue(NEAR), rule={"access": Access.CLOSED})
    loaded = Meeting.objects.for_listing(NOW).get(pk=own.pk)
    assert loaded.effective_visibility is Visibility.PUBLIC

    with django_assert_num_queries(14), showing(Version(NOW, 1)):
        found = alternatives(loaded, ["alcohol"], now=NOW, is_unsure=True)

    assert sum(len(section.suggestions) for section in found) == 3 * rows


def test_the_hour_of_a_meeting_by_rule_is_that_of_its_rule() -> None:
    own = weekly("Tu", rule={"weekday": TUESDAY, "valid_until": TODAY - timedelta(days=1)})
    weekly("Iná", venue=make_venue(NEAR))

    assert told(own) == {SAME_HOUR: ["Iná"]}
