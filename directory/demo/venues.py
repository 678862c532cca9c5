"""Buildings: those of the showcase, and as many more as the crowd needs."""

from collections.abc import Mapping, Sequence
from random import Random

from directory.demo.chance import chance, is_lucky
from directory.demo.tables import Table, read
from directory.demo.towns import District, Town
from places.ids import new_public_id
from places.models import ACCESS_FACTS, Precision, Venue

DOOR_CARD = ("entrance", "floor", "bell", "sign", "ask_for")
FACTS = (True, True, False, None, None)  # yes, no and not known, as often as in life


class Builder:
    """Puts up buildings in the towns of one language."""

    def __init__(self, language: str) -> None:
        self.words = read(f"buildings/{language}")
        self.directions: list[dict[str, str]] = read(f"texts/{language}")["directions"]

    def build(self, town: Town, district: District, random: Random) -> Venue:
        """An invented address in a real town, with a door card of which a line may be missing."""
        building = random.choice(self.words["buildings"])
        lines = {name: random.choice(building[name]) for name in DOOR_CARD if is_lucky(random, 65)}
        venue = in_town(town, district, random)
        venue.name = random.choice(building["names"])
        venue.is_unconnected_host = building["is_unconnected_host"]
        venue.street = self.address(random)
        venue.last_stop = self.stop(random)
        venue.directions = random.choice(self.directions) if is_lucky(random, 35) else {}
        venue.precision = Precision.STREET if is_lucky(random, 10) else Precision.EXACT
        return filled(venue, {**lines, **{name: random.choice(FACTS) for name in ACCESS_FACTS}})

    def address(self, random: Random) -> str:
        return str(self.words["address"].format(street=random.choice(self.words["streets"]), number=random.randint(1, 60)))

    def stop(self, random: Random) -> str:
        """The nearest stop; never named after the venue's own street but by chance, since it may be shown without the address."""
        lines = random.sample(range(2, 90), 2)
        stop: str = random.choice(self.words["stops"])
        return stop.format(street=random.choice(self.words["streets"]), line=lines[0], other=lines[1])


def in_town(town: Town, district: District, random: Random) -> Venue:
    """A building of which only the surroundings are settled."""
    place = town.place
    point = town.point_near(district.centre, random)
    return Venue(
        public_id=new_public_id(random),
        place=place,
        city=place.name,
        district=district.name,
        postal_code=district.code,
        region=place.region,
        country=place.country,
        zone=place.zone,
        latitude=point.latitude,
        longitude=point.longitude,
    )


def filled(venue: Venue, fields: Mapping[str, object]) -> Venue:
    for name, value in fields.items():
        setattr(venue, name, value)
    return venue


def showcase_venues(towns: Mapping[str, Town]) -> dict[str, Venue]:
    """The buildings that are told one by one, by their names in the data."""
    return {key: told_venue(key, table, towns[table["town"]]) for key, table in read("showcase/venues").items()}


def told_venue(key: str, table: Table, town: Town) -> Venue:
    district = town.district(table.get("district", ""))
    venue = in_town(town, district, chance("venue", key))
    if "address_text" in table:
        venue.city = venue.district = venue.postal_code = ""
    return filled(venue, {name: value for name, value in table.items() if name != "town"})


def crowd_venues(town: Town, random: Random) -> Sequence[Venue]:
    """Fewer buildings than meetings: rooms are shared. Districts take turns."""
    builder = Builder(town.language)
    number = max(1, round(town.meetings * 0.6))
    return [builder.build(town, town.districts[index % len(town.districts)], random) for index in range(number)]
