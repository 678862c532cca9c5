"""The page of a town: true for weeks, small, and silent about hidden houses."""

import gzip
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone
from django.utils.translation import override
from pytest_django import DjangoAssertNumQueries

from groups.kinds import Serves
from history.keeping import Version, showing
from interchange.records import Access, Attendance, Frequency
from meetings import place_pages
from meetings.actions import save_exception
from meetings.kinds import ExceptionKind
from meetings.models import Meeting, ScheduleException
from meetings.place_pages import town_km
from meetings.views.browse import drawn_town
from places.models import Place, Visibility
from tests.meetings.visits import page, today_meeting
from tests.meetings.world import ROAD, make_group, make_meeting, make_rule, make_venue

pytestmark = pytest.mark.django_db
TERCHOVA = (49.2591, 19.0292)  # 22 km from Žilina


def listed(name: str, **fields: object) -> Meeting:
    """A meeting every Tuesday at 18:00, confirmed now."""
    rule = fields.pop("rule", {})
    meeting = make_meeting(name, **{"listed_on": timezone.localdate(), **fields})  # type: ignore[arg-type]
    make_rule(meeting, **rule)  # type: ignore[arg-type]
    return meeting


@pytest.mark.parametrize(("population", "km"), [(0, 3), (2000, 3), (80_000, 6), (780_000, 12), (9_000_000, 20)])
def test_a_town_reaches_as_far_as_its_people_need(population: int, km: int) -> None:
    assert town_km(Place(population=population)) == km


def test_a_meeting_is_told_as_a_rule(client: Client, gazetteer: None) -> None:
    listed("Nádej")

    content = page(client, "/en/places/zilina/")

    order = [
        content.index(text) for text in (">Tuesday<", "18:00 to 19:30", ">Nádej<", "AA", "Dom, Hlavná 1, Žilina", "Anyone may come")
    ]
    assert order == sorted(order)
    assert "Slovakia" not in content[content.index(">Tuesday<") :]


def test_the_page_says_no_next_date(client: Client, gazetteer: None) -> None:
    today_meeting("Nádej")

    content = page(client, "/en/places/zilina/")

    assert "Nádej" in content
    assert "Today" not in content


def test_meetings_stand_under_their_weekdays_in_the_order_of_time(client: Client, gazetteer: None) -> None:
    listed("Evening", rule={"weekday": 0, "start_minute": 1200})
    listed("Morning", rule={"weekday": 0, "start_minute": 540})
    listed("Sunday", rule={"weekday": 6})
    listed("Asked", rule={"frequency": Frequency.BY_APPOINTMENT, "weekday": None, "start_minute": None, "duration_minutes": None})

    content = page(client, "/en/places/zilina/")

    order = [content.index(f">{text}<") for text in ("Monday", "Morning", "Evening", "Sunday", "Asked")]
    assert order == sorted(order)


def test_what_is_not_every_week_says_when(client: Client, gazetteer: None) -> None:
    listed("Nádej", rule={"frequency": Frequency.MONTHLY_BY_WEEKDAY, "ordinals": (-1,)})

    assert "On the last Tuesday of the month, 18:00 to 19:30" in page(client, "/en/places/zilina/")


def test_a_rule_that_is_over_is_left_out(client: Client, gazetteer: None) -> None:
    yesterday = timezone.localdate() - timedelta(days=1)
    listed("Camp", rule={"frequency": Frequency.ONCE, "first_on": yesterday, "weekday": None})
    listed("Summer", rule={"valid_until": yesterday})

    content = page(client, "/en/places/zilina/")

    assert ("Camp" in content, "Summer" in content) == (False, False)


def test_dates_that_differ_are_told_for_sixty_days(client: Client, gazetteer: None) -> None:
    today = timezone.localdate()
    meeting = today_meeting("Nádej")
    for days in (7, 14, 70):
        on = today + timedelta(days=days)
        closed = ScheduleException(meeting=meeting, kind=ExceptionKind.CANCELLED, first_on=on, last_on=on)
        save_exception(closed, by=None, source=ROAD)

    content = page(client, "/en/places/zilina/")

    first, second = today + timedelta(days=7), today + timedelta(days=14)
    assert f"Does not meet on {first.day} {first:%B} and {second.day} {second:%B}." in content


