"""Deciding one by one about what a run misses."""

from pathlib import Path

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.care import MembershipRole
from accounts.models import User
from groups.models import Group
from history.models import Change, Revision
from history.road import RoadKind
from imports.actions import refuse_waiting, undo_withdrawals
from imports.deciding import decide_missing
from imports.kinds import Outcome
from imports.models import ImportRun, KeptFeed, MissingMeeting, Source
from meetings.models import Meeting
from tests.imports.world import TOMORROW, entries, figures, make_source, run, statuses
from tests.interchange.feeds import item
from tests.meetings.world import ROAD
from tests.workplace.roles import give_role, make_body

pytestmark = pytest.mark.django_db


def partly_waiting(folder: Path, source: Source | None = None) -> ImportRun:
    """A run that waits with three withdrawals (m7, m8, m9); the rest was applied."""
    source = source or make_source()
    run(folder, source, *entries(10))
    return run(folder, source, *entries(7))


def keys_of(*records: str) -> list[int]:
    """What is asked about these records."""
    return list(MissingMeeting.objects.filter(link__key__in=records).values_list("pk", flat=True))


def decide(waiting: ImportRun, *records: str, has_ended: bool) -> int:
    return decide_missing(waiting, keys_of(*records), has_ended=has_ended, by=None, source=ROAD)


def test_a_run_that_waits_says_which_meetings_are_missing(tmp_path: Path) -> None:
    waiting = partly_waiting(tmp_path)

    assert sorted(waiting.missing.values_list("link__key", flat=True)) == ["m7", "m8", "m9"]


def test_what_has_ended_ends_and_what_stays_is_not_asked_again(tmp_path: Path) -> None:
    waiting = partly_waiting(tmp_path)

    assert decide(waiting, "m8", has_ended=True) == 1
    assert decide(waiting, "m7", "m9", has_ended=False) == 2

    waiting.refresh_from_db()
    assert {key for key, status in statuses().items() if status == "ended"} == {"m8"}
    assert (waiting.outcome, waiting.withdrawn, KeptFeed.objects.count()) == (Outcome.APPLIED, 1, 0)
    assert MissingMeeting.objects.count() == 0
    again = run(tmp_path, waiting.source, *entries(7))
    assert (again.outcome, figures(again)) == (Outcome.UNCHANGED, (0, 0, 7, 0, 0))


def test_while_some_are_undecided_the_run_goes_on_waiting(tmp_path: Path) -> None:
    waiting = partly_waiting(tmp_path)

    decide(waiting, "m8", has_ended=True)

    waiting.refresh_from_db()
    assert (waiting.outcome, waiting.missing.count(), KeptFeed.objects.count()) == (Outcome.WITHDRAWALS_WAIT, 2, 1)


def test_what_stays_comes_back_with_its_record_and_may_then_be_withdrawn(tmp_path: Path) -> None:
    waiting = partly_waiting(tmp_path)
    decide(waiting, "m7", "m8", "m9", has_ended=False)

    back = run(tmp_path, waiting.source, *entries(10), at=TOMORROW)
    gone = run(tmp_path, waiting.source, *entries(9), at=TOMORROW)

    assert (back.restored, gone.withdrawn, statuses()["m9"]) == (3, 1, "ended")


def test_what_ended_stands_in_the_history_and_can_be_undone(tmp_path: Path) -> None:
    waiting = partly_waiting(tmp_path)

    decide(waiting, "m7", "m8", "m9", has_ended=True)

    changes = Change.objects.filter(revision=Revision.objects.latest("pk"))
    assert [change.fields["status"] for change in changes] == [["published", "ended"]] * 3
    assert undo_withdrawals(waiting, by=None, source=ROAD) == 3
    assert set(statuses().values()) == {"published"}


def test_with_the_last_decision_what_else_waited_is_brought_in(tmp_path: Path) -> None:
    source = make_source()
    run(tmp_path, source, *entries(5))
    waiting = run(tmp_path, source, *entries(1, notes="Nové"), item())

    decide(waiting, "m1", "m2", has_ended=True)
    assert Meeting.objects.count() == 5
    decide(waiting, "m3", "m4", has_ended=False)

    waiting.refresh_from_db()
    last = ImportRun.objects.latest("pk")
    assert (waiting.outcome, last.outcome, figures(last)) == (Outcome.OVERTAKEN, Outcome.APPLIED, (1, 1, 0, 0, 0))
    assert sorted(statuses().values()) == ["ended"] * 2 + ["published"] * 4
    assert KeptFeed.objects.count() == 0


def test_where_the_feed_is_no_longer_kept_the_decisions_stand(tmp_path: Path) -> None:
    source = make_source()
    run(tmp_path, source, *entries(5))
    waiting = run(tmp_path, source, *entries(1))
    waiting.kept.delete()

    decide(waiting, "m1", "m2", "m3", "m4", has_ended=True)

    waiting.refresh_from_db()
    assert (waiting.outcome, waiting.withdrawn) == (Outcome.APPLIED, 4)


def test_nothing_is_decided_about_a_run_that_waits_no_more(tmp_path: Path) -> None:
    waiting = partly_waiting(tmp_path)
    keys = keys_of("m7", "m8", "m9")
    refuse_waiting(ImportRun.objects.get(pk=waiting.pk))

    assert decide_missing(waiting, keys, has_ended=True, by=None, source=ROAD) == 0
    assert (set(statuses().values()), MissingMeeting.objects.count()) == ({"published"}, 0)


