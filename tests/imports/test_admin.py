"""The workplace of imports, as somebody uses it who clicks everywhere and types anything."""

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.care import MembershipRole
from accounts.models import User
from history.models import Change, Revision
from imports.kinds import Outcome
from imports.models import HeldText, ImportProblem, ImportRun
from tests.imports.world import NOW, entries, make_source, run, statuses
from tests.interchange.feeds import item
from tests.workplace.roles import give_role, make_body

pytestmark = pytest.mark.django_db

RUNS = "admin:imports_importrun_changelist"
HELD = "admin:imports_heldtext_changelist"
PROBLEMS = "admin:imports_importproblem_changelist"
SOURCES = "admin:imports_source_changelist"
MAIL = "jana@example.org"


def act(client: Client, page: str, action: str, *rows: Any, everything: bool = False) -> list[str]:
    """Do something with rows of a list; what is said then."""
    data = {"action": action, "_selected_action": [row.pk for row in rows], "select_across": int(everything)}
    response = client.post(reverse(page), data, follow=True)
    return [str(message) for message in response.context["messages"]]


def shown(client: Client, page: str, **query: Any) -> list[Any]:
    """The rows of a list."""
    response = client.get(reverse(page), query)
    assert response.status_code == 200
    return list(response.context["cl"].result_list)


def waiting_run(folder: Path) -> ImportRun:
    """A run that waits, of a source with five meetings of which one is left."""
    source = make_source()
    run(folder, source, *entries(5))
    return run(folder, source, *entries(1))


def test_a_run_that_waits_is_let_through(workplace: Client, tmp_path: Path) -> None:
    waiting = waiting_run(tmp_path)

    (said,) = act(workplace, RUNS, "apply_although", waiting)

    assert said.endswith(": applied.")
    assert sorted(statuses().values()) == ["ended"] * 4 + ["published"]
    latest = ImportRun.objects.latest("pk")
    assert (latest.outcome, latest.withdrawn, latest.by) == (Outcome.APPLIED, 4, User.objects.get())


def test_a_run_that_waits_is_refused(workplace: Client, tmp_path: Path) -> None:
    waiting = waiting_run(tmp_path)

    (said,) = act(workplace, RUNS, "refuse", waiting)

    assert said == f"{waiting}: refused."
    assert set(statuses().values()) == {"published"}
    assert act(workplace, RUNS, "apply_although", waiting) == [f"{waiting} is not waiting."]


def test_withdrawals_are_undone(workplace: Client, tmp_path: Path) -> None:
    act(workplace, RUNS, "apply_although", waiting_run(tmp_path))
    applied = ImportRun.objects.latest("pk")

    assert act(workplace, RUNS, "undo", applied) == ["4 meetings are listed again."]
    assert act(workplace, RUNS, "undo", applied) == ["0 meetings are listed again."]
    assert set(statuses().values()) == {"published"}


def test_nothing_happens_twice_to_a_run_that_somebody_else_has_decided(workplace: Client, tmp_path: Path) -> None:
    waiting = waiting_run(tmp_path)
    act(workplace, RUNS, "apply_although", waiting)

    assert act(workplace, RUNS, "apply_although", waiting) == [f"{waiting} is not waiting."]
    assert act(workplace, RUNS, "refuse", waiting) == [f"{waiting} is not waiting."]


def test_a_content_that_is_no_longer_kept_is_said(workplace: Client, tmp_path: Path) -> None:
    waiting = waiting_run(tmp_path)
    waiting.kept.delete()

    assert act(workplace, RUNS, "apply_although", waiting) == [f"The content of {waiting} is no longer kept."]


def test_all_runs_at_once_are_acted_on_in_a_few_queries(workplace: Client) -> None:
    source = make_source()
    runs = [ImportRun(source=source, road="command", outcome=Outcome.APPLIED) for _number in range(120)]
    ImportRun.objects.bulk_create(runs)

    for action in ("apply_although", "refuse", "undo"):
        with CaptureQueriesContext(connection) as captured:
            said = act(workplace, RUNS, action, ImportRun.objects.latest("pk"), everything=True)
        assert len(said) <= 5
        assert len(captured) < 40


def queries_of(client: Client, address: str) -> int:
    """How many queries a page takes."""
    with CaptureQueriesContext(connection) as captured:
        assert client.get(address).status_code == 200
    return len(captured)


@pytest.mark.parametrize("page", [RUNS, HELD, PROBLEMS, SOURCES])
def test_a_list_takes_as_many_queries_for_three_rows_as_for_one(workplace: Client, tmp_path: Path, page: str) -> None:
    awkward = {"notes": f"Píšte na {MAIL}", "time": "08:00", "types": ["O", "C"]}
    run(tmp_path, make_source("one"), item(**awkward))
    queries_of(workplace, reverse(page))
    few = queries_of(workplace, reverse(page))
    for slug in ("two", "three"):
        run(tmp_path, make_source(slug), item(**awkward))

    assert len(shown(workplace, page)) >= 3
    assert queries_of(workplace, reverse(page)) == few


def test_the_page_of_a_run_is_short_however_much_was_wrong(workplace: Client, tmp_path: Path) -> None:
    first = run(tmp_path, make_source(), *entries(1, types=["O", "C"]))
    address = reverse("admin:imports_importrun_change", args=[first.pk])
    workplace.get(address)
    few = queries_of(workplace, address)
    many = [
        ImportProblem(run=first, code=code, key=f"record-{number}", rejects=True)
        for code in ("day_unreadable", "time_unreadable")
        for number in range(3_000)
    ]
    ImportProblem.objects.bulk_create(many)

    content = workplace.get(address).content.decode()

    assert queries_of(workplace, address) == few
    assert len(content) < 30_000
    assert (content.count("3000"), content.count("record-")) == (2, 10)
    link = f"{reverse(PROBLEMS)}?run__id__exact={first.pk}"
    assert link in content
    assert len(shown(workplace, PROBLEMS, run__id__exact=first.pk, rejects__exact=1)) == 50


