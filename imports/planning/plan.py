"""What a run would do: decided from the keys and fingerprints of what came in and of what is known. Pure; nothing is written here.

What came in is always created, updated, unchanged or rejected, each once.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

MOST_PERCENT = 50  # of its meetings missing: rather the feed is broken than that they all have ended
PERCENT = 100


class Verdict(StrEnum):
    """How much of a plan may be done without asking a person."""

    APPLY = "apply"
    HOLD_WITHDRAWALS = "hold_withdrawals"
    WAIT = "wait"


@dataclass(frozen=True, slots=True)
class Known:
    """A record that was taken earlier, and the key of its meeting; None if a person deleted that here, so that it stays away."""

    fingerprint: str
    meeting: int | None
    is_withdrawn: bool = False

    @property
    def is_live(self) -> bool:
        """Listed until now."""
        return self.meeting is not None and not self.is_withdrawn


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """Keys of records, and figures. `restores` are those of `updates` that had been withdrawn."""

    creates: frozenset[str]
    updates: frozenset[str]
    restores: frozenset[str]
    withdrawals: frozenset[str]
    unchanged: int
    rejected: int
    verdict: Verdict

    @property
    def came_in(self) -> int:
        """All entries of the feed."""
        return len(self.creates) + len(self.updates) + self.unchanged + self.rejected

    @property
    def needs_records(self) -> bool:
        """Whether the feed has to be read once more."""
        return bool(self.creates or self.updates)


@dataclass(frozen=True, slots=True, kw_only=True)
class Rejected:
    """Entries that could not be read: how many, and the keys of those that have one. They are not missing from the feed."""

    count: int = 0
    keys: frozenset[str] = frozenset()


def make_plan(
    incoming: Iterable[tuple[str, str]],
    rejected: Rejected,
    known: Mapping[str, Known],
    *,
    withdraw_share_percent: int,
    allow_withdrawals: bool = False,
) -> Plan:
    """The plan for (key, fingerprint) pairs in the order of the feed. Of several with one key the first counts; the others are
    repeats, and unchanged."""
    creates, updates, restores, seen = set(), set(), set(), set()
    unchanged = 0
    for key, fingerprint in incoming:
        former = known.get(key)
        if key in seen or (former is not None and is_unchanged(former, fingerprint)):
            unchanged += 1
        elif former is None:
            creates.add(key)
        else:
            updates.add(key)
            if former.is_withdrawn:
                restores.add(key)
        seen.add(key)
    live = [key for key, former in known.items() if former.is_live]
    missing = frozenset(key for key in live if key not in seen and key not in rejected.keys)
    share = PERCENT if allow_withdrawals else withdraw_share_percent
    return Plan(
        creates=frozenset(creates),
        updates=frozenset(updates),
        restores=frozenset(restores),
        withdrawals=missing,
        unchanged=unchanged,
        rejected=rejected.count,
        verdict=verdict(missing=len(missing), live=len(live), share_percent=share),
    )


def in_order(plan: Plan, keys: Iterable[str]) -> dict[str, list[str]]:
    """The records that a plan creates and updates, in the order of the feed, each once."""
    ordered = list(dict.fromkeys(keys))
    return {"created": [key for key in ordered if key in plan.creates], "updated": [key for key in ordered if key in plan.updates]}


def is_unchanged(former: Known, fingerprint: str) -> bool:
    """Whether nothing is to be done about a record that is known."""
    return former.meeting is None or (not former.is_withdrawn and former.fingerprint == fingerprint)


def verdict(*, missing: int, live: int, share_percent: int) -> Verdict:
    """Above its share a source's withdrawals wait for a person; above half of its meetings, all that came with them waits too."""
    if missing * PERCENT <= live * share_percent:
        return Verdict.APPLY
    return Verdict.WAIT if missing * PERCENT > live * MOST_PERCENT else Verdict.HOLD_WITHDRAWALS
