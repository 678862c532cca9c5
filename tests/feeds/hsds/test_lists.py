"""Lists of the HSDS API: their pages, and the shapes of what is on them."""

import json

import pytest
from django.test import Client

from groups.kinds import BodyKind
from groups.models import ServiceBody
from history.actions import save
from history.keeping import forget
from interchange.hsds.ids import Kind, made, named
from interchange.hsds.shape import simple
from interchange.records import Attendance
from meetings.kinds import Audience
from tests.feeds.hsds.visits import KIND, contents, listed, refused
from tests.feeds.hsds.world import groups_called
from tests.feeds.visits import body
from tests.meetings.visits import queries, today_meeting
from tests.meetings.world import ROAD, make_fellowship, make_group, make_meeting

pytestmark = pytest.mark.django_db


def test_page_says_where_in_the_list_it_is(client: Client) -> None:
    groups_called("A", "B", "C")

    found = listed(client, "services", "per_page=2&page=2")

    assert [one["name"] for one in found.pop("contents")] == ["C"]
    assert found == {
        "total_items": 3,
        "total_pages": 2,
        "page_number": 2,
        "size": 1,
        "first_page": False,
        "last_page": True,
        "empty": False,
    }


@pytest.mark.parametrize("number", [2, 10**18, 10**40])
def test_page_after_the_last_is_empty(client: Client, number: int) -> None:
    groups_called("A")

    found = listed(client, "services", f"page={number}")

    assert (found["empty"], found["last_page"], found["contents"]) == (True, True, [])


def test_list_of_nothing_says_so(client: Client) -> None:
    found = listed(client, "services")

    assert (found["total_items"], found["total_pages"], found["first_page"], found["last_page"]) == (0, 0, True, True)


@pytest.mark.parametrize("kind", KIND)
@pytest.mark.parametrize(
    "query", ["page=-1", "page=0", "page=x", "per_page=0", "per_page=1000000000", "nonsense=1", "lang=tlh", "search=%00"]
)
def test_what_means_nothing_is_named(client: Client, kind: str, query: str) -> None:
    status, named_ones = refused(client, f"/hsds/{kind}?{query}")

    assert (status, [one.partition("=")[0] for one in named_ones]) == (400, [query.partition("=")[0]])


@pytest.mark.parametrize("kind", KIND)
def test_slash_at_the_end_and_the_usual_format_change_nothing(client: Client, kind: str) -> None:
    groups_called("A")

    assert body(client, f"/hsds/{kind}") == body(client, f"/hsds/{kind}/") == body(client, f"/hsds/{kind}?format=json")


@pytest.mark.parametrize("kind", KIND)
def test_headers_are_those_of_a_feed(client: Client, kind: str) -> None:
    response = client.get(f"/hsds/{kind}")
    again = client.get(f"/hsds/{kind}", headers={"If-None-Match": response.headers["ETag"]})

    assert response.headers["Access-Control-Allow-Origin"] == "*"
    assert response.headers["Cache-Control"] == "public, max-age=60, stale-while-revalidate=60"
    assert (response.headers["Content-Type"], "Set-Cookie" in response.headers) == ("application/json", False)
    assert again.status_code == 304
    assert client.post(f"/hsds/{kind}").status_code == 405


def test_metadata_says_which_version(client: Client) -> None:
    found = json.loads(body(client, "/hsds/"))

    assert (found["version"], found["publisher"]["website"]) == ("3.1", "http://testserver/")
    assert {"profile", "openapi_url"} <= found.keys()


@pytest.mark.parametrize("kind", ["services", "service_at_locations", "locations", "organizations"])
@pytest.mark.parametrize("shape", ["full=true", "full=false"])
def test_a_longer_list_asks_no_more_questions(client: Client, kind: str, shape: str) -> None:
    region = save(ServiceBody(name="Stred", kind=BodyKind.REGION), by=None, source=ROAD)
    groups_called("A", service_body=region)
    queries(client, f"/hsds/{kind}?{shape}")  # what a process asks once
    forget()
    alone = queries(client, f"/hsds/{kind}?{shape}")

    groups_called("B", "C", service_body=region)
    for name in ("Y", "Z"):
        save(ServiceBody(name=name, kind=BodyKind.REGION, parent=region), by=None, source=ROAD)
    forget()

    assert queries(client, f"/hsds/{kind}?{shape}") == alone


