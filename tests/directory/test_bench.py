"""The benchmark builds its world and measures every page, so that its figures are of pages that were really answered."""

import json
from io import StringIO

import pytest
from django.core.management import call_command

from directory.bench import measures, saving
from history.models import Revision
from meetings.models import Meeting

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("gazetteer")]


def test_every_page_is_measured_and_what_was_saved_is_put_back(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(measures, "TIMES", 3)
    monkeypatch.setattr(saving, "TIMES", 3)
    call_command("load_seeds", stdout=StringIO())
    told = StringIO()

    call_command("bench", meetings=400, no_gunicorn=True, json=True, stdout=told, stderr=StringIO())

    figures = json.loads(told.getvalue())["pages"]
    assert len(figures) == 17
    assert all(page["from_nothing_ms"] > 0 for page in figures.values())
    assert figures["a view that does nothing"]["queries"] == 0
    assert figures["25 rows by index, rendered"]["queries"] == 1
    assert figures["a save in the admin"]["queries"] > 50

    assert not Meeting.objects.filter(name="Bench").exists()
    assert not Revision.objects.filter(by__email="bench@example.org").exists()
