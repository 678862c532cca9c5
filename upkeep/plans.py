"""What a change of many listings would do, in words, before it is done."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from hashlib import sha256

MOST_SHOWN = 50
NOTE_LENGTH = 200  # history.models.Revision


@dataclass(frozen=True, slots=True)
class Line:
    """What becomes of one listing. A refused one stays as it is, and `text` says why."""

    name: str
    text: str
    is_refused: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """`summary` is a sentence, for the preview and for the history; `counts` say how many of what. `basis` is all that the lines
    were made from: where it differs from what was shown, nothing is done and the new lines are shown."""

    summary: str
    lines: list[Line]
    counts: tuple[str, ...] = ()
    basis: Iterable[object] = field(default=(), repr=False)

    @property
    def fingerprint(self) -> str:
        return sha256(repr(list(self.basis)).encode()).hexdigest()

    @property
    def done(self) -> list[Line]:
        return [line for line in self.lines if not line.is_refused]

    @property
    def refused(self) -> list[Line]:
        return [line for line in self.lines if line.is_refused]

    @property
    def shown(self) -> list[Line]:
        return self.done[:MOST_SHOWN]

    @property
    def count_more(self) -> int:
        """How many there are besides those shown."""
        return max(0, len(self.done) - MOST_SHOWN)

    @property
    def note(self) -> str:
        return self.summary[:NOTE_LENGTH]

    @property
    def refused_shown(self) -> list[Line]:
        return self.refused[:MOST_SHOWN]
