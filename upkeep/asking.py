"""Who is asked whether a listing is still true, and when: values in, values out. The day comes in as an argument."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta

from upkeep.kinds import Stage

FIRST_DAYS = 1  # a site that confirms for a few days only does not ask on the day of the confirmation itself


@dataclass(frozen=True, slots=True)
class Listing:
    """A listing that waits for a confirmation. `path` is that of the service body above its group, "/1/5/", or ""; `vouched_on` is
    when somebody vouched for it last."""

    meeting: int
    group: int
    path: str
    vouched_on: date | None


@dataclass(frozen=True, slots=True)
class Holders:
    """The keys of those who may be asked, first the one who holds it longest: for groups and for service bodies whoever may
    confirm, and `queues` for bodies whoever keeps their queue (editors, moderators)."""

    groups: dict[int, tuple[int, ...]] = field(default_factory=dict)
    bodies: dict[int, tuple[int, ...]] = field(default_factory=dict)
    queues: dict[int, tuple[int, ...]] = field(default_factory=dict)

    def of(self, listing: Listing) -> tuple[int, ...]:
        """Those of the group, else of the nearest service body above that has any."""
        return self.groups.get(listing.group) or nearest(self.bodies, listing.path)


@dataclass(frozen=True, slots=True)
class Asked:
    """A question that was put before: to whom, at which stage, in the round that began on `since`."""

    user: int
    stage: Stage
    since: date


@dataclass(frozen=True, slots=True)
class Due:
    """A question that is due. `overdue_days` is how long ago its stage began."""

    listing: Listing
    user: int
    stage: Stage
    since: date
    overdue_days: int


def nearest(bodies: dict[int, tuple[int, ...]], path: str) -> tuple[int, ...]:
    """What is known of the lowest body on a path of which anything is known."""
    keys = [int(key) for key in path.split("/") if key]
    return next((bodies[key] for key in reversed(keys) if bodies.get(key)), ())


def days_of(stage: Stage, *, confirmed_days: int) -> int:
    """After how many days a stage begins; its number is that of a site on which a confirmation holds for 90."""
    return max(FIRST_DAYS, confirmed_days + stage - Stage.DUE)


def stage_on(since: date, today: date, *, confirmed_days: int) -> Stage | None:
    """The highest stage that has begun: what was missed while nothing ran is not made up for one by one."""
    reached = [stage for stage in Stage if since + timedelta(days=days_of(stage, confirmed_days=confirmed_days)) <= today]
    return max(reached, default=None)


def round_of(listing: Listing, asked: Iterable[Asked], today: date, *, confirmed_days: int) -> date:
    """The day from which the days are counted: that of the last vouching. For what nobody ever vouched for the first question is
    due at once, so its round begins as if the time for that had just come, and goes on from there."""
    if listing.vouched_on is not None:
        return listing.vouched_on
    first = today - timedelta(days=days_of(Stage.SOON, confirmed_days=confirmed_days))
    return max((one.since for one in asked), default=first)


def people(stage: Stage, listing: Listing, holders: Holders) -> tuple[int, ...]:
    """Whose turn it is at a stage."""
    asked = holders.of(listing)
    if stage in {Stage.SOON, Stage.DUE}:
        return asked[:1]
    if stage is Stage.OTHER_HOLDER:
        return asked[1:] or tuple(user for user in nearest(holders.bodies, listing.path) if user not in asked)
    return nearest(holders.queues, listing.path)


def due_now(listing: Listing, holders: Holders, asked: Collection[Asked], today: date, *, confirmed_days: int) -> list[Due]:
    """Whom to ask about a listing today: those whose turn it is and who were not asked at this stage, and those whose turn came
    earlier and who were never asked in this round."""
    since = round_of(listing, asked, today, confirmed_days=confirmed_days)
    stage = stage_on(since, today, confirmed_days=confirmed_days)
    if stage is None:
        return []
    earlier = [user for one in Stage if one < stage for user in people(one, listing, holders)]
    now = [one for one in asked if one.since == since]
    known, known_here = {one.user for one in now}, {one.user for one in now if one.stage == stage}
    turn = [user for user in people(stage, listing, holders) if user not in known_here]
    wanted = dict.fromkeys([*turn, *(user for user in earlier if user not in known)])
    overdue = (today - since).days - days_of(stage, confirmed_days=confirmed_days)
    return [Due(listing, user, stage, since, overdue) for user in wanted]
