"""Lists: pages, searches, shapes."""

import json
from typing import Any
from urllib.parse import quote

import pytest
from django.test import Client
from django.utils import timezone

from groups.actions import save_group
from groups.kinds import BodyKind, GroupStatus
from groups.models import ServiceBody
from history.actions import save
from history.keeping import forget
from interchange.hsds.ids import Kind, made, named
from interchange.hsds.shape import simple
from interchange.records import Attendance
from meetings.actions import save_meeting
from meetings.kinds import Audience, MeetingStatus
from meetings.models import Meeting
from tests.feeds.hsds.visits import KIND, contents, listed, names, refused
from tests.feeds.visits import body
from tests.meetings.visits import queries, today_meeting
from tests.meetings.world import ROAD, make_fellowship, make_group, make_meeting

pytestmark = pytest.mark.django_db


def groups_called(*called: str, **fields: Any) -> None:
    for name in called:
        today_meeting(name, group=make_group(name, **fields))


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


@pytest.mark.parametrize(
    "query",
    [
        "full=maybe",
        "modified_after=yesterday",
        "modified_after=0001-01-01",
        "modified_after=2026-13-01",
        "organization_id=7",
        "taxonomy_term_id=x",
        "taxonomy_id=7",
        "sort=name",
        "ids=7k2m9pqr",
        "near=Lipnica",
        "place=nowhere",
        "fellowship=none",
    ],
)
def test_a_search_that_means_nothing_is_named(client: Client, query: str) -> None:
    status, named_ones = refused(client, f"/hsds/services?{query}")

    assert (status, len(named_ones)) == (400, 1)


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


def test_only_groups_with_published_meetings_are_services(client: Client) -> None:
    groups_called("A")
    make_meeting("B", group=make_group("B"), status=MeetingStatus.DRAFT)
    make_meeting("C", group=make_group("C", status=GroupStatus.PAUSED))
    make_group("D")

    assert names(client) == ["A"]


def test_all_meetings_count_without_a_word_about_time_or_truth(client: Client) -> None:
    make_meeting("Bez rozvrhu", group=make_group("A"), listed_on=None)

    (found,) = contents(client, "services")

    assert (found["name"], found["alert"]) == ("A", "Never confirmed yet. Please make sure before you go.")


def test_the_grammar_of_the_site_searches(client: Client) -> None:
    groups_called("A", fellowship="aa")
    groups_called("B", fellowship="na")

    assert names(client, "fellowship=na") == ["B"]
    assert names(client, f"group={make_group('C').public_id}") == []
    assert names(client, "search=B") == names(client, "q=B") == ["B"]
    assert [one["service"]["name"] for one in contents(client, "service_at_locations", "fellowship=na")] == ["B"]
    assert len(contents(client, "locations", "fellowship=na")) == 1


def test_terms_search_as_their_parameters_do(client: Client) -> None:
    groups_called("A", fellowship="aa")
    meeting = today_meeting("B", group=make_group("B", fellowship="na"), audiences_only=(Audience.PERSON_CONCERNED,))

    assert names(client, f"taxonomy_term_id={named('term', 'programme', 'aa')}") == ["A"]
    assert names(client, f"taxonomy_term_id={named('term', 'audience', 'person_concerned')}") == ["B"]
    assert refused(client, f"/hsds/services?taxonomy_term_id={meeting.rules.get().uid}")[0] == 400


def test_organization_narrows_to_its_own_groups(client: Client) -> None:
    region = save(ServiceBody(name="Stred", kind=BodyKind.REGION), by=None, source=ROAD)
    groups_called("A", service_body=region)
    groups_called("B")

    assert names(client, f"organization_id={made(Kind.BODY, region.public_id)}") == ["A"]
    assert names(client, f"organization_id={named('organization', 'aa')}") == ["B"]
    assert names(client, f"organization_id={named('organization', 'nobody')}") == []
    assert len(contents(client, "service_at_locations", f"organization_id={named('organization', 'aa')}")) == 1


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


def test_too_exact_a_place_is_sent_on(client: Client) -> None:
    response = client.get("/hsds/services?at=49.22311,18.73941&full=true")

    assert (response.status_code, response.headers["Location"]) == (302, "/hsds/services?at=49.22,18.74&full=true")


def test_modified_after_finds_what_has_changed_since(client: Client) -> None:
    groups_called("A", "B")
    moment = timezone.now().isoformat()
    nothing = names(client, f"modified_after={quote(moment)}")
    meeting = Meeting.objects.get(name="B")
    meeting.notes = {"en": "Ring twice"}
    save_meeting(meeting, by=None, source=ROAD)
    groups_called("C")

    assert (nothing, names(client, f"modified_after={quote(moment)}")) == ([], ["B", "C"])
    assert names(client, f"modified_after={moment}") == ["B", "C"]
    assert names(client, "modified_after=2030-01-01") == []
    assert names(client, "modified_after=2020-01-01T00:00:00Z") == ["A", "B", "C"]


def test_modified_after_tells_also_what_has_ended_since(client: Client) -> None:
    groups_called("A", "B")
    first = contents(client, "services")[0]
    group = today_meeting("C").group
    group.status = GroupStatus.ENDED
    save_group(group, by=None, source=ROAD)

    found = contents(client, "services", "modified_after=2020-01-01")

    assert [(one["name"], one["status"]) for one in found] == [("A", "active"), ("B", "active"), (group.name, "defunct")]
    assert (found[0], names(client)) == (first, ["A", "B"])


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
