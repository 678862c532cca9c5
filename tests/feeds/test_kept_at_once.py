"""A feed is kept while somebody writes: what is hidden with a lower number than others that are known is not overlooked."""

from pathlib import Path

import pytest
from django.core.management import call_command
from django.db import connection
from django.test import Client
from pytest_django import Settings

from tests.feeds.test_changes_at_once import rename, renamed_meanwhile
from tests.feeds.visits import body
from tests.meetings.visits import today_meeting

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(connection.vendor != "postgresql", reason="on SQLite one transaction writes at a time"),
]


def test_what_is_taken_out_by_a_transaction_that_ends_late_is_gone_then(client: Client, settings: Settings, tmp_path: Path) -> None:
    settings.KEPT_FILES, settings.SITE_ADDRESS = tmp_path, "http://testserver"
    slow, fast = today_meeting("Pomalá"), today_meeting("Rýchla")

    with renamed_meanwhile(slow, "Iná"):
        rename(fast, "Rýchla 2")
        call_command("keep_feeds", **{"from": 1})
        meanwhile = body(client, "/meetings.json?when=any")
    afterwards = body(client, "/meetings.json?when=any")

    assert ("Pomalá" in meanwhile, "Rýchla 2" in meanwhile) == (True, True)
    assert ("Pomalá" in afterwards, "Iná" in afterwards) == (False, True)
