"""The page on which somebody says whether two listings are one meeting, and who may see and say what."""

from pathlib import Path

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.care import MembershipRole
from accounts.models import User
from groups.models import ServiceBody
from history.models import Revision
from imports.duplicate_page import duplicate_page
from imports.duplicates import find_duplicates
from imports.duties import possible_duplicates
from imports.kinds import DuplicateState
from imports.models import DuplicatePair
from meetings.actions import save_meeting, save_venue
from meetings.kinds import MeetingStatus
from meetings.models import Meeting
from places.models import Visibility
from tests.imports.world import TODAY, make_source, run
from tests.interchange.feeds import item
from tests.meetings.world import ROAD
from tests.workplace.forms import filled_in
from tests.workplace.roles import give_role, make_body

pytestmark = pytest.mark.django_db

LIST = reverse("admin:imports_duplicatepair_changelist") + "?state__exact=open"


@pytest.fixture
def pair(tmp_path: Path) -> DuplicatePair:
    """A meeting of two lists, each in the care of a body of its own."""
    for name, title in (("North", "Ranná skupina"), ("South", "Ranná")):
        source = make_source(name.lower(), title=f"List {name}", service_body=make_body(name))
        run(
            tmp_path,
            source,
            item(slug=name.lower(), name=title, notes=f"Notes of {name}", conference_url=f"https://zoom.us/j/{name}"),
        )
    find_duplicates()
    return DuplicatePair.objects.get()


def address(pair: DuplicatePair) -> str:
    return reverse("admin:imports_duplicatepair_change", args=[pair.pk])


def helper(*bodies: str, role: MembershipRole = MembershipRole.EDITOR) -> User:
    """Somebody with a role on these bodies."""
    user = User.objects.create_user(f"helper-{User.objects.count()}@example.org", "not-a-real-password")
    for name in bodies:
        give_role(user, role, ServiceBody.objects.get(name=name))
    return user


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def say(client: Client, pair: DuplicatePair, do: str, *, token: str = "") -> list[str]:
    """Press a button of the page as it is shown now; what is said then."""
    shown = client.get(address(pair)).context["page"]
    response = client.post(address(pair), {"do": do, "token": token or shown.token}, follow=True)
    return [str(message) for message in response.context["messages"]]


def statuses() -> dict[str, str]:
    return dict(Meeting.objects.values_list("name", "status"))


def test_both_stand_side_by_side_with_what_differs(workplace: Client, pair: DuplicatePair) -> None:
    page = workplace.get(address(pair)).context["page"]

    told = {field.label: (field.first, field.second, field.differs) for field in page.fields}
    assert told["Name"] == ("Ranná skupina", "Ranná", True)
    assert told["When"] == ("Every Monday, 07:00 to 08:00", "Every Monday, 07:00 to 08:00", False)
    assert told["Notes"] == ("Notes of North", "Notes of South", True)
    assert told["Where it comes from"] == ("List North", "List South", True)
    assert page.reasons == (
        "They have the same address.",
        "They start at the same time.",
        "Their names are alike by 100 %.",
    )


@pytest.mark.parametrize(("do", "stays", "ends"), [("keep-a", "Ranná skupina", "Ranná"), ("keep-b", "Ranná", "Ranná skupina")])
def test_the_one_that_is_kept_stays(workplace: Client, pair: DuplicatePair, do: str, stays: str, ends: str) -> None:
    before = Revision.objects.count()

    (said,) = say(workplace, pair, do)

    assert said == f"Merged. “{stays}” stays; the other address leads to it."
    assert statuses() == {stays: MeetingStatus.PUBLISHED, ends: MeetingStatus.ENDED}
    assert Revision.objects.count() == before + 1
    pair.refresh_from_db()
    assert (pair.state, pair.decided_by) == (DuplicateState.MERGED, User.objects.get(email="coordinator@example.org"))


def test_not_the_same_leaves_both(workplace: Client, pair: DuplicatePair) -> None:
    (said,) = say(workplace, pair, "different")

    assert said == "Both stay. You are not asked again unless both change."
    assert set(statuses().values()) == {MeetingStatus.PUBLISHED}
    pair.refresh_from_db()
    assert pair.state == DuplicateState.DIFFERENT
    assert list(workplace.get(LIST).context["cl"].result_list) == []


def test_what_has_changed_since_it_was_shown_is_shown_once_more(workplace: Client, pair: DuplicatePair) -> None:
    token = workplace.get(address(pair)).context["page"].token
    pair.first.name = "Nová"
    save_meeting(pair.first, by=None, source=ROAD)

    (said,) = say(workplace, pair, "keep-a", token=token)

    assert said == "The listing has changed in the meantime. Nothing was done: look at it once more."
    assert set(statuses().values()) == {MeetingStatus.PUBLISHED}


def test_who_is_slower_changes_nothing(workplace: Client, pair: DuplicatePair) -> None:
    token = workplace.get(address(pair)).context["page"].token
    say(workplace, pair, "different")

    (said,) = say(workplace, pair, "keep-a", token=token)

    assert said == "Somebody else has decided this in the meantime. Nothing was done by you."
    assert set(statuses().values()) == {MeetingStatus.PUBLISHED}


