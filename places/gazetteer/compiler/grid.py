"""The nearest place, found in memory."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from math import cos, floor, radians

from places.distance import Point
from places.gazetteer.compiler.sources import SourcePlace

CELL_DEGREES = 0.25
KM_PER_DEGREE = 111.2
MOST_RINGS = 40  # ten degrees; beyond, all places are looked at


class Grid:
    """Places by the quarter degree. It does not look across the date line: a wrong neighbour there is a few codes of Fiji."""

    def __init__(self, places: Iterable[SourcePlace]) -> None:
        self.places = list(places)
        self.cells: defaultdict[tuple[int, int], list[SourcePlace]] = defaultdict(list)
        for place in self.places:
            self.cells[_cell(place.point)].append(place)

    def nearest(self, point: Point) -> SourcePlace | None:
        """The nearest place, the lower id of two equally near; None if there are no places at all."""
        ring_km = CELL_DEGREES * KM_PER_DEGREE * cos(radians(point.latitude))
        best: SourcePlace | None = None
        for ring in range(MOST_RINGS):
            if best and best.point.km_to(point) < (ring - 1) * ring_km:
                return best
            best = _nearest_of((*([best] if best else []), *self._ring(point, ring)), point)
        return best or _nearest_of(self.places, point)

    def _ring(self, point: Point, ring: int) -> Iterator[SourcePlace]:
        """The places of the cells that are `ring` steps away, diagonal steps included."""
        row, column = _cell(point)
        for up in range(-ring, ring + 1):
            step = 1 if abs(up) == ring else 2 * ring
            for across in range(-ring, ring + 1, step):
                yield from self.cells.get((row + up, column + across), ())


def _cell(point: Point) -> tuple[int, int]:
    return floor(point.latitude / CELL_DEGREES), floor(point.longitude / CELL_DEGREES)


def _nearest_of(places: Iterable[SourcePlace], point: Point) -> SourcePlace | None:
    return min(places, key=lambda place: (place.point.km_to(point), place.id), default=None)