def test_a_date_at_another_time_is_told_once(client: Client, gazetteer: None) -> None:
    on = timezone.localdate() + timedelta(days=7)
    moved = ScheduleException(meeting=today_meeting("Nádej"), kind=ExceptionKind.MOVED, first_on=on, last_on=on, to_minute=600)
    save_exception(moved, by=None, source=ROAD)

    content = page(client, "/en/places/zilina/")

    assert f"Changed: {on:%A} {on.day} {on:%B}, 10:00 to 11:30." in content
    assert "Does not meet" not in content


def test_a_date_at_a_hidden_house_tells_only_its_town(client: Client, gazetteer: None) -> None:
    on = timezone.localdate() + timedelta(days=7)
    hidden = make_venue(name="Secret villa", street="Secret 7", visibility=Visibility.ON_CONTACT)
    moved = ScheduleException(meeting=today_meeting("Nádej"), kind=ExceptionKind.MOVED, first_on=on, last_on=on, to_venue=hidden)
    save_exception(moved, by=None, source=ROAD)

    content = page(client, "/en/places/zilina/")

    assert "at another place: Žilina, Slovakia." in content
    assert "Secret" not in content


@pytest.mark.parametrize(("visibility", "shows_district"), [(Visibility.AREA_ONLY, True), (Visibility.ON_CONTACT, False)])
def test_a_hidden_house_is_not_told(client: Client, gazetteer: None, visibility: str, shows_district: bool) -> None:
    listed("Quiet", venue=make_venue(name="Secret villa", street="Secret 7", district="Vlčince", visibility=visibility))

    content = page(client, "/en/places/zilina/")

    assert "Quiet" in content
    assert "Secret" not in content
    assert ("Vlčince" in content) is shows_district


def test_a_house_that_tells_only_its_town_is_not_found_by_its_village(client: Client, gazetteer: None) -> None:
    """Its coordinates are those of a place 22 km away, and its place is that village; only the town is public."""
    village = Place.objects.get(slug="terchova")
    far = make_venue((48.7164, 21.2611), place=village, city="Košice", visibility=Visibility.ON_CONTACT)
    Meeting.objects.filter(pk=listed("Quiet", venue=far).pk).update(latitude=48.7, longitude=21.3)

    assert "Quiet" not in page(client, "/en/places/terchova/")


def test_a_group_of_young_people_is_hidden_by_default(client: Client, gazetteer: None) -> None:
    listed("Teens", group=make_group("Teens", fellowship="alateen", serves=Serves.MINORS))

    content = page(client, "/en/places/zilina/")

    assert "Teens" in content
    assert "Hlavná" not in content


def test_what_is_online_or_elsewhere_is_not_of_the_town(client: Client, gazetteer: None) -> None:
    listed("Here")
    listed("Both", attendance=Attendance.HYBRID)
    listed("Online", attendance=Attendance.ONLINE)
    listed("Elsewhere", venue=make_venue(TERCHOVA, city="Terchová"))

    content = page(client, "/en/places/zilina/")

    assert [f">{name}<" in content for name in ("Here", "Both", "Online", "Elsewhere")] == [True, True, False, False]


def test_a_house_far_out_that_belongs_to_the_town_is_of_it(client: Client, gazetteer: None) -> None:
    listed("Edge", venue=make_venue(TERCHOVA, place=Place.objects.get(slug="zilina")))

    assert "Edge" in page(client, "/en/places/zilina/")


def test_what_nobody_confirms_is_one_click_away(client: Client, gazetteer: None) -> None:
    listed("Sure")
    listed("Unsure", listed_on=timezone.localdate() - timedelta(days=200))

    content = page(client, "/en/places/zilina/")

    assert ("Sure<" in content, "Unsure<" in content) == (True, False)
    assert 'href="/en/meetings/?place=zilina&amp;within=6&amp;when=any&amp;unconfirmed=1&amp;sort=distance"' in content


