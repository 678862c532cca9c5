"""How far a mirror has read. It keeps the text and sends it back; what is in it is our own affair."""

import re
from dataclasses import dataclass

FORM = re.compile(r"(?:w(\d{1,18})-(\d{1,18})|c(\d{1,18})-(\d{1,18})(?:-(\d{1,18})-(\d{1,18})-(\d{1,18}))?)\Z", re.ASCII)
Step = tuple[int, int]  # a revision, and one of its changes


@dataclass(frozen=True, slots=True)
class WholeCursor:
    """In the middle of the whole directory: what has changed since the revision `begun` comes after it; meetings up to the key
    `meeting` are told."""

    begun: int
    meeting: int = 0

    def __str__(self) -> str:
        return f"w{self.begun}-{self.meeting}"


@dataclass(frozen=True, slots=True)
class ChangesCursor:
    """The first change that is not told. With `until`, the first after a stretch of changes of which the meetings up to the key
    `meeting` are told."""

    since: Step
    until: Step | None = None
    meeting: int = 0

    def __str__(self) -> str:
        rest = "-{}-{}-{}".format(*self.until, self.meeting) if self.until else ""
        return "c{}-{}".format(*self.since) + rest


Cursor = WholeCursor | ChangesCursor


def after(revision: int) -> ChangesCursor:
    """All up to a revision is told."""
    return ChangesCursor((revision + 1, 0))


def read(text: str) -> Cursor | None:
    """A cursor as it was given out; None for anything else."""
    found = FORM.match(text)
    if found is None:
        return None
    begun, meeting, *rest = (int(part) if part else None for part in found.groups())
    if begun is not None:
        return WholeCursor(begun, meeting or 0)
    revision, change, until_revision, until_change, told = rest
    until = None if until_revision is None else (until_revision, until_change or 0)
    return ChangesCursor((revision or 0, change or 0), until, told or 0)
