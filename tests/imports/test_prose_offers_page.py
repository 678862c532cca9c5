"""The page of the schedules in words: taken or left by those in whose care the meeting is, and by nobody else."""

from pathlib import Path

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from accounts.care import MembershipRole
from accounts.models import User
from history.models import Revision
from history.road import RoadKind
from imports.models import WordedSchedule
from interchange.records import Frequency
from tests.imports.offers import LAST_OPEN, MONDAY, imported, only_line, only_offer, phrases, rules
from tests.imports.world import entries, make_source, only_meeting, run
from tests.workplace.roles import give_role, make_body
from upkeep.duties import duties_of

pytestmark = pytest.mark.django_db

PAGE = "admin:imports_wordedschedule_changelist"


def test_the_page_takes_and_leaves(workplace: Client, tmp_path: Path) -> None:
    run(tmp_path, make_source(language="en"), *entries(2, day=MONDAY, notes=LAST_OPEN))
    first, second = workplace.get(reverse(PAGE)).context["lines"]

    taken = workplace.post(reverse(PAGE), {"offer": first.key, "take": first.ways[0].token}, follow=True)
    left = workplace.post(reverse(PAGE), {"offer": second.key, "leave": "1"}, follow=True)

    said = [str(message) for answer in (taken, left) for message in answer.context["messages"]]
    assert [text.partition("”")[2] for text in said] == [
        " meets as the sentence says. The history can put it back.",
        " stays as it is. This sentence is not offered again.",
    ]
    assert [len(answer.context["lines"]) for answer in (taken, left)] == [1, 0]
    assert sorted(found[0] for found in rules()) == ["monthly_by_weekday", "monthly_by_weekday", "weekly"]
    assert set(WordedSchedule.objects.values_list("decided_by__email", "is_taken")) == {
        ("coordinator@example.org", True),
        ("coordinator@example.org", False),
    }
    assert Revision.objects.latest("pk").road == RoadKind.WORKPLACE


@pytest.mark.parametrize("sent", [{}, {"offer": "x"}, {"offer": "9" * 30, "take": "1"}, {"offer": "0", "leave": "1"}])
def test_nonsense_changes_nothing(workplace: Client, tmp_path: Path, sent: dict[str, str]) -> None:
    imported(tmp_path)

    answer = workplace.post(reverse(PAGE), sent, follow=True)

    assert (answer.status_code, len(phrases()), rules()) == (200, 1, [("weekly", (), "not_stated")])
    assert len(answer.context["messages"]) == 1


def test_a_button_without_a_way_changes_nothing(workplace: Client, tmp_path: Path) -> None:
    imported(tmp_path)

    workplace.post(reverse(PAGE), {"offer": only_offer().pk, "take": "0"})

    assert (len(phrases()), rules()) == (1, [("weekly", (), "not_stated")])


def test_the_page_takes_as_many_queries_for_many_as_for_few(workplace: Client, tmp_path: Path) -> None:
    source = make_source(language="en")
    run(tmp_path, source, *entries(1, day=MONDAY, notes=LAST_OPEN))

    workplace.get(reverse(PAGE))
    with CaptureQueriesContext(connection) as one:
        workplace.get(reverse(PAGE))
    run(tmp_path, source, *entries(12, day=MONDAY, notes=LAST_OPEN))
    with CaptureQueriesContext(connection) as many:
        shown = workplace.get(reverse(PAGE)).context["lines"]

    assert (len(shown), len(many)) == (10, len(one))


def test_the_first_screen_says_how_many_wait(workplace: Client, tmp_path: Path) -> None:
    run(tmp_path, make_source(language="en"), *entries(2, day=MONDAY, notes=LAST_OPEN))

    duties = {duty.address: duty.sentence for duty in duties_of(User.objects.get(), timezone.localdate())}

    assert duties[reverse(PAGE)] == "2 sentences in notes say when meetings meet"


def test_an_editor_of_another_body_finds_and_changes_nothing(client: Client, tmp_path: Path) -> None:
    mine, other = make_body("Naša"), make_body("Cudzia")
    imported(tmp_path, make_source(language="en", service_body=mine))
    user = User.objects.create_user("one@example.org", "not-a-real-password")
    give_role(user, MembershipRole.EDITOR, other)
    give_role(user, MembershipRole.MODERATOR, mine)
    client.force_login(user)
    line = only_line()

    page = client.get(reverse(PAGE))
    for sent in ({"leave": "1"}, {"take": line.ways[0].token}):
        client.post(reverse(PAGE), {"offer": line.key, **sent})

    assert (page.status_code, page.context["lines"]) == (200, [])
    assert (len(phrases()), rules()) == (1, [("weekly", (), "not_stated")])
    assert reverse(PAGE) not in {duty.address for duty in duties_of(user, timezone.localdate())}


def test_an_editor_of_the_meetings_group_decides_whoever_keeps_the_source(client: Client, tmp_path: Path) -> None:
    imported(tmp_path)
    user = User.objects.create_user("one@example.org", "not-a-real-password")
    give_role(user, MembershipRole.EDITOR, only_meeting().group)
    client.force_login(user)

    client.post(reverse(PAGE), {"offer": only_offer().pk, "take": only_line().ways[0].token})

    assert [found[0] for found in rules()] == [Frequency.MONTHLY_BY_WEEKDAY] * 2