def test_what_a_later_run_has_again_is_no_longer_asked(tmp_path: Path) -> None:
    waiting = partly_waiting(tmp_path)

    run(tmp_path, waiting.source, *entries(10))

    assert MissingMeeting.objects.count() == 0


def page_of(waiting: ImportRun) -> str:
    return reverse("admin:imports_importrun_missing", args=[waiting.pk])


def test_the_page_asks_about_each_and_does_what_is_said(workplace: Client, tmp_path: Path) -> None:
    waiting = partly_waiting(tmp_path)

    page = workplace.get(page_of(waiting))
    assert [line.name for line in page.context["lines"]] == ["Skupina 7", "Skupina 8", "Skupina 9"]
    answer = workplace.post(page_of(waiting), {"missing": keys_of("m7", "m8"), "ended": "1"}, follow=True)

    assert [str(message) for message in answer.context["messages"]] == ["2 meetings have ended."]
    assert [line.name for line in answer.context["lines"]] == ["Skupina 9"]
    answer = workplace.post(page_of(waiting), {"missing": keys_of("m9"), "stay": "1"}, follow=True)
    assert [str(message) for message in answer.context["messages"]] == ["1 meeting stays listed."]
    assert answer.redirect_chain[0][0] == reverse("admin:imports_importrun_change", args=[waiting.pk])
    by = Change.objects.filter(revision__road=RoadKind.WORKPLACE).values_list("revision__by__email", flat=True)
    assert set(by) == {"coordinator@example.org"}


@pytest.mark.parametrize("missing", [[], ["x"], ["-1"], ["9" * 30], ["0"]])
def test_nothing_ticked_or_nonsense_is_said(workplace: Client, tmp_path: Path, missing: list[str]) -> None:
    waiting = partly_waiting(tmp_path)

    answer = workplace.post(page_of(waiting), {"missing": missing, "ended": "1"}, follow=True)

    assert answer.status_code == 200
    assert [str(message).partition(":")[0] for message in answer.context["messages"]] == ["Nothing was decided"]
    assert set(statuses().values()) == {"published"}


def test_what_another_run_misses_is_not_decided_here(workplace: Client, tmp_path: Path) -> None:
    waiting = partly_waiting(tmp_path)
    other = partly_waiting(tmp_path, make_source("other"))

    workplace.post(page_of(other), {"missing": list(waiting.missing.values_list("pk", flat=True)), "ended": "1"})

    assert set(statuses().values()) == {"published"}


def test_the_page_takes_as_many_queries_for_many_as_for_few(workplace: Client, tmp_path: Path) -> None:
    few = partly_waiting(tmp_path)
    source = make_source("many")
    run(tmp_path, source, *entries(120))
    many = run(tmp_path, source, *entries(70))

    workplace.get(page_of(few))
    with CaptureQueriesContext(connection) as first:
        workplace.get(page_of(few))
    with CaptureQueriesContext(connection) as second:
        shown = workplace.get(page_of(many)).context["lines"]
    assert (len(shown), len(second)) == (50, len(first))


@pytest.mark.parametrize("role", [MembershipRole.READER, MembershipRole.MODERATOR])
def test_only_who_may_edit_the_sources_body_decides(client: Client, tmp_path: Path, role: MembershipRole) -> None:
    mine, other = make_body("Naša"), make_body("Cudzia")
    waiting = partly_waiting(tmp_path, make_source(service_body=mine))
    client.force_login(User.objects.create_user("one@example.org", "not-a-real-password"))
    give_role(User.objects.get(), role, mine)
    give_role(User.objects.get(), MembershipRole.EDITOR, other)

    assert client.get(page_of(waiting)).status_code == 404
    assert client.post(page_of(waiting), {"missing": keys_of("m7"), "ended": "1"}).status_code == 404
    assert set(statuses().values()) == {"published"}


def test_an_editor_of_the_sources_body_decides(client: Client, tmp_path: Path) -> None:
    mine = make_body("Naša")
    waiting = partly_waiting(tmp_path, make_source(service_body=mine))
    client.force_login(User.objects.create_user("one@example.org", "not-a-real-password"))
    give_role(User.objects.get(), MembershipRole.EDITOR, mine)

    client.post(page_of(waiting), {"missing": keys_of("m7"), "ended": "1"})

    assert statuses()["m7"] == "ended"


def test_who_may_decide_on_a_run_decides_only_on_meetings_in_their_care(client: Client, tmp_path: Path) -> None:
    mine = make_body("Naša")
    waiting = partly_waiting(tmp_path, make_source(service_body=mine))
    given_away = Meeting.objects.get(source_links__key="m8")
    Group.objects.filter(pk=given_away.group_id).update(service_body=make_body("Cudzia"))
    editor = User.objects.create_user("editor@example.org", "not-a-real-password")
    give_role(editor, MembershipRole.EDITOR, mine)
    client.force_login(editor)
    address = reverse("admin:imports_importrun_missing", args=[waiting.pk])
    may = {line.name: line.may_decide for line in client.get(address).context["lines"]}

    client.post(address, {"missing": keys_of("m7", "m8"), "ended": "1"})

    assert may == {"Skupina 7": True, "Skupina 8": False, "Skupina 9": True}
    assert {key for key, status in statuses().items() if status == "ended"} == {"m7"}
