"""Duties: what needs somebody. Rooms register what they may need a coordinator for; the first screen of the workplace shows what
is found.

    @duty(order=20)
    def suggestions_to_read(user: User, today: date) -> Duty | None: ...
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from accounts.models import User


@dataclass(frozen=True, slots=True, kw_only=True)
class Duty:
    """A sentence with its number ("3 suggestions wait for a decision"), the address where it is done, and the first few of them as
    (text, address). `is_urgent`: somebody may stand at a locked door today."""

    sentence: str
    address: str
    count: int
    examples: tuple[tuple[str, str], ...] = ()
    is_urgent: bool = False


FindDuty = Callable[["User", date], Duty | None]
EXAMPLES = 5
_duties: list[tuple[int, FindDuty]] = []


def duty(*, order: int) -> Callable[[FindDuty], FindDuty]:
    """Register a question; lower orders are shown first."""

    def register(find: FindDuty) -> FindDuty:
        _duties.append((order, find))
        return find

    return register


def duties_of(user: "User", today: date) -> list[Duty]:
    """What needs this person today, the urgent first."""
    found = [found for _order, find in sorted(_duties, key=lambda one: one[0]) if (found := find(user, today))]
    return sorted(found, key=lambda one: not one.is_urgent)
