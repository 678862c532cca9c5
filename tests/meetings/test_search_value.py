"""A search is a value: what is parsed from an address writes itself back as that address."""

from datetime import date, time

import pytest
from django.http import QueryDict
from hypothesis import given, settings
from hypothesis import strategies as st

from meetings.access import Who
from meetings.filters import MeetingFilter
from meetings.search import How, MeetingSearch, Sort
from meetings.windows import When
from places.distance import Point
from tests.meetings.world import make_fellowship

pytestmark = pytest.mark.django_db


def parsed(query: str) -> MeetingSearch:
    return MeetingFilter(QueryDict(query)).search


def ignored(query: str) -> list[str]:
    return MeetingFilter(QueryDict(query)).ignored


@pytest.mark.parametrize(
    ("query", "search"),
    [
        ("", MeetingSearch()),
        ("place=zilina&within=50", MeetingSearch(place="zilina", within=50)),
        ("at=49.22,18.74", MeetingSearch(at=Point(49.22, 18.74))),
        ("who=family&when=tue", MeetingSearch(who=Who.FAMILY, when=When.TUE)),
        ("date=2026-12-24&from=18:00&until=02:00", MeetingSearch(date=date(2026, 12, 24), earliest=time(18), latest=time(2))),
        ("how=online&how=in-person", MeetingSearch(how=(How.ONLINE, How.IN_PERSON))),
        ("fellowship=aa", MeetingSearch(fellowship=("aa",))),
        ("language=sk&language=svk", MeetingSearch(language=("sk", "svk"))),
        ("not-only=women&not-only=men", MeetingSearch(not_only=("women", "men"))),
        ("facility=step-free&audience=women", MeetingSearch(facility=("step-free",), audience=("women",))),
        ("q=nádej&unconfirmed=1&sort=name&page=3", MeetingSearch(q="nádej", unconfirmed=True, sort=Sort.NAME, page=3)),
        ("tz=America/New_York", MeetingSearch(tz="America/New_York")),
    ],
)
def test_an_address_is_read_as_a_search(query: str, search: MeetingSearch) -> None:
    make_fellowship("aa")

    assert parsed(query) == search
    assert ignored(query) == []


@pytest.mark.parametrize(
    ("query", "left_out"),
    [
        ("colour=red", ["colour"]),
        ("when=someday", ["when=someday"]),
        ("within=9000", ["within=9000"]),
        ("within=abc", ["within=abc"]),
        ("at=999,999", ["at=999,999"]),
        ("at=nan,nan", ["at=nan,nan"]),
        ("date=2026-13-45", ["date=2026-13-45"]),
        ("from=25:00", ["from=25:00"]),
        ("page=-1", ["page=-1"]),
        ("fellowship=aa&fellowship=zz", ["fellowship=zz"]),
        ("tz=Mars/Olympus", ["tz=Mars/Olympus"]),
        ("unconfirmed=yes", ["unconfirmed=yes"]),
        ("language=<script>", ["language=<script>"]),
    ],
)
def test_what_cannot_be_read_is_left_out_and_named(query: str, left_out: list[str]) -> None:
    make_fellowship("aa")

    assert ignored(query) == left_out


def test_of_several_values_the_known_ones_are_kept() -> None:
    make_fellowship("aa")

    assert parsed("fellowship=aa&fellowship=zz").fellowship == ("aa",)


@st.composite
def searches(draw: st.DrawFn) -> MeetingSearch:
    """Searches with every parameter, as an address can say them."""
    degrees = st.tuples(st.integers(-9000, 9000), st.integers(-18000, 18000))
    codes = st.lists(st.sampled_from(["sk", "hu", "svk"]), max_size=2, unique=True).map(tuple)
    return MeetingSearch(
        place=draw(st.sampled_from(["", "zilina", "springfield-us-il"])),
        at=draw(st.one_of(st.none(), degrees.map(lambda pair: Point(pair[0] / 100, pair[1] / 100)))),
        within=draw(st.integers(1, 200)),
        beyond=draw(st.one_of(st.none(), st.integers(1, 200))),
        fellowship=draw(st.sampled_from([(), ("aa",)])),
        method=draw(st.sampled_from([(), ("twelve-step", "other")])),
        who=draw(st.sampled_from([None, *Who])),
        when=draw(st.sampled_from(list(When))),
        date=draw(st.one_of(st.none(), st.dates(date(2020, 1, 1), date(2030, 1, 1)))),
        earliest=draw(st.one_of(st.none(), st.times().map(lambda at: at.replace(second=0, microsecond=0)))),
        how=draw(st.lists(st.sampled_from(How), max_size=3, unique=True).map(tuple)),
        language=draw(codes),
        kind=draw(st.sampled_from([("meeting",), ("all",), ("social", "camp")])),
        q=draw(st.sampled_from(["", "nádej & svetlo", "a+b", "Łódź 100%"])),
        unconfirmed=draw(st.booleans()),
        sort=draw(st.sampled_from(Sort)),
        page=draw(st.integers(1, 50)),
    )


def test_a_search_writes_itself_back_as_its_address() -> None:
    make_fellowship("aa")

    @settings(max_examples=150, deadline=None)
    @given(search=searches())
    def comes_back(search: MeetingSearch) -> None:
        assert parsed(search.query_string()) == search
        assert parsed(search.query_string()).query_string() == search.query_string()

    comes_back()


def test_defaults_are_left_out_of_an_address() -> None:
    assert parsed("when=week&within=25&kind=meeting&sort=time&page=1").query_string() == ""


def test_an_address_is_in_canonical_order() -> None:
    make_fellowship("aa")

    assert parsed("who=me&fellowship=aa&place=zilina").query_string() == "place=zilina&fellowship=aa&who=me"


def test_a_filter_is_taken_away_with_the_page_number() -> None:
    search = MeetingSearch(how=(How.ONLINE, How.PHONE), page=4)

    assert search.without("how", How.PHONE) == MeetingSearch(how=(How.ONLINE,))
    assert search.without("how") == MeetingSearch()
