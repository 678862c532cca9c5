"""Feeds with anything in any field: every record has its fate, and none takes the others with it."""

from pathlib import Path
from typing import Any

import pytest

from imports.kinds import Outcome
from meetings.models import Meeting
from tests.imports.world import figures, make_source, run
from tests.interchange.feeds import COMPLETE, item

pytestmark = pytest.mark.django_db

FIELDS = [
    *COMPLETE,
    *("address", "city", "state", "postal_code", "country", "region", "sub_region", "regions", "coordinates", "attendance_option"),
    *("notes", "location_notes", "group", "group_id", "group_notes", "url", "website", "venmo", "square", "paypal"),
    *("conference_url", "conference_url_notes", "conference_phone", "conference_phone_notes", "email", "contact_1_name"),
    *("entity", "entity_email", "entity_url", "feedback_emails", "feedback_url", "edit_url", "homegroup_online"),
]
HOSTILE = {
    "nul": "Ráno\0večer",
    "half a character": "Ráno \ud83d",
    "right to left": "\u202eonáR\u202c\u2066\u200b",
    "very long": "Ráno " * 20_000,
    "one long word": "R" * 300,
    "markup": "<script>alert(1)</script><img src=x onerror=alert(1)>",
    "template": "{{ settings.SECRET_KEY }}{% debug %}%s%(x)s${x}",
    "quotes": "'; DROP TABLE meetings_meeting; --\\",
    "list": [["Ráno"], {}, None],
    "object": {"name": {"name": "Ráno"}},
    "large number": 10**400,
    "small number": -(10**30),
    "infinity": 1e308 * 10,
    "no number": float("nan"),
    "yes": True,
}


@pytest.mark.parametrize("value", HOSTILE.values(), ids=HOSTILE.keys())
def test_a_strange_value_in_any_field_stops_no_other_record(tmp_path: Path, value: Any) -> None:
    strange = [item(**{"slug": f"s{number}", "name": f"Skupina {number}", name: value}) for number, name in enumerate(FIELDS)]

    first = run(tmp_path, make_source(), *strange, item())

    assert first.outcome == Outcome.APPLIED
    assert first.came_in == len(FIELDS) + 1
    assert Meeting.objects.filter(source_links__key="ranna-skupina").count() == 1
    assert Meeting.objects.count() == first.created


@pytest.mark.parametrize("value", HOSTILE.values(), ids=HOSTILE.keys())
def test_a_strange_value_that_comes_later_stops_no_other_record(tmp_path: Path, value: Any) -> None:
    source = make_source()
    run(tmp_path, source, *[item(slug=f"s{number}", name=f"Skupina {number}") for number, _name in enumerate(FIELDS)], item())
    strange = [item(**{"slug": f"s{number}", "name": f"Skupina {number}", name: value}) for number, name in enumerate(FIELDS)]

    second = run(tmp_path, source, *strange, item(time="08:00", end_time="09:00"), allow_withdrawals=True)
    third = run(tmp_path, source, *strange, item(time="08:00", end_time="09:00"), allow_withdrawals=True)

    assert second.outcome == Outcome.APPLIED
    assert Meeting.objects.get(source_links__key="ranna-skupina").rules.get().start_minute == 480
    assert figures(third) == (0, 0, third.came_in - second.rejected, second.rejected, 0)
