"""What a run that waits would do, shown record by record to those who may let it through."""

from pathlib import Path

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.care import MembershipRole
from accounts.models import User
from groups.models import Group
from imports import foreseen
from imports.actions import refuse_waiting
from imports.kinds import Outcome
from imports.models import ImportRun, KeptFeed
from meetings.actions import save_meeting
from places.models import Visibility
from tests.imports.waiting import LISTED, meeting_of, waiting_run
from tests.imports.world import entries, make_source, run
from tests.interchange.feeds import item
from tests.meetings.world import ROAD
from tests.workplace.roles import give_role, make_body

pytestmark = pytest.mark.django_db


def page_of(waiting: ImportRun, **asked: str) -> str:
    return reverse("admin:imports_importrun_would_do", args=[waiting.pk], query=asked)


def test_every_kind_of_record_is_shown(workplace: Client, tmp_path: Path) -> None:
    waiting = waiting_run(tmp_path, notes="Vchod z dvora")

    pages = {what: workplace.get(page_of(waiting, what=what)) for what in ("created", "updated", "withdrawn", "rejected")}

    counts = [(choice.value, choice.count) for choice in pages["created"].context["choices"]]
    assert (waiting.outcome, counts) == (
        Outcome.WAITING,
        [("created", 1), ("updated", 1), ("withdrawn", LISTED - 1), ("rejected", 1)],
    )
    assert {what: len(page.context["lines"]) for what, page in pages.items()} == dict(counts)
    assert pages["created"].context["lines"][0].name == "Novšia"
    assert pages["withdrawn"].context["lines"][0].name == "Skupina 1"
    assert pages["rejected"].context["lines"][0][0] == "The day cannot be read."


def test_nothing_is_written_by_looking(workplace: Client, tmp_path: Path) -> None:
    waiting = waiting_run(tmp_path, notes="Vchod z dvora")

    with CaptureQueriesContext(connection) as captured:
        workplace.get(page_of(waiting, what="updated"))

    written = [query["sql"] for query in captured if query["sql"].split()[0] in {"INSERT", "UPDATE", "DELETE"}]
    assert [sql for sql in written if "session" not in sql] == []


def test_what_is_personal_in_a_new_record_is_not_shown(workplace: Client, tmp_path: Path) -> None:
    source = make_source()
    run(tmp_path, source, *entries(LISTED))
    mail = "jana@example.org"
    waiting = run(tmp_path, source, item(slug="new", notes=f"Píšte na {mail}", contact_1_phone="+421 905 123 456"))

    page = workplace.get(page_of(waiting, what="created"))

    assert [line.name for line in page.context["lines"]] == [item()["name"]]
    assert mail not in page.content.decode()
    assert "905" not in page.content.decode()
    assert "Something personal would be kept back" in page.content.decode()


def test_of_a_listing_in_somebody_elses_care_only_the_fields_are_named(client: Client, tmp_path: Path) -> None:
    mine, other = make_body("Naša"), make_body("Cudzia")
    waiting = waiting_run(tmp_path, make_source(service_body=mine), notes="Vchod z dvora")
    meeting = meeting_of("m0")
    Group.objects.filter(pk=meeting.group_id).update(service_body=other)
    meeting.notes = {"sk": "Tajné dvere"}
    save_meeting(meeting, by=None, source=ROAD)
    assert meeting.venue is not None
    meeting.venue.visibility = Visibility.ON_CONTACT
    meeting.venue.save()
    user = User.objects.create_user("one@example.org", "not-a-real-password")
    give_role(user, MembershipRole.EDITOR, mine)
    client.force_login(user)

    page = client.get(page_of(waiting, what="updated"))

    (line,) = page.context["lines"]
    assert [(field.label, field.before, field.after, field.is_masked) for field in line.fields] == [("Notes", "", "", True)]
    assert (line.address, "Tajné" in page.content.decode(), "Obchodná" in page.content.decode()) == ("", False, False)


