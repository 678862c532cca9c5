"""A tally of problems: the first ones of each kind as they are, the rest as a number, so that a bad feed fills no memory."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from imports.reasons import ImportCode
from interchange.reasons import ProblemCode
from interchange.records import Problem

MOST_NOTED = 20  # examples that are kept of each kind
MOST_REJECTIONS = 1_000  # and schedules in words: somebody is to look at each


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """A problem, or `count` of one kind."""

    code: str
    key: str = ""
    index: int | None = None
    field_name: str = ""
    value: str = ""
    rejects: bool = False
    count: int = 1


@dataclass(slots=True)
class Tally:
    """What was wrong, as it is told to a person."""

    kept: list[Told] = field(default_factory=list)
    kept_of: Counter[str] = field(default_factory=Counter)
    further: Counter[tuple[str, bool]] = field(default_factory=Counter)

    def add(self, told: Told) -> None:
        """Keep a problem, or count it with the others of its kind."""
        most = MOST_REJECTIONS if told.rejects or told.code == ImportCode.SCHEDULE_IN_WORDS else MOST_NOTED
        if self.kept_of[told.code] < most:
            self.kept_of[told.code] += 1
            self.kept.append(told)
        else:
            self.further[told.code, told.rejects] += told.count

    def all(self) -> Iterator[Told]:
        """The examples, then the numbers of what is not among them."""
        yield from self.kept
        for (code, rejects), count in self.further.items():
            yield Told(code=code, rejects=rejects, count=count)


def told(problem: Problem) -> Told:
    """What a reader's problem says. Those about the whole feed have their figures in `details`."""
    plain = Told(
        code=problem.code,
        key=problem.key,
        index=problem.index,
        field_name=problem.field_name,
        value=problem.value,
        rejects=problem.rejects,
    )
    details = problem.details
    match problem.code:
        case ProblemCode.UNKNOWN_CODE:
            return replace(plain, value=str(details["code"]), count=int(details["count"]))
        case ProblemCode.UNKNOWN_COLUMN:
            return replace(plain, value=f"{details['column']} ({details['count']})")  # once for each column, with its rows
        case ProblemCode.COORDINATES_SHARED:
            return replace(plain, value=f"{details['latitude']}, {details['longitude']}", count=int(details["rows"]))
        case ProblemCode.ENCODING_MIXED | ProblemCode.ENCODING_WESTERN:
            return replace(plain, count=int(details["bytes"]))
        case _:
            return plain
