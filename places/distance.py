"""Distance on the sphere, in Python and in the database.

A queryset asks through `PlacedQuerySet`; the expressions here compile to the best the database has. On PostgreSQL that is the
chord through the unit sphere between two points of the extension `cube`, which a GiST index finds and sorts by (`PointIndex`).
On SQLite it is a box of latitudes and longitudes, which a B-tree index finds, and the haversine formula.
"""

from dataclasses import dataclass
from math import asin, cos, degrees, pi, radians, sin, sqrt
from typing import Any

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import BooleanField, FloatField, Func
from django.db.models.sql.compiler import SQLCompiler

EARTH_RADIUS_KM = 6371.0088  # IUGG mean radius; the sphere differs from the ellipsoid by less than 0.56 %
# What lies on the rim of a circle is in it, in spite of rounding: a millimetre.
SLACK_KM = 1e-6
SLACK_DEGREES = 1e-8
POLE, DATE_LINE = 90.0, 180.0  # degrees

Sql = tuple[str, Any]


@dataclass(frozen=True, slots=True)
class Point:
    """Degrees north and east."""

    latitude: float
    longitude: float

    def km_to(self, other: "Point") -> float:
        """Great-circle distance; 0 at the point itself (haversine, exact for near points)."""
        north, south = radians(self.latitude), radians(other.latitude)
        half_across = sin(radians(other.longitude - self.longitude) / 2)
        half_up = sin((south - north) / 2)
        chord = half_up * half_up + cos(north) * cos(south) * half_across * half_across
        return 2 * EARTH_RADIUS_KM * asin(min(1.0, sqrt(chord)))


@dataclass(frozen=True, slots=True)
class Box:
    """The latitudes and longitudes between which a circle lies: two ranges of longitude where it crosses the date line."""

    south: float
    north: float
    longitudes: tuple[tuple[float, float], ...]

    @classmethod
    def around(cls, center: Point, km: float) -> "Box":
        """The least box around the circle; with all longitudes if a pole is in the circle."""
        angle = _angle(km)
        reach = degrees(angle) + SLACK_DEGREES
        south, north = center.latitude - reach, center.latitude + reach
        if south <= -POLE or north >= POLE:
            return cls(max(-POLE, south), min(POLE, north), ((-DATE_LINE, DATE_LINE),))
        across = degrees(asin(min(1.0, sin(angle) / cos(radians(center.latitude))))) + SLACK_DEGREES
        return cls(south, north, _ranges(center.longitude - across, center.longitude + across))


def _angle(km: float) -> float:
    """The angle at the centre of the earth, in radians; at most to the antipodes."""
    return min(pi, max(0.0, km) / EARTH_RADIUS_KM)


def _ranges(west: float, east: float) -> tuple[tuple[float, float], ...]:
    if west < -DATE_LINE:
        return (-DATE_LINE, east), (west + 2 * DATE_LINE, DATE_LINE)
    if east > DATE_LINE:
        return (-DATE_LINE, east - 2 * DATE_LINE), (west, DATE_LINE)
    return ((west, east),)


class UnitSpherePoint(Func):
    """PostgreSQL: where two columns of degrees are on the unit sphere, as a `cube`; NULL if one of them is NULL.

    Put together dimension by dimension, as `cube(array[…])` raises an error on NULL.
    """

    sql = (
        "cube(cube(cube(cos(radians({latitude})) * cos(radians({longitude}))),"
        " cos(radians({latitude})) * sin(radians({longitude}))), sin(radians({latitude})))"
    )
    output_field = FloatField()

    def as_postgresql(self, compiler: SQLCompiler, connection: BaseDatabaseWrapper, **context: Any) -> Sql:
        latitude, longitude = (compiler.compile(column)[0] for column in self.get_source_expressions())
        return self.sql.format(latitude=latitude, longitude=longitude), ()


class Chord(Func):
    """The straight line through the unit sphere, 0 to 2, between a point and the point of two columns.

    It grows with the distance, so it sorts alike, and PostgreSQL reads rows in its order straight from a `PointIndex`.
    """

    output_field = FloatField()
    haversine = (
        "2 * SQRT(MIN(1.0, POWER(SIN((RADIANS({latitude}) - RADIANS(%s)) / 2), 2)"
        " + COS(RADIANS({latitude})) * COS(RADIANS(%s)) * POWER(SIN(RADIANS({longitude} - %s) / 2), 2)))"
    )

    def __init__(self, point: Point, latitude: Any = "latitude", longitude: Any = "longitude") -> None:
        super().__init__(latitude, longitude)
        self.point = point

    def as_sqlite(self, compiler: SQLCompiler, connection: BaseDatabaseWrapper, **context: Any) -> Sql:
        latitude, longitude = (compiler.compile(column)[0] for column in self.get_source_expressions())
        center = self.point
        sql = self.haversine.format(latitude=latitude, longitude=longitude)
        return f"({sql})", (center.latitude, center.latitude, center.longitude)

    def as_postgresql(self, compiler: SQLCompiler, connection: BaseDatabaseWrapper, **context: Any) -> Sql:
        column, _none = compiler.compile(UnitSpherePoint(*self.get_source_expressions()))
        center, parameters = sphere_point(self.point)
        return f"({column} <-> {center})", parameters


