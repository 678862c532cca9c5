"""The outlines of the map, as its script unpacks them."""

import json
from pathlib import Path

import pytest

OUTLINES = json.loads((Path(__file__).parents[2] / "static" / "map" / "outlines.json").read_text(encoding="utf-8"))
STEPS = 100  # of a degree

Line = list[tuple[float, float]]


def unpacked(text: str) -> Line:
    """A line of longitudes and latitudes, by the Encoded Polyline Algorithm."""
    steps, bits, shift = [], 0, 0
    for letter in text:
        value = ord(letter) - 63
        bits |= (value & 31) << shift
        shift += 5
        if value < 32:
            steps.append(~(bits >> 1) if bits & 1 else bits >> 1)
            bits = shift = 0
    east = north = 0
    line = []
    for eastwards, northwards in zip(steps[::2], steps[1::2], strict=True):
        east, north = east + eastwards, north + northwards
        line.append((east / STEPS, north / STEPS))
    return line


LAND = [unpacked(ring) for ring in OUTLINES["land"]]
BORDERS = [unpacked(line) for line in OUTLINES["borders"]]


def is_on_land(longitude: float, latitude: float) -> bool:
    """Whether a line to the west crosses the coasts an odd number of times."""
    crossings = 0
    for ring in LAND:
        for (x1, y1), (x2, y2) in zip(ring, [*ring[1:], ring[0]], strict=True):
            if (y1 > latitude) != (y2 > latitude) and x1 + (latitude - y1) / (y2 - y1) * (x2 - x1) < longitude:
                crossings += 1
    return crossings % 2 == 1


@pytest.mark.parametrize(
    ("place", "expected"),
    [
        ((18.74, 49.22), True),
        ((-0.13, 51.51), True),
        ((14.5, 35.9), True),
        ((174.76, -36.87), True),
        ((-30, 40), False),
        ((19, 57), False),
    ],
    ids=["Žilina", "London", "Malta", "Auckland", "the Atlantic", "the Baltic"],
)
def test_land_is_where_it_is(place: tuple[float, float], *, expected: bool) -> None:
    assert is_on_land(*place) is expected


def test_a_border_passes_between_the_two_sides_of_a_town() -> None:
    cieszyn_and_tesin = (18.63, 49.75)

    nearest = min(abs(x - cieszyn_and_tesin[0]) + abs(y - cieszyn_and_tesin[1]) for line in BORDERS for x, y in line)

    assert nearest < 0.05  # degrees


def test_every_line_lies_on_the_globe() -> None:
    for line in [*LAND, *BORDERS]:
        assert all(-180 <= x <= 180 and -90 <= y <= 90 for x, y in line)
