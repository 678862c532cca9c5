"""The parts of the world in which the crowd lives: towns, and the rooms of a language."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import cycle
from random import Random

from directory.demo.chance import by_weight, chance, is_lucky
from directory.demo.tables import read
from directory.demo.venues import crowd_venues
from directory.demo.world import World
from groups.models import ServiceBody
from places.models import Venue

LARGE = 24  # meetings: from here on a town has some groups of every larger fellowship
RARE_IN_LARGE = 9
BY_SHARE = 70  # of a hundred groups elsewhere; the others are those whose turn it is


@dataclass(slots=True)
class Corner:
    """A town, or, without one, the online rooms of a language."""

    number: int
    name: str  # "" online
    country: str
    language: str
    zone: str
    meetings: int
    venues: Sequence[Venue]  # none online
    body: ServiceBody | None
    random: Random


def corners(world: World) -> Iterator[Corner]:
    """All of them, always in the same order."""
    bodies = {slug: key for key, table in read("bodies").items() for slug in table.get("towns", ())}
    for number, (slug, town) in enumerate(world.towns.items()):
        random = chance("crowd", slug)
        yield Corner(
            number=number,
            name=town.place.name,
            country=town.place.country,
            language=town.language,
            zone=town.place.zone,
            meetings=town.meetings,
            venues=crowd_venues(town, random),
            body=world.known.bodies.get(bodies.get(slug, "")),
            random=random,
        )
    for number, room in enumerate(read("rooms")["rooms"]):
        random = chance("rooms", room["language"])
        online = world.known.bodies["online"]
        yield Corner(number=number, name="", country="", venues=(), body=online, random=random, **room)


def fellowships(corner: Corner) -> Iterator[str]:
    """Which fellowships have a group there, one after the other, without end. Those without a share take turns, of which each
    corner begins with the ones that the corner before it leaves off at."""
    tables = read("fellowships")
    shares = {slug: table["share"] for slug, table in tables.items() if "share" in table}
    rare = [slug for slug in tables if slug not in shares]
    begin = corner.number * RARE_IN_LARGE % len(rare)
    turns = cycle(rare[begin:] + rare[:begin])
    if corner.meetings >= LARGE:
        several = [slug for slug, share in shares.items() for _number in range(share)]
        several += [next(turns) for _number in range(RARE_IN_LARGE)]
        yield from corner.random.sample(several, len(several))
    while True:
        usual = by_weight(corner.random, shares)
        yield usual if is_lucky(corner.random, BY_SHARE) else next(turns)
