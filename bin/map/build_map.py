#!/usr/bin/env python3
"""bin/map/build_map.py: the files of the map, from the packages that `npm ci --prefix bin/map` brings.

The results are kept in the repository, so that neither a fresh clone nor a server needs npm (docs/adr/0008-map.md). The outlines
are Natural Earth's by way of world-atlas, thinned out until the whole map costs 150 kB: a bend that strays less from the straight
line than is allowed is left out. Borders are the truer ones, since towns lie at them; of the far north only a rough shape.
"""

import json
import shutil
from collections.abc import Iterator
from math import cos, hypot, radians
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
PACKAGES = HERE / "node_modules"
TARGET = HERE.parents[1] / "static" / "map"
COASTS, BORDERS = (PACKAGES / "world-atlas" / f"countries-{scale}.json" for scale in ("50m", "10m"))
COPIED = {
    "leaflet/dist/leaflet.js": "leaflet.js",
    "leaflet/dist/leaflet.css": "leaflet.css",
    "leaflet/dist/images": "images",  # named by leaflet.css, never fetched: our markers are drawn
    "leaflet/LICENSE": "leaflet.LICENSE.txt",
    "leaflet.markercluster/dist/leaflet.markercluster.js": "leaflet.markercluster.js",
    "leaflet.markercluster/MIT-LICENCE.txt": "leaflet.markercluster.LICENSE.txt",
    "world-atlas/LICENSE": "outlines.LICENSE.txt",
}
SOURCE_MAP = "//# sourceMappingURL="
COAST_STRAY_KM, BORDER_STRAY_KM = 2.5, 1.2
COLD, COLD_FACTOR = 66, 5  # degrees north, beyond which lines may stray more
KM_OF_A_DEGREE = 111.2
SMALLEST = 0.08  # degrees: islands of about nine kilometres
SOUTHERNMOST = -60  # degrees: nobody meets in Antarctica
STEPS = 100  # of a degree: about a kilometre

Place = tuple[float, float]  # degrees east and north
Line = list[Place]


def main() -> None:
    TARGET.mkdir(exist_ok=True)
    for source, name in COPIED.items():
        copy(PACKAGES / source, TARGET / name)
    outlines = {
        "land": [packed(ring) for ring in land() if is_worth_drawing(ring)],
        "borders": [packed(line) for line in borders()],
    }
    (TARGET / "outlines.json").write_text(json.dumps(outlines, separators=(",", ":")) + "\n", encoding="utf-8")


def land() -> Iterator[Line]:
    """The coasts, as rings."""
    atlas = json.loads(COASTS.read_text(encoding="utf-8"))
    lines = [thinned(line, COAST_STRAY_KM) for line in unpacked(atlas)]
    return (joined(ring, lines) for ring in rings(atlas["objects"]["land"]))


def borders() -> Iterator[Line]:
    """The lines of countries that are no coasts."""
    atlas = json.loads(BORDERS.read_text(encoding="utf-8"))
    coasts, edges = ({line_number(one) for ring in rings(atlas["objects"][name]) for one in ring} for name in ("land", "countries"))
    return (thinned(line, BORDER_STRAY_KM) for number, line in enumerate(unpacked(atlas)) if number in edges - coasts)


def copy(source: Path, target: Path) -> None:
    """A file or folder as it is, but for the last line of a script that names a source map: we have none."""
    if source.is_dir():
        shutil.copytree(source, target, dirs_exist_ok=True, copy_function=shutil.copyfile)
    elif source.suffix == ".js":
        lines = source.read_text(encoding="utf-8").splitlines(keepends=True)
        target.write_text("".join(line for line in lines if not line.startswith(SOURCE_MAP)), encoding="utf-8")
    else:
        shutil.copyfile(source, target)


def unpacked(atlas: dict[str, Any]) -> Iterator[Line]:
    """The lines of a TopoJSON file: each point is told by its steps from the one before."""
    (east_step, north_step), (east_start, north_start) = atlas["transform"]["scale"], atlas["transform"]["translate"]
    for arc in atlas["arcs"]:
        east = north = 0
        line = []
        for eastwards, northwards in arc:
            east, north = east + eastwards, north + northwards
            line.append((east * east_step + east_start, north * north_step + north_start))
        yield line


def rings(shape: Any) -> Iterator[list[int]]:
    """The rings of a shape and of the shapes within it, as numbers of lines; ~number is a line backwards."""
    if isinstance(shape, dict):
        for one in [*shape.get("geometries", ()), *shape.get("arcs", ())]:
            yield from rings(one)
    elif isinstance(shape[0], int):
        yield shape
    else:
        for one in shape:
            yield from rings(one)


def line_number(number: int) -> int:
    return number if number >= 0 else ~number


def joined(ring: list[int], lines: list[Line]) -> Line:
    """A ring as one line; each of its parts begins where the one before ends."""
    points: Line = []
    for number in ring:
        part = lines[number] if number >= 0 else lines[~number][::-1]
        points += part[1:] if points else part
    return points


def is_worth_drawing(ring: Line) -> bool:
    """Neither Antarctica nor a rock in the sea that would not be seen."""
    across, up = ([place[axis] for place in ring] for axis in (0, 1))
    return max(up) > SOUTHERNMOST and max(max(across) - min(across), max(up) - min(up)) > SMALLEST


def thinned(line: Line, stray_km: float) -> Line:
    """Without the bends that hardly stray (Douglas and Peucker, 1973); its ends stay, where other lines begin."""
    kept, todo = {0, len(line) - 1}, [(0, len(line) - 1)]
    while todo:
        first, last = todo.pop()
        strays = [(stray(line[at], line[first], line[last]), at) for at in range(first + 1, last)]
        farthest, at = max(strays, default=(0.0, first))
        if farthest > stray_km:
            kept.add(at)
            todo += [(first, at), (at, last)]
    return [line[at] for at in sorted(kept)]


def stray(place: Place, start: Place, end: Place) -> float:
    """How far a point is from a straight piece, in kilometres; in the far north only a part of that."""
    narrow = cos(radians(place[1]))  # a degree east is shorter towards the poles
    across, up = (end[0] - start[0]) * narrow, end[1] - start[1]
    east, north = (place[0] - start[0]) * narrow, place[1] - start[1]
    length = across * across + up * up
    along = max(0.0, min(1.0, (east * across + north * up) / length)) if length else 0.0
    km = hypot(east - along * across, north - along * up) * KM_OF_A_DEGREE
    return km / COLD_FACTOR if place[1] > COLD else km


def packed(line: Line) -> str:
    """A line as text by the Encoded Polyline Algorithm, longitude first, in hundredths of a degree."""
    text, before = "", (0, 0)
    for place in line:
        here = round(place[0] * STEPS), round(place[1] * STEPS)
        if here != before or not text:
            text += "".join(packed_number(there - from_there) for there, from_there in zip(here, before, strict=True))
            before = here
    return text


def packed_number(number: int) -> str:
    """Five bits a letter, the lowest first; the lowest of all is the sign."""
    left = ~(number << 1) if number < 0 else number << 1
    letters = ""
    while left >= 0x20:  # noqa: PLR2004  # more than five bits
        letters += chr((0x20 | (left & 0x1F)) + 63)
        left >>= 5
    return letters + chr(left + 63)


if __name__ == "__main__":
    main()
