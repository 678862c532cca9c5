"""What feeds may be asked, and what they refuse."""

import json

import pytest
from django.http import QueryDict
from django.test import Client

from feeds.asking import question
from meetings.access import Who
from meetings.search import MeetingSearch

pytestmark = pytest.mark.django_db


def refused(query: str) -> tuple[str, ...]:
    return question(QueryDict(query)).refused


def test_question_reads_the_parameters_of_the_page() -> None:
    asked = question(QueryDict("who=family&within=50&lang=sk&loss=1"))

    assert (asked.search, asked.language, asked.wants_loss) == (MeetingSearch(who=Who.FAMILY, within=50), "sk", True)
    assert asked.refused == ()


@pytest.mark.parametrize(
    ("query", "named"),
    [
        ("near=Žilina", ("near",)),
        ("page=2", ("page",)),
        ("topik=alcohol", ("topik",)),
        ("topic=alcohool", ("topic=alcohool",)),
        ("when=neverr&within=999", ("within=999", "when=neverr")),
        ("place=atlantis", ("place=atlantis",)),
        ("lang=xx", ("lang=xx",)),
        ("loss=yes", ("loss=yes",)),
        ("ids=short", ("ids=short",)),
        ("ids=2345678a&who=family", ("who",)),
        ("who=&topic=", ()),
        ("ids=2345678a,2345678b&lang=sk&discreet=1&loss=1", ()),
    ],
)
def test_what_means_nothing_in_a_feed_is_named(query: str, named: tuple[str, ...]) -> None:
    assert refused(query) == named


def test_more_than_a_hundred_ids_are_refused() -> None:
    many = ",".join(f"2345{number:04}" for number in range(2222, 9999) if not {"0", "1"} & set(str(number)))

    assert len(refused(f"ids={many[: 9 * 100 - 1]}")) == 0
    assert len(refused(f"ids={many[: 9 * 101 - 1]}")) == 1


@pytest.mark.parametrize("suffix", ["json", "ics"])
def test_refusal_is_a_problem_document(client: Client, suffix: str) -> None:
    response = client.get(f"/meetings.{suffix}?topik=x&when=neverr")

    assert (response.status_code, response.headers["Content-Type"]) == (400, "application/problem+json")
    assert json.loads(response.content) == {
        "type": "about:blank",
        "title": "Bad Request",
        "status": 400,
        "detail": "These mean nothing in a feed: topik, when=neverr.",
        "parameters": ["topik", "when=neverr"],
    }


@pytest.mark.parametrize(
    "query",
    [
        "at=999,999",
        "q=%00",
        "q=%ff%fe",
        f"q={'a' * 5000}",
        f"topic={'x' * 5000}",
        "&".join(["language=sk"] * 3000),
        "&".join(f"p{number}=1" for number in range(3000)),
        "date=9999-99-99",
        "ids=%00",
        "from=25:00",
        "tz=../../etc",
    ],
)
@pytest.mark.parametrize("suffix", ["json", "ics"])
def test_hostile_questions_are_answered_or_refused(client: Client, suffix: str, query: str) -> None:
    assert client.get(f"/meetings.{suffix}?{query}").status_code in {200, 400}


def test_exact_coordinates_do_not_stay_in_the_address(client: Client) -> None:
    response = client.get("/meetings.ics?at=49.22315,18.73941&lang=sk")

    assert (response.status_code, response.headers["Location"]) == (302, "/meetings.ics?at=49.22,18.74&lang=sk")
    assert response.headers["Cache-Control"] == "no-store"