def test_where_only_withdrawals_wait_nothing_else_is_announced(workplace: Client, tmp_path: Path) -> None:
    source = make_source()
    run(tmp_path, source, *entries(10))
    waiting = run(tmp_path, source, *entries(7, notes="Vchod z dvora"))

    page = workplace.get(page_of(waiting))

    assert [choice.count for choice in page.context["choices"]] == [0, 0, 3, 0]
    assert (page.context["what"], len(page.context["lines"]), page.context["has_all"]) == ("withdrawn", 3, True)


def test_a_run_of_which_the_plan_is_not_known_says_so(workplace: Client, tmp_path: Path) -> None:
    waiting = waiting_run(tmp_path, notes="Vchod z dvora")
    KeptFeed.objects.update(planned={})

    page = workplace.get(page_of(waiting, what="created"))

    assert (page.context["lines"], page.context["has_all"]) == ([], False)


def test_a_list_that_takes_too_long_is_shown_as_far_as_it_was_read(
    workplace: Client, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    source = make_source()
    run(tmp_path, source, *entries(LISTED))
    later = {"time": "12:00", "end_time": "13:00"}
    waiting = run(tmp_path, source, *[item(slug=f"new{number}", name=f"Nová {number}", **later) for number in range(5)])
    monkeypatch.setattr(foreseen, "SECONDS", 0.0)

    page = workplace.get(page_of(waiting, what="created"))

    assert len(page.context["lines"]) < 5
    assert "too long" in page.content.decode()


@pytest.mark.parametrize("asked", [{"what": "x"}, {"page": "x"}, {"page": "-1"}, {"page": "9" * 30}, {"what": ""}])
def test_nonsense_in_the_address_is_answered(workplace: Client, tmp_path: Path, asked: dict[str, str]) -> None:
    waiting = waiting_run(tmp_path)

    assert workplace.get(page_of(waiting, **asked)).status_code == 200


def test_a_run_that_waits_no_more_leads_to_its_own_page(workplace: Client, tmp_path: Path) -> None:
    waiting = waiting_run(tmp_path)
    refuse_waiting(waiting)

    answer = workplace.get(page_of(waiting))

    assert answer["Location"] == reverse("admin:imports_importrun_change", args=[waiting.pk])


def test_the_run_leads_to_it_while_it_waits(workplace: Client, tmp_path: Path) -> None:
    waiting = waiting_run(tmp_path)
    own = reverse("admin:imports_importrun_change", args=[waiting.pk])
    assert page_of(waiting) in workplace.get(own).content.decode()

    refuse_waiting(waiting)

    assert page_of(waiting) not in workplace.get(own).content.decode()


@pytest.mark.parametrize("what", ["created", "updated", "withdrawn", "rejected"])
def test_the_page_takes_as_many_queries_for_many_as_for_few(workplace: Client, tmp_path: Path, what: str) -> None:
    few = waiting_run(tmp_path, notes="Vchod z dvora")
    source = make_source("many")
    run(tmp_path, source, *entries(60))
    new = [item(slug=f"n{number}", name=f"Nová {number}") for number in range(4)]
    bad = [item(slug=f"b{number}", name=f"Zlá {number}", day=9) for number in range(4)]
    many = run(tmp_path, source, *entries(4, notes="Vchod z dvora"), *new, *bad)

    workplace.get(page_of(few, what=what))
    with CaptureQueriesContext(connection) as first:
        workplace.get(page_of(few, what=what))
    with CaptureQueriesContext(connection) as second:
        shown = workplace.get(page_of(many, what=what)).context["lines"]

    assert (len(shown) > 3, len(second)) == (True, len(first))


@pytest.mark.parametrize("role", [MembershipRole.READER, MembershipRole.MODERATOR])
def test_only_who_may_edit_the_sources_body_sees_it(client: Client, tmp_path: Path, role: MembershipRole) -> None:
    mine, other = make_body("Naša"), make_body("Cudzia")
    waiting = waiting_run(tmp_path, make_source(service_body=mine))
    user = User.objects.create_user("one@example.org", "not-a-real-password")
    give_role(user, role, mine)
    give_role(user, MembershipRole.EDITOR, other)
    client.force_login(user)

    assert client.get(page_of(waiting)).status_code == 404
    assert client.post(page_of(waiting)).status_code == 405
