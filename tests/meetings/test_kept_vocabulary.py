"""Names of topics, fellowships and formats are read once, and read again when one of them changes."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from groups.models import Fellowship, Topic
from history.actions import save
from history.tracking import tracking
from meetings.models import Format
from tests.meetings.visits import page, today_meeting
from tests.meetings.world import ROAD

pytestmark = pytest.mark.django_db
RESULTS = "/en/meetings/"


def tables_asked(client: Client) -> str:
    """The questions of a page of results, as one text."""
    with CaptureQueriesContext(connection) as asked:
        assert client.get(RESULTS).status_code == 200
    return " ".join(one["sql"] for one in asked)


def test_who_changes_a_meeting_does_not_make_names_be_read_again(client: Client) -> None:
    today_meeting("Nádej")
    first = tables_asked(client)
    today_meeting("Ráno")
    second = tables_asked(client)

    for table in ("groups_topic", "groups_fellowship", "meetings_format"):
        assert f'FROM "{table}"' in first
        assert f'FROM "{table}"' not in second
    assert "Ráno" in page(client, RESULTS)


@pytest.mark.parametrize(
    ("row", "name"),
    [
        (lambda: Topic(slug="alcohol", name={"en": "Alcohol"}), "Spirits"),
        (lambda: Fellowship(slug="na", name={"en": "Narcotics"}, method="twelve_step"), "Nameless"),
        (lambda: Format(slug="book", name={"en": "Book study"}, category="literature"), "Reading"),
    ],
)
def test_a_new_name_is_shown_at_once(client: Client, row: object, name: str) -> None:
    known = save(row(), by=None, source=ROAD)  # type: ignore[operator]
    before = page(client, RESULTS)
    known.name = {"en": name}
    with tracking(known, by=None, source=ROAD):
        known.save()

    assert name not in before
    assert name in page(client, RESULTS)
