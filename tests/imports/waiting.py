"""Runs that wait, for the tests."""

from pathlib import Path
from typing import Any

from imports.models import ImportRun, Source
from meetings.models import Meeting
from tests.imports.world import entries, make_source, run
from tests.interchange.feeds import item

LISTED = 9  # of which one stays: the run waits


def waiting_run(folder: Path, source: Source | None = None, **changes: Any) -> ImportRun:
    """A run that waits with everything: of nine meetings it has the first one, changed, and a new one."""
    source = source or make_source()
    run(folder, source, *entries(LISTED))
    changed = {**entries(1)[0], **changes}
    return run(folder, source, changed, item(slug="new", name="Nová", day=9), item(slug="newer", name="Novšia"))


def meeting_of(key: str) -> Meeting:
    return Meeting.objects.select_related("venue", "group").get(source_links__key=key)
