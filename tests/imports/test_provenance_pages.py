"""Who said what, in the workplace: shown of each listing to those who look after it, and decided by those who may edit it."""

from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.timezone import localdate

from accounts.care import MembershipRole
from accounts.models import User
from history.models import Revision
from history.road import WORKPLACE, RoadKind
from imports.models import Disagreement, SourceMeeting
from languages.dates import date_text
from meetings.actions import save_meeting
from meetings.models import Meeting
from tests.imports.disagreements import OURS, THEIRS, disagreement
from tests.imports.test_admin import queries_of
from tests.imports.world import entries, make_source, only_meeting, run
from tests.interchange.feeds import item
from tests.meetings.world import make_meeting
from tests.workplace.roles import give_role, make_body

pytestmark = pytest.mark.django_db

PAGE = "admin:imports_disagreement_changelist"
SAID = "admin:imports_sourcemeeting_said"


def page_of(client: Client, **query: Any) -> str:
    return client.get(reverse(PAGE), query).content.decode()


def decide(client: Client, found: Disagreement, do: str, *, token: str = "") -> list[str]:
    """Press one of the buttons; what is said then."""
    sides = client.get(reverse(PAGE)).context["all_sides"]
    tokens = {one.disagreement.pk: one.token for one in sides}
    data = {"disagreement": found.pk, "token": token or tokens.get(found.pk, ""), "do": do}
    response = client.post(reverse(PAGE), data, follow=True)
    return [str(message) for message in response.context["messages"]]


def meeting_of(found: Disagreement) -> Meeting:
    """Its meeting."""
    assert found.link
    assert found.link.meeting
    return found.link.meeting


def test_what_a_person_chooses_in_the_workplace_is_done(workplace: Client, tmp_path: Path) -> None:
    found = disagreement(tmp_path)
    page = page_of(workplace)
    assert (OURS in page, THEIRS in page, f"AA Slovensko, {date_text(localdate())}" in page) == (True, True, True)

    assert decide(workplace, found, "take") == ["Name is now as the source has it."]

    assert only_meeting().name == THEIRS
    assert Revision.objects.latest("pk").road == RoadKind.WORKPLACE


def test_what_stands_here_is_kept_in_the_workplace(workplace: Client, tmp_path: Path) -> None:
    found = disagreement(tmp_path)

    assert decide(workplace, found, "keep") == ["Name stays as it is here."]

    assert (only_meeting().name, Disagreement.objects.count()) == (OURS, 0)


def test_what_our_own_rules_do_not_allow_is_said(workplace: Client, tmp_path: Path) -> None:
    found = disagreement(tmp_path)
    Disagreement.objects.update(theirs={"name": ""})

    assert len(decide(workplace, found, "take")) == 1

    assert (only_meeting().name, Disagreement.objects.count()) == (OURS, 1)


def test_what_has_changed_since_it_was_read_is_not_decided(workplace: Client, tmp_path: Path) -> None:
    found = disagreement(tmp_path)
    token = workplace.get(reverse(PAGE)).context["all_sides"][0].token
    run(tmp_path, found.named.source, item(name="Ešte skôr"))

    said = decide(workplace, found, "take", token=token)

    assert said == ["It says something else by now, or somebody was quicker. Nothing was done by you."]
    assert (only_meeting().name, Disagreement.objects.count()) == (OURS, 1)


@pytest.mark.parametrize("key", ["", "x", "0", "9" * 30])
def test_a_disagreement_that_there_is_not_is_not_decided(workplace: Client, tmp_path: Path, key: str) -> None:
    disagreement(tmp_path)

    response = workplace.post(reverse(PAGE), {"disagreement": key, "do": "take"}, follow=True)

    assert (response.status_code, Disagreement.objects.count(), only_meeting().name) == (200, 1, OURS)


def test_the_list_of_a_meeting_has_nothing_of_others(workplace: Client, tmp_path: Path) -> None:
    found = disagreement(tmp_path)
    other = make_meeting("Al-Anon")

    pages = [page_of(workplace, meeting=key) for key in (meeting_of(found).pk, other.pk, "9" * 30)]

    assert [THEIRS in page for page in pages] == [True, False, True]


def test_who_changed_it_here_is_told_by_role_and_day(workplace: Client, tmp_path: Path) -> None:
    source = make_source()
    run(tmp_path, source, item())
    meeting = only_meeting()
    meeting.name = OURS
    save_meeting(meeting, by=User.objects.create_user("eva@example.org", display_name="Eva"), source=WORKPLACE)
    run(tmp_path, source, item(name=THEIRS))

    page = page_of(workplace)

    assert ("Here: a coordinator, " in page, "Eva" in page, "eva@" in page) == (True, False, False)