def test_meeting_in_both_ways_is_listed_twice(client: Client) -> None:
    today_meeting(attendance=Attendance.HYBRID)

    found = listed(client, "service_at_locations", "full=true")
    second = contents(client, "service_at_locations", "per_page=1&page=2")

    assert [one["location"]["location_type"] for one in found["contents"]] == ["physical", "virtual"]
    assert (found["total_items"], [one["id"] for one in second]) == (2, [found["contents"][1]["id"]])


def test_simple_services_have_nothing_of_which_there_may_be_several(client: Client) -> None:
    groups_called("A")

    (simple,), (full,) = contents(client, "services"), contents(client, "services", "full=true")
    (minimal,) = contents(client, "services", "minimal=true")

    assert [name for name, value in simple.items() if isinstance(value, list)] == []
    assert {name: full[name] for name in simple if name != "organization"} == {
        name: value for name, value in simple.items() if name != "organization"
    }
    assert minimal == {"id": full["id"], "last_modified": full["last_modified"]}


@pytest.mark.parametrize("kind", ["services", "service_at_locations"])
def test_simple_objects_say_what_the_whole_ones_say(client: Client, kind: str) -> None:
    groups_called("A", "B")
    group = make_group("C", attendance_conditions={"en": "Ring the bell."})
    today_meeting("C", group=group, attendance=Attendance.HYBRID, audiences_only=[Audience.WOMEN])
    today_meeting("D", group=group, listed_on=None, notes={"en": "Bring a cup."})

    short, long = (contents(client, kind, f"full={is_full}") for is_full in ("false", "true"))

    assert len(short) == len(long) > 2
    assert [{**simple(two), **one} for one, two in zip(short, long, strict=True)] == short
    assert [{name: value for name, value in simple(two).items() if name != "service"} for two in long] == [
        {name: value for name, value in one.items() if name != "service"} for one in short
    ]


def test_lines_are_all_objects_of_all_pages(client: Client) -> None:
    groups_called("A", "B", "C")

    for kind in ("services", "service_at_locations", "locations"):
        lines = body(client, f"/hsds/{kind}?format=ndjson&per_page=1&full=true").splitlines()

        assert [json.loads(line) for line in lines] == contents(client, kind, "full=true")


def test_texts_are_in_the_language_asked_for(client: Client) -> None:
    make_meeting("Bez rozvrhu", group=make_group("A"), listed_on=None)

    said = {contents(client, "services", f"lang={language}")[0]["alert"] for language in ("en", "sk", "pl")}

    assert len(said) == 3


def test_a_fellowship_is_an_organization_and_a_body_stands_under_it(client: Client) -> None:
    region = ServiceBody(name="Stred", kind=BodyKind.REGION, fellowship=make_fellowship("aa"), website="https://example.org/stred")
    save(region, by=None, source=ROAD)

    found = contents(client, "organizations")

    assert found == [
        {"id": str(named("organization", "aa")), "name": "AA", "description": "AA"},
        {
            "id": str(made(Kind.BODY, region.public_id)),
            "name": "Stred",
            "description": "region",
            "website": "https://example.org/stred",
            "parent_organization_id": str(named("organization", "aa")),
        },
    ]
    assert [one["name"] for one in contents(client, "organizations", "search=stre")] == ["Stred"]
    assert [one["name"] for one in contents(client, "organizations", "per_page=1&page=2")] == ["Stred"]


def test_terms_are_those_of_their_taxonomy(client: Client) -> None:
    make_fellowship("aa")

    taxonomies = {one["name"]: one["id"] for one in contents(client, "taxonomies")}
    found = contents(client, "taxonomy_terms", f"taxonomy_id={taxonomies['Programmes']}")

    assert [*taxonomies] == ["Programmes", "Topics", "Formats", "Audiences", "Facilities", "Who may come"]
    assert [(one["code"], one["name"], one["taxonomy_detail"]["id"]) for one in found] == [("aa", "AA", taxonomies["Programmes"])]
