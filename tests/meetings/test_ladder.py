"""No dead end: the rungs below a search that finds little, and what its filters hide."""

from datetime import date, time, timedelta

import pytest
from django.db import connection
from django.http import QueryDict
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from django.utils.translation import override
from pytest_django import DjangoAssertNumQueries

from history.keeping import Version, showing
from interchange.records import Access, Attendance
from meetings.access import Who
from meetings.filters import MeetingFilter
from meetings.headings import removable
from meetings.ladder import WaysOn, ladder, ways_on
from meetings.results import answer
from meetings.search import How, MeetingSearch
from meetings.windows import When
from places.distance import Point
from places.models import Visibility
from tests.meetings.visits import page, today_meeting
from tests.meetings.world import FRIDAY, NOW, TUESDAY, WEDNESDAY, ZILINA, make_meeting, make_rule, make_venue

pytestmark = pytest.mark.django_db

HERE = Point(49.22, 18.74)
MARTIN = (49.0636, 18.9214)  # 22 km from Žilina
BANSKA_BYSTRICA = (48.7363, 19.1462)  # 61 km


def meeting_on(weekday: int, minute: int = 1320, **fields: object) -> None:
    make_rule(make_meeting(**fields), weekday=weekday, start_minute=minute)  # type: ignore[arg-type]


def in_town(at: tuple[float, float], city: str, **fields: object) -> None:
    meeting_on(TUESDAY, venue=make_venue(at, city=city, **fields))


def rungs(search: MeetingSearch, centre: Point | None = None) -> list[tuple[str, str, str]]:
    return [(rung.label, rung.found, rung.search.query_string()) for rung in ladder(search, now=NOW, centre=centre)]


def onward(query: str, centre: Point | None = None) -> WaysOn:
    asked = MeetingFilter(QueryDict(query))
    results = answer(asked.search, now=NOW, centre=centre)
    return ways_on(results, removable(asked.search), now=NOW, centre=centre)


def test_who_comes_too_late_is_offered_later_today_then_tomorrow_then_the_week() -> None:
    meeting_on(TUESDAY)
    meeting_on(WEDNESDAY)
    meeting_on(FRIDAY)

    assert rungs(MeetingSearch(when=When.NOW)) == [
        ("Later today", "1 meeting", "when=today"),
        ("Tomorrow instead of today", "1 meeting", "when=tomorrow"),
        ("Any day in the next 7 days", "3 meetings", ""),
    ]


def test_a_rung_that_finds_no_more_than_the_one_below_is_left_out() -> None:
    meeting_on(TUESDAY)

    assert rungs(MeetingSearch(when=When.NOW)) == [("Later today", "1 meeting", "when=today")]


def test_other_hours_come_before_other_days() -> None:
    meeting_on(TUESDAY)

    found = rungs(MeetingSearch(when=When.TODAY, earliest=time(8), latest=time(9)))

    assert found == [("At any hour of the day", "1 meeting", "when=today")]


def test_the_day_after_a_date_is_called_by_its_name() -> None:
    meeting_on(FRIDAY)

    found = rungs(MeetingSearch(date=date(2026, 12, 17)))

    assert found[0] == ("A day later: Friday 18 December", "1 meeting", "date=2026-12-18")


def test_a_wider_circle_names_the_nearest_town_and_is_no_wider_than_it_must_be() -> None:
    in_town(BANSKA_BYSTRICA, "Banská Bystrica")

    found = rungs(MeetingSearch(at=HERE, when=When.TODAY), HERE)

    assert found == [("Up to 100 km away: Banská Bystrica, 61 km", "1 meeting", "at=49.22,18.74&within=100&when=today")]


def test_a_wider_circle_at_another_time_is_the_last_but_online() -> None:
    meeting_on(FRIDAY, venue=make_venue(BANSKA_BYSTRICA, city="Banská Bystrica"))

    found = rungs(MeetingSearch(at=HERE, when=When.TODAY), HERE)

    label = "Up to 200 km away, at any time: Banská Bystrica, 61 km"
    assert found == [(label, "1 meeting", "at=49.22,18.74&within=200&when=any")]


def test_of_a_house_that_is_not_public_only_the_town_is_told() -> None:
    in_town(MARTIN, "Martin", visibility=Visibility.ON_CONTACT, street="Tajná 7")

    (rung,) = ladder(MeetingSearch(at=HERE, within=10), now=NOW, centre=HERE)

    assert rung.label.startswith("Up to 25 km away")
    assert "Tajná" not in rung.label


def test_online_is_offered_in_the_reader_s_language_else_in_any() -> None:
    meeting_on(TUESDAY, attendance=Attendance.ONLINE, languages=("sk",))
    nowhere = MeetingSearch(at=Point(-45.0, 170.0), who=Who.FAMILY)

    with override("sk"):
        own = ladder(nowhere, now=NOW, centre=nowhere.at)[-1].search
    with override("pl"):
        any_language = ladder(nowhere, now=NOW, centre=nowhere.at)[-1].search

    assert own == MeetingSearch(how=(How.ONLINE,), language=("sk",), who=Who.FAMILY)
    assert any_language == MeetingSearch(how=(How.ONLINE,), who=Who.FAMILY)


def test_where_there_is_nothing_there_is_no_rung() -> None:
    assert rungs(MeetingSearch(at=HERE, when=When.NOW), HERE) == []


def test_with_few_results_the_next_rungs_are_offered_as_well() -> None:
    meeting_on(TUESDAY)
    meeting_on(WEDNESDAY)

    found = onward("when=today")

    assert [rung.label for rung in found.rungs] == ["Tomorrow instead of today", "Any day in the next 7 days"]
    assert found.is_needed


