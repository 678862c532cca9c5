"""Distance on the sphere, in Python and in the database."""

from dataclasses import dataclass
from math import asin, cos, radians, sin, sqrt

EARTH_RADIUS_KM = 6371.0088  # IUGG mean radius; the sphere differs from the ellipsoid by less than 0.56 %


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
