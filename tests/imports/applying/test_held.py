"""What is personal is held for a person to look at, and does not stay for long."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from django.db import connection

from history.models import Change
from imports.actions import decide, forget_expired
from imports.kinds import Outcome
from imports.models import HeldText, ImportRun, KeptFeed
from tests.imports.world import NOW, entries, make_source, only_meeting, run
from tests.interchange.feeds import item
from tests.meetings.world import ROAD

pytestmark = pytest.mark.django_db

MAIL = "jana@example.org"
WITH_MAIL = {"notes": f"Vchod z dvora. Píšte na {MAIL}"}


def test_personal_text_is_held_and_not_shown(tmp_path: Path) -> None:
    run(tmp_path, make_source(), item(**WITH_MAIL, contact_1_phone="+421 905 123 456"))

    assert str(only_meeting().notes) == "Vchod z dvora."
    held = {(one.field_name, one.reason) for one in HeldText.objects.all()}
    assert held == {("notes", "email"), ("contact_1_phone", "contact")}
    assert MAIL in HeldText.objects.get(field_name="notes").text


def test_passcodes_to_join_stay_where_they_are_needed(tmp_path: Path) -> None:
    run(tmp_path, make_source(), item(conference_url="https://zoom.us/j/1", conference_url_notes="Passcode: 4711"))

    assert (only_meeting().access_notes, HeldText.objects.count()) == ("Passcode: 4711", 0)


def test_a_second_run_holds_nothing_twice(tmp_path: Path) -> None:
    source = make_source()
    run(tmp_path, source, item(**WITH_MAIL))

    run(tmp_path, source, item(**WITH_MAIL))

    assert HeldText.objects.count() == 1


def test_a_changed_record_holds_what_it_says_now(tmp_path: Path) -> None:
    source = make_source()
    run(tmp_path, source, item(**WITH_MAIL))

    run(tmp_path, source, item(notes="Píšte na eva@example.org"))

    assert ["eva@example.org" in one.text for one in HeldText.objects.all()] == [True]


def test_a_decision_erases_the_text_everywhere(tmp_path: Path) -> None:
    run(tmp_path, make_source(), item(**WITH_MAIL))

    decide(HeldText.objects.all(), by=None, source=ROAD)

    held = HeldText.objects.get()
    assert (held.text, held.decided_at is None) == ("", False)
    assert MAIL not in "".join(f"{change.label} {change.fields}" for change in Change.objects.all())


def test_nothing_is_held_for_more_than_90_days(tmp_path: Path) -> None:
    source = make_source()
    run(tmp_path, source, item(**WITH_MAIL), *entries(4))
    HeldText.objects.update(arrived_at=NOW)

    forget_expired(NOW + timedelta(days=89))
    assert HeldText.objects.count() == 1

    forget_expired(NOW + timedelta(days=90))
    assert HeldText.objects.count() == 0


def test_a_feed_that_waits_is_kept_for_90_days(tmp_path: Path) -> None:
    source = make_source()
    run(tmp_path, source, *entries(5))
    waiting = run(tmp_path, source, *entries(1))

    forget_expired(NOW + timedelta(days=90))

    assert (KeptFeed.objects.count(), ImportRun.objects.get(pk=waiting.pk).outcome) == (0, Outcome.OVERTAKEN)


def test_every_run_forgets_what_has_expired(tmp_path: Path) -> None:
    source = make_source()
    run(tmp_path, source, item(**WITH_MAIL))
    HeldText.objects.update(arrived_at=NOW)

    run(tmp_path, source, item(**WITH_MAIL), at=NOW + timedelta(days=91))

    assert HeldText.objects.count() == 0


GAZETTEER = {"places_place", "places_placename", "places_postalcode"}
PERSONAL = ("jana@example.org", "905 123 456", "905123456", "4711-tajne", "Jana", "Eva")
EVERYWHERE = "Vchod z dvora. Volajte Jana +421 905 123 456 alebo jana@example.org. Heslo: 4711-tajne"


def test_nothing_personal_is_in_any_column_but_the_held_text(tmp_path: Path) -> None:
    texts = dict.fromkeys(("notes", "location_notes", "group_notes", "location"), EVERYWHERE)
    contacts = {"contact_1_name": "Eva", "contact_1_email": MAIL, "contact_1_phone": "+421 905 123 456", "feedback_emails": [MAIL]}
    source = make_source()

    run(tmp_path, source, item(**texts, **contacts), item(slug="x", time=EVERYWHERE), *entries(4))
    run(tmp_path, source, item(**{**texts, "notes": f"{EVERYWHERE}!", "group": f"Ráno {MAIL}"}, **contacts), *entries(4))

    found = {(table, column) for table, column, text in all_texts() if any(one in text for one in PERSONAL)}
    assert found == {("imports_heldtext", "text")}


def all_texts() -> Iterator[tuple[str, str, str]]:
    """Table, column and value of everything that is stored, but for the gazetteer."""
    with connection.cursor() as cursor:
        for table in set(connection.introspection.table_names(cursor)) - GAZETTEER:
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")  # noqa: S608
            columns = [column[0] for column in cursor.description]
            for row in cursor.fetchall():
                yield from ((table, column, str(value)) for column, value in zip(columns, row, strict=True))
