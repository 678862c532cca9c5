"""A meeting of which a person here and its source say different things, for the tests."""

from pathlib import Path
from typing import Any

from imports.models import Disagreement, Source
from meetings.actions import save_meeting
from tests.imports.world import make_source, only_meeting, run
from tests.interchange.feeds import item
from tests.meetings.world import ROAD

OURS, THEIRS = "Ráno v dome kultúry", "Skoré ráno"


def edit(**fields: Any) -> None:
    """A coordinator changes the meeting."""
    meeting = only_meeting()
    for name, value in fields.items():
        setattr(meeting, name, value)
    save_meeting(meeting, by=None, source=ROAD)


def disagreement(folder: Path, source: Source | None = None) -> Disagreement:
    """The name was changed here, then by the source."""
    source = source or make_source()
    run(folder, source, item())
    edit(name=OURS)
    run(folder, source, item(name=THEIRS))
    return Disagreement.objects.open().for_deciding().get()