def test_where_nobody_confirms_anything_it_is_shown_with_a_warning(client: Client, gazetteer: None) -> None:
    listed("Unsure", listed_on=timezone.localdate() - timedelta(days=200))

    content = page(client, "/en/places/zilina/")

    assert "Unsure<" in content
    assert "Nobody has confirmed these meetings for half a year" in content


def test_the_page_has_a_bound_and_leads_beyond_it(client: Client, gazetteer: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(place_pages, "MOST_LINES", 2)
    for number in range(3):
        listed(f"Nádej {number}")

    content = page(client, "/en/places/zilina/")

    assert content.count("18:00 to 19:30") == 2
    assert 'href="/en/meetings/?place=zilina&amp;within=6&amp;when=any&amp;sort=distance"' in content


def test_a_meeting_whose_rules_do_not_all_fit_is_left_out_whole(
    client: Client, gazetteer: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(place_pages, "MOST_LINES", 2)
    listed("Once")
    daily = listed("Daily")
    make_rule(daily, weekday=4)

    content = page(client, "/en/places/zilina/")

    assert (">Once<" in content, ">Daily<" in content) == (True, False)


@pytest.mark.parametrize("count", [1, 3])
def test_the_page_asks_as_much_for_many_as_for_one(
    client: Client, gazetteer: None, django_assert_num_queries: DjangoAssertNumQueries, count: int
) -> None:
    for number in range(count):
        listed(f"Nádej {number}", group=make_group(f"G{number}", fellowship=f"f{number}"))

    with django_assert_num_queries(7):
        client.get("/en/places/zilina/")


def test_a_list_is_drawn_once_for_all_who_read_it(gazetteer: None, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    listed("Nádej")
    place, now = Place.objects.get(slug="zilina"), timezone.now()

    with showing(Version(now, 1)):
        first = drawn_town(place, now=now, is_discreet=False)
        with django_assert_num_queries(0):
            assert drawn_town(place, now=now, is_discreet=False) == first
        discreet = drawn_town(place, now=now, is_discreet=True)
        with override("sk"):
            slovak = drawn_town(place, now=now, is_discreet=False)

    assert "discreet=1" not in first.html
    assert "discreet=1" in discreet.html
    assert "Utorok" in slovak.html


def test_the_page_can_be_kept(client: Client, gazetteer: None) -> None:
    listed("Nádej")

    assert '<p id="keep" data-keep="/sk/places/zilina/" hidden></p>' in page(client, "/sk/places/zilina/")


def test_a_town_without_meetings_leads_to_the_nearest_and_online(client: Client, gazetteer: None) -> None:
    listed("Near")
    listed("Online", attendance=Attendance.ONLINE, languages=("sk",))

    content = page(client, "/en/places/terchova/")

    assert 'href="/en/places/zilina/">Žilina</a>, 21 km' in content
    assert "Online" in content
    assert '<meta name="robots" content="noindex">' in content


def test_an_unknown_place_leads_to_the_search(client: Client) -> None:
    response = client.get("/sk/places/nowhere/")

    assert response.status_code == 404
    assert 'name="near"' in response.content.decode()


@pytest.mark.parametrize("language", ["en", "pl", "sk"])
def test_the_same_address_has_the_same_meetings_in_every_language(client: Client, gazetteer: None, language: str) -> None:
    listed("Nádej", rule={"access": Access.CLOSED})

    content = page(client, f"/{language}/places/zilina/")

    assert content.count(">Nádej<") == 1


@pytest.mark.usefixtures("gazetteer")
def test_a_full_page_stays_under_sixty_kilobytes(client: Client) -> None:
    listed("Nádej")
    one = len(gzip.compress(client.get("/en/places/zilina/").content, 6))
    for number in range(9):
        venue = make_venue(name=f"Building {number * 7919}", street=f"Street of {number * 104_729} {number}")
        listed(f"Meeting {number * 1_299_709}", venue=venue, group=make_group(f"Group {number}"))

    ten = len(gzip.compress(client.get("/en/places/zilina/").content, 6))

    assert one + (ten - one) / 9 * place_pages.MOST_LINES < 60_000
