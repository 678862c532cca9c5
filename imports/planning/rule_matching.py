"""Which of a meeting's rules is which of the feed's, so that a rule keeps its id: calendars and exceptions hang on it. Pure."""

from collections import defaultdict
from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass, field
from typing import Generic, Protocol, TypeVar

from interchange.records import Recurrence


class HasRecurrence(Protocol):
    """A rule of ours or of a record."""

    @property
    def recurrence(self) -> Recurrence: ...


Old = TypeVar("Old", bound=HasRecurrence)
New = TypeVar("New", bound=HasRecurrence)

# What two rules may have in common, the most telling first: all, the date, the hour, the day at another hour, another day.
LIKENESSES: tuple[Callable[[Recurrence], Hashable], ...] = (
    lambda recurrence: recurrence,
    lambda recurrence: (recurrence.first_on, recurrence.weekday, recurrence.start_minute),
    lambda recurrence: (recurrence.weekday, recurrence.start_minute),
    lambda recurrence: recurrence.weekday,
    lambda recurrence: recurrence.start_minute,
    lambda _recurrence: None,
)


@dataclass(slots=True)
class Matches(Generic[Old, New]):
    """Pairs of what is and what is to be, and what has no partner."""

    pairs: list[tuple[Old, New]] = field(default_factory=list)
    added: list[New] = field(default_factory=list)
    removed: list[Old] = field(default_factory=list)


def match_rules(old: Sequence[Old], new: Sequence[New]) -> Matches[Old, New]:
    """Pair as many rules as there are partners for."""
    matches: Matches[Old, New] = Matches(added=list(new), removed=list(old))
    for likeness in LIKENESSES:
        waiting: defaultdict[Hashable, list[Old]] = defaultdict(list)
        for rule in matches.removed:
            waiting[likeness(rule.recurrence)].append(rule)
        single = []
        for wanted in matches.added:
            partners = waiting[likeness(wanted.recurrence)]
            if partners:
                matches.pairs.append((partners.pop(0), wanted))
            else:
                single.append(wanted)
        matches.added = single
        matches.removed = [rule for rules in waiting.values() for rule in rules]
    return matches
