"""What a list of the HSDS API is narrowed to, and what is on it unasked."""

from urllib.parse import quote

import pytest
from django.test import Client
from django.utils import timezone

from groups.actions import save_group
from groups.kinds import BodyKind, GroupStatus
from groups.models import ServiceBody
from history.actions import save
from interchange.hsds.ids import Kind, made, named
from meetings.actions import save_meeting
from meetings.kinds import Audience, MeetingStatus
from meetings.models import Meeting
from tests.feeds.hsds.visits import contents, names, refused
from tests.feeds.hsds.world import groups_called
from tests.meetings.visits import today_meeting
from tests.meetings.world import ROAD, make_group, make_meeting

pytestmark = pytest.mark.django_db


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