def unit_vector(point: Point) -> tuple[float, float, float]:
    """Where a point is on the unit sphere. Rows that keep these three numbers are compared without trigonometry."""
    latitude, longitude = radians(point.latitude), radians(point.longitude)
    return cos(latitude) * cos(longitude), cos(latitude) * sin(longitude), sin(latitude)


class KeptChord(Func):
    """The straight line through the unit sphere between a point and the unit vector that a row keeps in x, y and z."""

    output_field = FloatField()

    def __init__(self, point: Point) -> None:
        super().__init__("x", "y", "z")
        self.point = point
        self.vector = unit_vector(point)

    def as_sql(self, compiler: SQLCompiler, connection: BaseDatabaseWrapper, *_args: Any, **_context: Any) -> Sql:
        columns = [compiler.compile(column)[0] for column in self.get_source_expressions()]
        differences = [f"({column} - {number!r})" for column, number in zip(columns, self.vector, strict=True)]
        return f"SQRT({' + '.join(f'{one} * {one}' for one in differences)})", ()

    def as_sqlite(self, compiler: SQLCompiler, connection: BaseDatabaseWrapper, **context: Any) -> Sql:
        return f"MIN(2.0, {self.as_sql(compiler, connection)[0]})", ()  # between antipodes rounding may give a little more


class Distance(Func):
    """Great-circle distance in km, by the chord; NULL if that is NULL."""

    output_field = FloatField()

    def __init__(self, chord: "Chord | KeptChord") -> None:
        super().__init__(chord)

    def as_sqlite(self, compiler: SQLCompiler, connection: BaseDatabaseWrapper, **context: Any) -> Sql:
        chord, parameters = compiler.compile(self.get_source_expressions()[0])
        return f"({2 * EARTH_RADIUS_KM} * ASIN({chord} / 2))", parameters

    def as_postgresql(self, compiler: SQLCompiler, connection: BaseDatabaseWrapper, **context: Any) -> Sql:
        chord, parameters = compiler.compile(self.get_source_expressions()[0])
        # Between antipodes rounding may give a little more than 2. LEAST(chord, 2) would make a number of NULL.
        return f"({2 * EARTH_RADIUS_KM} * ASIN({chord} / GREATEST(2, {chord})))", (*parameters, *parameters)


class IsWithin(Func):
    """Whether the point of two columns is at most so many km from a point; uses a `PointIndex`."""

    output_field = BooleanField()

    def __init__(self, chord: "Chord | KeptChord", km: float, latitude: Any = "latitude", longitude: Any = "longitude") -> None:
        super().__init__(latitude, longitude, chord)
        self.point = chord.point
        self.km = km

    def as_sqlite(self, compiler: SQLCompiler, connection: BaseDatabaseWrapper, **context: Any) -> Sql:
        latitude, longitude, chord = (compiler.compile(part) for part in self.get_source_expressions())
        box = Box.around(self.point, self.km)
        across = " OR ".join([f"{longitude[0]} BETWEEN %s AND %s"] * len(box.longitudes))
        edges = [edge for pair in box.longitudes for edge in pair]
        sql = f"({latitude[0]} BETWEEN %s AND %s AND ({across}) AND {chord[0]} <= %s)"
        return sql, (box.south, box.north, *edges, *chord[1], self._chord())

    def as_postgresql(self, compiler: SQLCompiler, connection: BaseDatabaseWrapper, **context: Any) -> Sql:
        latitude, longitude, chord = self.get_source_expressions()
        column, _none = compiler.compile(UnitSpherePoint(latitude, longitude))
        center, parameters = sphere_point(self.point)
        distance, distance_parameters = compiler.compile(chord)
        sql = f"({column} <@ cube_enlarge({center}, %s, 3) AND {distance} <= %s)"
        return sql, (*parameters, self._chord(), *distance_parameters, self._chord())

    def _chord(self) -> float:
        return chord_of(self.km)


class IsNear(Func):
    """The same, where something else than the point finds the rows."""

    output_field = BooleanField()

    def __init__(self, chord: "Chord | KeptChord", km: float) -> None:
        super().__init__(chord)
        self.km = km

    def as_sql(self, compiler: SQLCompiler, connection: BaseDatabaseWrapper, *_args: Any, **_context: Any) -> Sql:
        chord, parameters = compiler.compile(self.get_source_expressions()[0])
        return f"({chord} <= %s)", (*parameters, chord_of(self.km))


def chord_of(km: float) -> float:
    """How long the chord is of a way along the surface."""
    return 2 * sin(_angle(km + SLACK_KM) / 2)


def sphere_point(point: Point) -> Sql:
    """PostgreSQL: a known point, by the very formula of the columns, so that it is 0 from itself."""
    latitude, longitude = _no_underflow(point.latitude), _no_underflow(point.longitude)
    sql = UnitSpherePoint.sql.format(latitude="%s::float8", longitude="%s::float8")
    return sql, (latitude, longitude, latitude, longitude, latitude)


def _no_underflow(degrees_: float) -> float:
    """PostgreSQL raises an error where other arithmetic makes 0 of a number near it."""
    return float(degrees_) if abs(degrees_) > SLACK_DEGREES else 0.0