@pytest.mark.parametrize("page", [RUNS, HELD, PROBLEMS, SOURCES])
@pytest.mark.parametrize(
    "query",
    [
        {"q": "%"},
        {"q": "x" * 5_000},
        {"q": "a\0b"},
        {"q": "' OR 1=1 --"},
        {"p": "99999"},
        {"p": "abc"},
        {"o": "9.-3"},
        {"all": ""},
        {"outcome__exact": "nonsense"},
        {"run__id__exact": "nonsense"},
        {"no_such_field": "1"},
        {"source__owner_mail__startswith": "a"},
    ],
)
def test_odd_addresses_of_lists_are_answered(workplace: Client, tmp_path: Path, page: str, query: dict[str, str]) -> None:
    run(tmp_path, make_source(), item(notes=f"Píšte na {MAIL}", types=["O", "C"]))

    response = workplace.get(reverse(page), query, follow=True)

    assert response.status_code in {200, 400}


def test_runs_are_found_by_outcome_and_source(workplace: Client, tmp_path: Path) -> None:
    waiting = waiting_run(tmp_path)
    run(tmp_path, make_source("other"), *entries(1))

    assert shown(workplace, RUNS, outcome__exact="waiting") == [waiting]
    assert {found.source.slug for found in shown(workplace, RUNS, q="other")} == {"other"}


def test_a_held_text_is_shown_and_erased_with_one_entry_for_all(workplace: Client, tmp_path: Path) -> None:
    run(tmp_path, make_source(), item(notes=f"Píšte na {MAIL}"), item(slug="x", day=2, notes="Volajte +421 905 123 456"))
    before = Revision.objects.count()
    assert MAIL in workplace.get(reverse(HELD)).content.decode()

    act(workplace, HELD, "seen", *HeldText.objects.all())

    assert shown(workplace, HELD) == []
    assert set(HeldText.objects.values_list("text", flat=True)) == {""}
    assert Revision.objects.count() == before + 1
    assert [change.fields["text"] for change in Change.objects.filter(revision=Revision.objects.latest("pk"))] == [[None, None]] * 2


def test_thousands_of_held_texts_are_erased_at_once(workplace: Client, tmp_path: Path) -> None:
    run(tmp_path, make_source(), item(notes=f"Píšte na {MAIL}"))
    one = HeldText.objects.get()
    HeldText.objects.bulk_create(
        HeldText(source_meeting=one.source_meeting, field_name="notes", text=MAIL, reason="email") for _number in range(1_500)
    )

    with CaptureQueriesContext(connection) as captured:
        act(workplace, HELD, "seen", one, everything=True)

    assert HeldText.objects.exclude(text="").count() == 0
    assert len(captured) < 60


def test_a_long_held_text_is_whole_on_its_own_page_only(workplace: Client, tmp_path: Path) -> None:
    run(tmp_path, make_source(), item(notes=f"Píšte na {MAIL}"))
    held = HeldText.objects.get()
    held.text = "Píšte mi. " * 100 + "Koniec."
    held.save()

    listed = workplace.get(reverse(HELD)).content.decode()
    alone = workplace.get(reverse("admin:imports_heldtext_change", args=[held.pk])).content.decode()

    assert ("Píšte mi." in listed, "Koniec." in listed, "Koniec." in alone) == (True, False, True)


def test_what_has_expired_is_not_shown_though_not_yet_deleted(workplace: Client, tmp_path: Path) -> None:
    run(tmp_path, make_source(), item(notes=f"Píšte na {MAIL}"))
    HeldText.objects.update(arrived_at=NOW - timedelta(days=4000))

    assert shown(workplace, HELD) == []


def test_who_may_only_look_can_do_nothing(client: Client, tmp_path: Path) -> None:
    waiting = waiting_run(tmp_path)
    waiting.source.service_body = make_body("Oblasť")
    waiting.source.save()
    looker = User.objects.create_user("looker@example.org", "not-a-real-password")
    give_role(looker, MembershipRole.READER, waiting.source.service_body)
    client.force_login(looker)

    act(client, RUNS, "apply_although", waiting)
    act(client, RUNS, "refuse", waiting)

    waiting.refresh_from_db()
    assert waiting.outcome == Outcome.WAITING
    assert client.get(reverse(HELD)).status_code == 403
    assert client.get(reverse(PROBLEMS)).status_code == 200


@pytest.mark.parametrize("name", ["importrun", "heldtext", "importproblem"])
def test_what_runs_leave_can_be_neither_added_nor_changed_nor_deleted(workplace: Client, tmp_path: Path, name: str) -> None:
    run(tmp_path, make_source(), item(notes=f"Píšte na {MAIL}", types=["O", "C"]))
    row = apps.get_model("imports", name)._default_manager.values_list("pk", flat=True)[0]

    assert workplace.post(reverse(f"admin:imports_{name}_add"), {}).status_code == 403
    assert workplace.post(reverse(f"admin:imports_{name}_change", args=[row]), {"outcome": "applied"}).status_code == 403
    assert workplace.post(reverse(f"admin:imports_{name}_delete", args=[row]), {"post": "yes"}).status_code == 403