@pytest.mark.parametrize("do", ["", "keep-c", "\0"])
def test_an_unknown_button_does_nothing(workplace: Client, pair: DuplicatePair, do: str) -> None:
    assert say(workplace, pair, do) == ["Choose one of the buttons."]
    assert set(statuses().values()) == {MeetingStatus.PUBLISHED}


@pytest.mark.parametrize("key", ["0", "999999999999999999999999", "x"])
def test_a_pair_that_is_not_there_is_not_found(workplace: Client, pair: DuplicatePair, key: str) -> None:
    assert workplace.get(address(pair).replace(f"/{pair.pk}/", f"/{key}/")).status_code == 404


def test_who_keeps_both_decides_and_is_told(pair: DuplicatePair) -> None:
    user = helper("North", "South")

    duty = possible_duplicates(user, TODAY)
    say(signed_in(user), pair, "keep-a")

    assert duty is not None
    assert (duty.sentence, duty.count, duty.address) == ("1 meeting may be listed twice", 1, LIST)
    assert duty.examples == (("Ranná skupina / Ranná", address(pair)),)
    assert sorted(statuses().values()) == ["ended", "published"]
    assert possible_duplicates(user, TODAY) is None


@pytest.mark.parametrize("role", [MembershipRole.EDITOR, MembershipRole.READER])
def test_who_keeps_one_looks_and_does_not_decide(pair: DuplicatePair, role: MembershipRole) -> None:
    user = helper("North", role=role)

    content = signed_in(user).get(address(pair)).content.decode()
    response = signed_in(user).post(address(pair), {"do": "keep-a", "token": duplicate_page(pair, user).token})

    assert "Notes of South" in content
    assert 'name="do"' not in content
    assert (response.status_code, set(statuses().values())) == (200, {MeetingStatus.PUBLISHED})
    assert possible_duplicates(user, TODAY) is None


def test_who_only_reads_both_does_not_decide(pair: DuplicatePair) -> None:
    user = helper("North", "South", role=MembershipRole.READER)

    signed_in(user).post(address(pair), {"do": "keep-a", "token": duplicate_page(pair, user).token})

    assert set(statuses().values()) == {MeetingStatus.PUBLISHED}


def test_nobody_else_sees_it(pair: DuplicatePair) -> None:
    make_body("West")

    client = signed_in(helper("West"))

    assert client.get(address(pair)).status_code == 404
    assert list(client.get(LIST).context["cl"].result_list) == []


@pytest.mark.parametrize("visibility", [Visibility.AREA_ONLY, Visibility.ON_CONTACT])
@pytest.mark.parametrize("stands_on", ["meeting", "venue"])
def test_that_a_hidden_meeting_is_near_is_told_to_nobody_else(pair: DuplicatePair, visibility: Visibility, stands_on: str) -> None:
    hidden = Meeting.objects.get(name="Ranná")
    if stands_on == "meeting":
        hidden.visibility = visibility
        save_meeting(hidden, by=None, source=ROAD)
    else:
        assert hidden.venue
        hidden.venue.visibility = visibility
        save_venue(hidden.venue, by=None, source=ROAD)

    assert signed_in(helper("North")).get(address(pair)).status_code == 404
    assert signed_in(helper("South")).get(address(pair)).status_code == 200
    assert signed_in(helper("North", "South")).get(address(pair)).status_code == 200


def test_what_is_a_draft_by_now_is_shown_to_nobody_else(pair: DuplicatePair) -> None:
    withdrawn = Meeting.objects.get(name="Ranná")
    withdrawn.status = MeetingStatus.DRAFT
    save_meeting(withdrawn, by=None, source=ROAD)

    assert signed_in(helper("North")).get(address(pair)).status_code == 404
    assert signed_in(helper("South")).get(address(pair)).status_code == 200


def test_a_merged_meeting_is_not_listed_again_by_its_form(workplace: Client, pair: DuplicatePair) -> None:
    say(workplace, pair, "keep-a")
    form = reverse("admin:meetings_meeting_change", args=[Meeting.objects.get(name="Ranná").pk])

    response = workplace.post(form, filled_in(workplace, form, status="published", ended_on=""))

    assert "This meeting was merged into another. To list it again, put the merging back." in response.content.decode()
    assert statuses()["Ranná"] == MeetingStatus.ENDED


def test_the_list_asks_as_little_for_three_as_for_one(workplace: Client, pair: DuplicatePair, tmp_path: Path) -> None:
    def asked() -> int:
        with CaptureQueriesContext(connection) as queries:
            workplace.get(LIST)
        return len(queries)

    asked()
    one = asked()
    records = [item(slug=f"new{number}", name="Ranná") for number in range(2)]
    run(tmp_path, make_source("third"), *records)
    find_duplicates()

    assert DuplicatePair.objects.count() == 5
    assert asked() == one
