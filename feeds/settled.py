"""Up to which revision a mirror can be told without missing one that turns up later (history/settled.py)."""

from history import settled as numbers
from history.models import Revision


def settled(first: int) -> int:
    """The highest revision up to which nothing is missing; whoever asks has everything before `first`."""
    return numbers.settled(Revision, first)


def settled_start() -> int:
    """The same for whoever has nothing yet; while somebody writes it is a day back."""
    return numbers.settled_start(Revision, "at")


def newest_revision() -> int:
    """The highest number that can be seen; 0 before there is any."""
    return numbers.newest(Revision)