def test_with_three_results_nothing_else_is_offered() -> None:
    for _number in range(3):
        meeting_on(TUESDAY)
    meeting_on(WEDNESDAY)

    assert onward("when=today") == WaysOn([], [], is_needed=False)


def test_what_a_filter_hides_is_counted_and_one_click_away() -> None:
    for access in (Access.OPEN, Access.CLOSED, Access.CLOSED):
        make_rule(make_meeting(facilities=("child_care",)), access=access)
    make_rule(make_meeting())

    found = onward("who=professional&facility=child-care")

    assert [(rung.label, rung.search.query_string()) for rung in found.without] == [
        ("2 more without: I help people professionally", "facility=child-care"),
        ("1 more without: somebody looks after children", "who=professional"),
    ]


def test_a_count_of_what_is_hidden_has_an_end(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("meetings.ladder.COUNTED", 2)
    for _number in range(4):
        meeting_on(TUESDAY)

    found = onward("language=hu")

    assert [rung.label for rung in found.without] == ["More than 2 more without: Hungarian"]


def test_where_no_single_filter_is_to_blame_all_of_them_can_be_left() -> None:
    meeting_on(TUESDAY)

    found = onward("language=hu&audience=women&when=today")

    assert [(rung.label, rung.found, rung.search) for rung in found.without] == [
        ("Without all of these filters", "1 meeting", MeetingSearch(when=When.TODAY))
    ]


def test_a_full_page_asks_no_further(client: Client) -> None:
    for number in range(26):
        today_meeting(f"Stretnutie {number}")

    content = page(client, "/en/meetings/?how=in-person")

    assert "Not the right one?" not in content
    assert "more without" not in content


def test_results_that_nobody_vouches_for_are_no_reason_to_stop() -> None:
    meeting_on(TUESDAY, listed_on=timezone.localdate(NOW) - timedelta(days=200))
    meeting_on(WEDNESDAY)

    assert [rung.label for rung in onward("when=today").rungs] == ["Tomorrow instead of today"]


@pytest.mark.parametrize("query", ["", "when=now", "at=-45.00,170.00&language=hu", "group=x"])
@pytest.mark.parametrize("language", ["en", "sk", "pl", "cs"])
def test_at_the_end_there_is_always_a_telephone(client: Client, query: str, language: str) -> None:
    content = page(client, f"/{language}/meetings/?{query}")

    last = content.partition('<ul class="ladder">')[2].partition("</ul>")[0].split("<li>")[-2:]
    assert 'href="#crisis"' in last[0]
    assert f'href="/{language}/help/"' in last[1]
    assert 'id="crisis"' in content


def test_a_discreet_ladder_stays_discreet(client: Client) -> None:
    today_meeting("Online", attendance=Attendance.ONLINE)

    content = page(client, "/en/meetings/?at=-45.00,170.00&discreet=1")

    ladder_links = content.partition('<ul class="ladder">')[2].partition("</ul>")[0].split('href="')[1:]
    assert all("discreet=1" in link.partition('"')[0] or link.startswith("#") for link in ladder_links)


def test_a_ladder_asks_a_bounded_number_of_questions(client: Client, django_assert_max_num_queries: DjangoAssertNumQueries) -> None:
    today_meeting()
    query = "at=49.22,18.74&within=1&beyond=1&fellowship=aa&who=me&when=now&from=08:00&how=online&how=phone&language=hu"

    with django_assert_max_num_queries(100):
        client.get(f"/en/meetings/?{query}&audience=women&facility=lift&q=x&method=other&group=x&body=x&venue=x")


def test_martin_is_nearer_than_banska_bystrica() -> None:
    in_town(MARTIN, "Martin")
    in_town(BANSKA_BYSTRICA, "Banská Bystrica")
    centre = Point(*ZILINA)

    (rung,) = ladder(MeetingSearch(at=HERE, within=5), now=NOW, centre=centre)

    assert rung.label == "Up to 25 km away: Martin, 22 km"


@pytest.mark.parametrize(("query", "is_kept"), [("topic=alcohol", True), ("q=nadej", False), ("at=49.22,18.74", False)])
def test_where_to_go_on_is_found_once_for_all_who_ask_the_same(query: str, is_kept: bool) -> None:
    search = MeetingFilter(QueryDict(query)).search
    results = answer(search, now=NOW, centre=None)
    found = []

    for _visitor in range(2):
        with showing(Version(NOW, 1)):
            found.append(ways_on(results, [], now=NOW, centre=None))

    assert found[0] == found[1]
    assert (found[0] is found[1]) == is_kept


def test_where_to_go_on_is_said_in_the_language_of_each() -> None:
    make_rule(make_meeting(), weekday=WEDNESDAY)
    results = answer(MeetingSearch(when=When.TODAY), now=NOW, centre=None)

    with showing(Version(NOW, 1)):
        english = ways_on(results, [], now=NOW, centre=None)
        with override("sk"):
            slovak = ways_on(results, [], now=NOW, centre=None)

    assert english.rungs[0].label == "Tomorrow instead of today"
    assert slovak.rungs[0].label == "Zajtra namiesto dneška"


def test_what_the_words_hide_is_counted_once_for_all_but_what_has_them_anew() -> None:
    make_rule(make_meeting(), weekday=WEDNESDAY)
    search = MeetingFilter(QueryDict("q=ruza")).search
    results, asked = answer(search, now=NOW, centre=None), []

    for _visitor in range(2):
        with showing(Version(NOW, 1)), CaptureQueriesContext(connection) as queries:
            ways_on(results, removable(search), now=NOW, centre=None)
        asked.append(sum("WITH weeks" in one["sql"] for one in queries))

    assert asked == [4, 1]
