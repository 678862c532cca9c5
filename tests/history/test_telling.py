"""What the history tells, in words."""

from typing import Any

import pytest
from django.contrib.contenttypes.models import ContentType
from django.utils.translation import override

from accounts.models import User
from groups.models import Contact, Group
from history.actions import delete
from history.models import Change
from history.telling import row_names, tell, tell_change
from history.wording import change_lines, cut
from meetings.models import Format, Meeting, ScheduleRule
from places.models import Venue
from tests.history.world import latest
from tests.meetings.world import ROAD, make_group, make_meeting

pytestmark = pytest.mark.django_db


def said(model: type[Any], fields: dict[str, list[Any]], *, is_gone: bool = False) -> list[str]:
    return [line.text for line in change_lines(model, fields, {}, is_gone=is_gone)]


@pytest.mark.parametrize(
    ("model", "field", "pair", "text"),
    [
        (Meeting, "name", ["Nádej", "Iná"], "Name: from “Nádej” to “Iná”"),
        (Meeting, "phone", ["", "+421 1"], "Number to dial in: now “+421 1”, was empty"),
        (Meeting, "phone", ["+421 1", ""], "Number to dial in: now empty, was “+421 1”"),
        (Meeting, "status", ["draft", "published"], "Status: from “draft” to “published”"),
        (Meeting, "ended_on", [None, "2026-11-24"], "Ended on: now “24 November 2026”, was empty"),
        (Meeting, "is_link_on_request", [False, True], "The group gives the link on request: from “no” to “yes”"),
        (Meeting, "languages", [["sk"], ["sk", "svk"]], "Languages: added Slovak sign language"),
        (Meeting, "audiences_only", [["women"], ["men"]], "Only for: added men; taken away women"),
        (Meeting, "languages", [["sk", "pl"], ["pl", "sk"]], "Languages: in another order"),
        (Meeting, "notes", [{"sk": "Zvoniť"}, {"sk": "Klopať"}], "Notes (Slovak): from “Zvoniť” to “Klopať”"),
        (Meeting, "notes", [{"und": "Zvoniť"}, {}], "Notes: now empty, was “Zvoniť”"),
        (ScheduleRule, "start_minute", [1080, 1110], "Starts: from “18:00” to “18:30”"),
        (ScheduleRule, "weekday", [1, 4], "Weekday: from “Tuesday” to “Friday”"),
        (ScheduleRule, "pause_from", [None, 701], "Pause every year from: now “1 July”, was empty"),
        (ScheduleRule, "ordinals", [[1], [1, -1]], "Weeks of the month: added last"),
        (ScheduleRule, "months", [[], [3]], "Only in the months: added March"),
        (ScheduleRule, "duration_minutes", [90, 60], "Lasts (minutes): from “90” to “60”"),
        (Venue, "latitude", [49.22314567, 49.5], "Latitude: from “49.2231” to “49.5”"),
        (Venue, "step_free", [None, False], "Step-free access: now “no”, was empty"),
        (Contact, "value", [None, None], "Number or address: changed; what it says is not kept here"),
    ],
)
def test_a_field_is_told_in_words(model: type[Any], field: str, pair: list[Any], text: str) -> None:
    assert said(model, {field: pair}) == [text]


@pytest.mark.parametrize("value", ["1x", 99, [1], {"a": 1}, 10**9, "2026-13-40"])
@pytest.mark.parametrize("field", ["weekday", "start_minute", "pause_from", "valid_from", "months", "formats", "meeting_id"])
def test_what_no_column_would_take_is_shown_as_it_was_kept(field: str, value: Any) -> None:
    changed = {field: [None, [value] if field in {"months", "formats"} else value]}
    if field == "meeting_id" and not isinstance(value, int):
        return

    assert len(said(ScheduleRule, changed)) == 1


def test_what_follows_from_other_fields_is_not_told() -> None:
    changed: dict[str, list[Any]] = {"search_text": ["a", "b"], "latitude": [1.0, 2.0], "longitude": [1.0, 2.0], "slug": ["a", "b"]}

    assert said(Meeting, changed) == []


def test_of_a_deleted_row_it_is_told_what_it_said_last() -> None:
    last: dict[str, list[Any]] = {
        "id": [5, None],
        "name": ["Nádej", None],
        "phone": ["", None],
        "notes": [{"sk": "Zvoniť"}, None],
        "ended_on": [None, None],
    }

    assert said(Meeting, last, is_gone=True) == ["Name: “Nádej”", "Notes (Slovak): “Zvoniť”"]


def test_a_long_text_is_cut_to_what_differs() -> None:
    start, end = "Prídite bočným vchodom. " * 10, " Kávu varíme vždy." * 10

    before = cut(f"{start}Kód 1234.{end}", f"{start}Kód 5678.{end}")

    assert before == "…. Prídite bočným vchodom. Kód 1234. Kávu varíme vždy. Kávu varím…"


@pytest.mark.parametrize(
    ("text", "other"), [("a" * 200, "a" * 300), ("a" * 300, "a" * 200), ("x" * 300, "y"), ("ab" * 100, "ab" * 101)]
)
def test_a_cut_text_stays_short(text: str, other: str) -> None:
    assert len(cut(text, other)) <= 122


def test_rows_are_named_as_they_are_called_today_or_were_last() -> None:
    reader = User.objects.create_superuser("admin@example.org")
    meeting = make_meeting()
    gone = make_group("Stará")
    key = gone.pk
    delete(gone, by=None, source=ROAD)

    names = row_names([(Meeting, meeting.pk), (Group, key), (Format, 99)], reader)

    assert names == {
        (Meeting, meeting.pk): "Nádej",
        (Group, key): "Stará",
        (Format, 99): "(gone, or in the care of others)",
    }


def test_an_entry_in_which_only_an_index_changed_is_not_told() -> None:
    reader = User.objects.create_superuser("admin@example.org")
    make_meeting()
    change = latest("meeting")
    change.kind, change.fields = "changed", {"search_text": ["a", "b"]}

    assert tell([change.revision], [change], to=reader) == []


def test_it_is_told_in_the_readers_language() -> None:
    change = Change(
        kind="changed", label="Nádej", fields={"weekday": [1, 4]}, content_type=ContentType.objects.get_for_model(ScheduleRule)
    )

    with override("sk"):
        (line,) = tell_change(change, {}, change.label).lines

    assert line.text == "Deň v týždni: z „utorok“ na „piatok“"
