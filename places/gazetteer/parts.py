"""Which words of an address are the town, and which only say where it is. Pure: works on what was found.

Every run of words that is some place's name is tried as the town. The rest speaks for it if it names its country ("Žilina,
Slovakia"), its region ("Springfield, IL") or a place nearby ("Lamač, Bratislava").
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from languages.fold import fold
from places.gazetteer.countries import CODE_LENGTH, country_named
from places.gazetteer.ranking import Hit
from places.gazetteer.typed import Typed
from places.models import Place

NEARBY_KM = 50
MOST_WORDS_IN_A_NAME = 5

Found = Mapping[str, Sequence[Hit]]


@dataclass(frozen=True, slots=True)
class Reading:
    """Some words of one part taken as the town."""

    key: str
    part: int
    start: int  # of its words among the part's
    end: int
    is_street: bool
    rest: tuple[str, ...]  # what else is in the part
    others: tuple[str, ...]  # the other parts

    def quality(self, place: Place, found: Found) -> tuple[int, int, bool, bool]:
        """How well it reads as this place, the best the greatest; of readings that others speak for, the earlier is finer."""
        support = sum(_speaks_for(text, place, found) for text in (*self.rest, *self.others))
        return support, -self.part if support else 0, not self.is_street, not self.rest

    def is_inside(self, other: "Reading") -> bool:
        """Whether the other takes all its words, and more."""
        is_part = self.part == other.part and other.start <= self.start and self.end <= other.end
        return is_part and self.key != other.key


def keys_to_look_up(typed: Typed) -> set[str]:
    """Every run of words that may be a place's name."""
    return {reading.key for reading in _readings(typed)}


def place_in_parts(typed: Typed, found: Found) -> list[Hit]:
    """The hits of those that read best; `found` has them by the words as they were typed."""
    read = [(reading.quality(hit.place, found), reading, hit) for reading in _readings(typed) for hit in found.get(reading.key, ())]
    best = max((quality for quality, _reading, _hit in read), default=None)
    readings = {reading for quality, reading, _hit in read if quality == best}
    longest = {reading for reading in readings if not any(reading.is_inside(other) for other in readings)}
    return [hit for quality, reading, hit in read if quality == best and reading in longest]


def _readings(typed: Typed) -> Iterator[Reading]:
    for number, part in enumerate(typed.parts):
        others = tuple(other.key for other in typed.parts if other is not part)
        for start, end in _runs(len(part.words)):
            rest = (" ".join(part.words[:start]), " ".join(part.words[end:]))
            key = " ".join(part.words[start:end])
            if len(key) > 1:
                yield Reading(key, number, start, end, part.has_number, tuple(filter(None, rest)), others)


def _runs(length: int) -> Iterator[tuple[int, int]]:
    for start in range(length):
        for end in range(start + 1, min(length, start + MOST_WORDS_IN_A_NAME) + 1):
            yield start, end


def _speaks_for(text: str, place: Place, found: Found) -> bool:
    words = text.split()
    return any(_locates(" ".join(words[start:end]), place, found, is_end=end == len(words)) for start, end in _runs(len(words)))


def _locates(key: str, place: Place, found: Found, *, is_end: bool) -> bool:
    """Two letters are codes, if they stand at the end ("IL", "SK"); else they are "de" and "na"."""
    if len(key) <= CODE_LENGTH:
        return is_end and (key == place.region_code.lower() or country_named(key) == place.country)
    region = fold(place.region)
    is_region = key in (region, place.region_code.lower()) or region.startswith(f"{key} ")
    return is_region or country_named(key) == place.country or _is_nearby(found.get(key, ()), place)


def _is_nearby(hits: Sequence[Hit], place: Place) -> bool:
    return any(hit.place.point.km_to(place.point) <= NEARBY_KM for hit in hits)
