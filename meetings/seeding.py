"""The seed data of this room, loaded in the way of groups/seeding.py."""

from pathlib import Path

from groups.seeding import Outcomes, load_rows, read_folder
from meetings.models import Format

SEED = Path(__file__).resolve().parent / "seed"


def load_formats(folder: Path = SEED / "formats") -> Outcomes:
    """The formats: how a meeting goes, what is read, what is good to know."""
    return load_rows(Format, read_folder(folder))