def test_it_is_a_duty_of_who_may_edit_the_meeting(client: Client, tmp_path: Path) -> None:
    mine, other = make_body("Naša"), make_body("Cudzia")
    disagreement(tmp_path, make_source(service_body=mine))
    shown = []
    for number, (role, body) in enumerate(
        [(MembershipRole.EDITOR, mine), (MembershipRole.READER, mine), (MembershipRole.EDITOR, other)]
    ):
        user = User.objects.create_user(f"{number}@example.org", "not-a-real-password")
        give_role(user, role, body)
        client.force_login(user)
        duty = "1 field says something else here than in its source" in client.get(reverse("admin:index")).content.decode()
        shown.append((duty, OURS in client.get(reverse(PAGE)).content.decode()))

    assert shown == [(True, True), (False, True), (False, False)]


def test_somebody_elses_disagreement_is_not_decided(client: Client, tmp_path: Path) -> None:
    found = disagreement(tmp_path, make_source(service_body=make_body("Naša")))
    user = User.objects.create_user("other@example.org", "not-a-real-password")
    give_role(user, MembershipRole.EDITOR, make_body("Cudzia"))
    client.force_login(user)

    decide(client, found, "take")

    assert (only_meeting().name, Disagreement.objects.count()) == (OURS, 1)


def test_who_may_only_look_does_not_decide(client: Client, tmp_path: Path) -> None:
    mine = make_body("Naša")
    found = disagreement(tmp_path, make_source(service_body=mine))
    user = User.objects.create_user("reader@example.org", "not-a-real-password")
    give_role(user, MembershipRole.READER, mine)
    client.force_login(user)

    assert (THEIRS in page_of(client), "Keep what stands here" in page_of(client)) == (True, False)
    decide(client, found, "take")

    assert (only_meeting().name, Disagreement.objects.count()) == (OURS, 1)


def test_the_list_takes_as_many_queries_for_three_as_for_one(workplace: Client, tmp_path: Path) -> None:
    source = make_source()
    run(tmp_path, source, *entries(3))
    for number in range(3):
        link = SourceMeeting.objects.get(key=f"m{number}")
        Disagreement.objects.create(link=link, field_name="languages", theirs={"languages": ["sk"]})
        if number == 0:
            workplace.get(reverse(PAGE))
            few = queries_of(workplace, reverse(PAGE))

    assert queries_of(workplace, reverse(PAGE)) == few
    with CaptureQueriesContext(connection):
        assert Meeting.objects.count() == 3


def test_who_said_what_is_shown_of_each_meeting_from_a_source(workplace: Client, tmp_path: Path) -> None:
    meeting = meeting_of(disagreement(tmp_path))

    response = workplace.get(reverse(SAID, args=[meeting.pk]))

    told = {line.field: line for part in response.context["parts"] for line in part.lines}
    assert (told["Name"].value, told["Name"].said_by) == (OURS, f"a command, {date_text(localdate())}")
    assert told["Name"].otherwise == ("AA Slovensko says something else since 22 November 2026.",)
    assert told["When it meets"].value == "Every Monday, 07:00 to 08:00"
    assert told["Address"].said_by == "AA Slovensko, 22 November 2026"
    assert (told["Name of the group"].value, told["Name of the group"].otherwise) == ("Ranná skupina", ())
    assert reverse(PAGE) + f"?meeting={meeting.pk}" in response.content.decode()


def test_the_form_leads_to_who_said_it_where_a_source_did(workplace: Client, tmp_path: Path) -> None:
    run(tmp_path, make_source(), item())
    meetings = (only_meeting(), make_meeting("Al-Anon"))

    pages = [workplace.get(reverse("admin:meetings_meeting_change", args=[one.pk])).content.decode() for one in meetings]

    found = [reverse(SAID, args=[one.pk]) in page for one, page in zip(meetings, pages, strict=True)]
    assert found == [True, False]
    assert workplace.get(reverse(SAID, args=[meetings[1].pk])).status_code == 404


def test_who_said_what_is_for_who_looks_after_the_meeting(client: Client, tmp_path: Path) -> None:
    mine, other = make_body("Naša"), make_body("Cudzia")
    meeting = meeting_of(disagreement(tmp_path, make_source(service_body=mine)))
    seen = []
    for number, body in enumerate([mine, other]):
        user = User.objects.create_user(f"{number}@example.org", "not-a-real-password")
        give_role(user, MembershipRole.READER, body)
        client.force_login(user)
        in_list = OURS in client.get(reverse("admin:imports_sourcemeeting_changelist")).content.decode()
        seen.append((in_list, client.get(reverse(SAID, args=[meeting.pk])).status_code))

    assert seen == [(True, 200), (False, 404)]
