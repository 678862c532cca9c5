"""How far from where: the distances of BMLT, and the radius that it finds by itself.

It takes a degree of the earth for 69 miles and for 111.111 km. Distances are those from the point by which a meeting is found: of a
house that is not told to everyone it is a kilometre or ten from there.
"""

from dataclasses import dataclass
from math import asin, degrees, radians

from django.conf import settings

from feeds.bmlt.parameters import Parameters
from feeds.bmlt.querysets import TimetableQuerySet
from places.distance import EARTH_RADIUS_KM, POLE, Point
from places.gazetteer import find

MILES, KM = 69.0, 111.111  # to a degree
WHOLE_TURN = 360.0
ROUNDING = 1e-6
DIGITS = 6
MOST_WANTED = 1_000_000
USUALLY_WANTED = 10  # meetings, where a radius is to be found for a place
DISTANCE_KEYS = {"distance_in_miles", "distance_in_km"}
LADDER = (
    *(0.0625, 0.125, 0.1875, 0.25, 0.4375, 0.5, 0.5625, 0.75, 0.8125, 1, 1.25, 1.5, 1.75, 2, 2.25, 2.5, 2.75, 3, 3.25, 3.5, 3.75),
    *(4, 4.25, 4.5, 4.75, 5, 5.5, 6, 6.5, 7, 7.5, 8, 8.5, 9, 9.5, 10, 11, 12, 13, 14, 15, 17.5, 20, 22.5, 25, 27.5, 30, 35, 40),
    *(45, 50, 60, 70, 80, 90, 100, 150, 200),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Reach:
    """`width` is a radius in units of which `unit` make a degree; below 0 it is how many meetings should be inside; None for as
    far as there are any. Nothing can be in reach where the question `is_void`."""

    centre: Point | None = None
    width: float | None = None
    unit: float = KM
    is_void: bool = False


def reach_asked(asked: Parameters, language: str) -> Reach:
    """Around which point, and how far."""
    if asked.text("StringSearchIsAnAddress") == "1" and asked.text("SearchString").strip():
        return reach_of_place(asked, language)
    north, east = asked.number("lat_val"), asked.number("long_val")
    if north is None and east is None:
        return Reach()
    in_miles, in_km = asked.number("geo_width"), asked.number("geo_width_km")
    is_measured = bool(DISTANCE_KEYS & set(asked.items("data_field_key")))
    if north is None or east is None or abs(north) > POLE or (in_miles is None and in_km is None and not is_measured):
        return Reach(is_void=True)
    centre = Point(north, (east + WHOLE_TURN / 2) % WHOLE_TURN - WHOLE_TURN / 2)
    return Reach(centre=centre, width=in_km) if in_miles is None else Reach(centre=centre, width=in_miles, unit=MILES)


def reach_of_place(asked: Parameters, language: str) -> Reach:
    """Around the place that somebody typed."""
    found = find(asked.text("SearchString").strip(), country=settings.SITE_COUNTRY, language=language, limit=1)
    place = found.certain or next(iter(found.candidates), None)
    radius = asked.number("SearchStringRadius")
    if place is None:
        return Reach(is_void=True)
    return Reach(centre=place.point, width=-USUALLY_WANTED if radius is None else radius)


def within_reach(rules: TimetableQuerySet, reach: Reach) -> TimetableQuerySet:
    """The rules of meetings in reach."""
    if reach.is_void:
        return rules.none()
    if reach.centre is None or reach.width is None:
        return rules
    radius = reach.width if reach.width >= 0 else radius_for(rules, reach.centre, -reach.width, reach.unit)
    return rules.within(reach.centre, km_of(radius, reach.unit), prefix="meeting__")


def radius_for(rules: TimetableQuerySet, centre: Point, wanted: float, unit: float) -> float:
    """The least radius of the ladder with so many meetings inside; its last where there are not so many."""
    last = min(max(int(wanted), 1), MOST_WANTED)
    near = rules.within(centre, km_of(LADDER[-1], unit), prefix="meeting__").annotate(chord=rules.chord(centre, "meeting__"))
    chord = near.order_by("chord").values_list("chord", flat=True)[last - 1 : last].first()
    if chord is None:
        return LADDER[-1]
    distance = degrees(2 * asin(min(1.0, chord / 2))) * unit
    return next((radius for radius in LADDER if distance <= radius + ROUNDING), LADDER[-1])


def km_of(distance: float, unit: float) -> float:
    """A distance of BMLT as the same angle on our earth."""
    return radians(min(distance, unit * WHOLE_TURN) / unit) * EARTH_RADIUS_KM


def distances(centre: Point | None, point: Point | None) -> dict[str, str]:
    """The fields of how far away a meeting is."""
    if centre is None or point is None:
        return {}
    angle = degrees(centre.km_to(point) / EARTH_RADIUS_KM)
    return {"distance_in_km": written(angle * KM), "distance_in_miles": written(angle * MILES)}


def written(distance: float) -> str:
    """A distance as a string; "0" at the very point."""
    return repr(round(distance, DIGITS)) if round(distance, DIGITS) else "0"
