"""A search as a sentence, in every language."""

from datetime import date, time

import pytest
from django.conf import settings as site
from django.http import QueryDict
from django.utils.translation import override
from hypothesis import given, settings
from pytest_django import DjangoAssertNumQueries

from groups.models import Fellowship
from languages.fold import fold
from meetings.access import Who
from meetings.filters import MeetingFilter
from meetings.headings import removable, sentence
from meetings.search import How, MeetingSearch
from meetings.windows import When
from places.distance import Point
from places.models import Place
from tests.meetings.test_search_value import searches
from tests.meetings.world import make_fellowship, make_group

pytestmark = pytest.mark.django_db

LANGUAGES = [code for code, _name in site.LANGUAGES]
HERE = Point(49.22, 18.74)
FAMILY_EVENING = MeetingSearch(fellowship=("aa",), when=When.TUE, earliest=time(17), latest=time(21), who=Who.FAMILY)
# Words that stand in English sentences and in no others.
ENGLISH = {
    "meetings",
    "gatherings",
    "near",
    "within",
    "you",
    "that",
    "may",
    "attend",
    "only",
    "on",
    "at",
    "in",
    "the",
    "next",
    "today",
    "tomorrow",
    "now",
    "any",
    "from",
    "until",
}


def zilina() -> Place:
    return Place(name="Žilina", country="SK", slug="zilina")


def said(language: str, search: MeetingSearch, place: Place | None = None) -> str:
    with override(language):
        return sentence(search, place)


@pytest.fixture
def aa() -> Fellowship:
    return make_fellowship("aa", name={"en": "Alcoholics Anonymous"}, abbreviation={"en": "AA"})


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "AA meetings near Žilina on Tuesday from 17:00 to 21:00 that family may attend"),
        ("sk", "Stretnutia AA: Žilina a okolie, v utorok od 17:00 do 21:00 – prísť môžu aj blízki"),
        ("pl", "Spotkania AA w pobliżu: Žilina, we wtorek od 17:00 do 21:00 – mogą przyjść także bliscy"),
        ("cs", "Setkání AA: Žilina a okolí, v úterý od 17:00 do 21:00 – přijít mohou i blízcí"),
    ],
)
def test_a_search_is_a_sentence(aa: Fellowship, language: str, text: str) -> None:
    assert said(language, FAMILY_EVENING, zilina()) == text


@pytest.mark.parametrize(
    ("search", "place", "text"),
    [
        (MeetingSearch(), None, "Meetings in the next 7 days"),
        (MeetingSearch(when=When.NOW), zilina(), "Meetings near Žilina now"),
        (MeetingSearch(within=50), zilina(), "Meetings within 50 km of Žilina in the next 7 days"),
        (MeetingSearch(at=HERE, when=When.TODAY), None, "Meetings near you today"),
        (MeetingSearch(at=HERE, within=5, when=When.ANY), None, "Meetings within 5 km of you at any time"),
        (MeetingSearch(how=(How.ONLINE,)), None, "Meetings online in the next 7 days"),
        (MeetingSearch(how=(How.ONLINE,)), zilina(), "Meetings near Žilina in the next 7 days. Only: Online"),
        (MeetingSearch(date=date(2026, 12, 24)), None, "Meetings on Thursday 24 December 2026"),
        (MeetingSearch(when=When.TODAY, earliest=time(18)), None, "Meetings today from 18:00"),
        (MeetingSearch(when=When.SAT, latest=time(9, 30)), None, "Meetings on Saturday until 09:30"),
        (
            MeetingSearch(language=("sk", "hu"), facility=("lift",)),
            None,
            "Meetings in the next 7 days. Only: Slovak or Hungarian; Lift",
        ),
        (MeetingSearch(kind=("all",), who=Who.YOUNG), None, "Gatherings in the next 7 days that people under 18 may attend"),
        (MeetingSearch(kind=("camp",)), None, "Gatherings in the next 7 days. Only: camp"),
        (
            MeetingSearch(unconfirmed=True, q="nádej"),
            None,
            "Meetings in the next 7 days. Only: With the words “nádej”. Unconfirmed ones too",
        ),
    ],
)
def test_each_part_of_a_search_is_said(search: MeetingSearch, place: Place | None, text: str) -> None:
    assert said("en", search, place) == text


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("sk", "Stretnutia vo štvrtok 24. decembra 2026"),
        ("pl", "Spotkania w czwartek 24 grudnia 2026"),
        ("cs", "Setkání ve čtvrtek 24. prosince 2026"),
    ],
)
def test_a_date_is_declined(language: str, text: str) -> None:
    assert said(language, MeetingSearch(date=date(2026, 12, 24))) == text


def test_a_fellowship_without_an_abbreviation_is_said_by_its_name(aa: Fellowship) -> None:
    make_fellowship("clubs", name={"en": "Abstinence clubs"})

    assert said("en", MeetingSearch(fellowship=("aa", "clubs"))) == (
        "Meetings in the next 7 days. Only: Alcoholics Anonymous or Abstinence clubs"
    )


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_search_is_said_wholly_in_the_language(aa: Fellowship, language: str) -> None:
    @settings(max_examples=200, deadline=None)
    @given(search=searches())
    def is_whole(search: MeetingSearch) -> None:
        place = zilina() if search.place else None

        text = said(language, search, place)

        words = set(fold(text.replace(search.q or "\0", "")).split())
        assert "  " not in text
        assert text == text.strip()
        assert not words & ({"none"} if language == "en" else {"none", *ENGLISH})
        assert "%" not in text.replace(search.q or "\0", "")

    is_whole()


def test_what_is_shown_on_the_page_costs_no_further_question(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    group = make_group()
    asked = MeetingFilter(QueryDict(f"group={group.public_id}&language=sk&facility=lift"))
    narrowing = list(removable(asked.search))

    with django_assert_num_queries(0):
        text = sentence(asked.search, None, narrowing)

    assert text == "Meetings in the next 7 days. Only: Slovak; Lift; Nádej"


@pytest.mark.parametrize("number", [1, 20])
def test_many_values_of_a_filter_are_named_by_one_question(number: int, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    groups = [make_group(f"Skupina {count}") for count in range(number)]
    asked = MeetingFilter(QueryDict("&".join(f"group={group.public_id}" for group in groups)))

    with django_assert_num_queries(1):
        labels = [one.label for one in removable(asked.search)]

    assert labels == [group.name for group in groups]
