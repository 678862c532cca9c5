"""GeoJSON (RFC 7946): points with properties. Longitude comes first."""

from collections.abc import Iterable
from typing import Any

MEDIA_TYPE = "application/geo+json"
DECIMALS = 5  # about a metre


def point(latitude: float, longitude: float, **properties: Any) -> dict[str, Any]:
    """A feature at a point, degrees north and east."""
    coordinates = [round(longitude, DECIMALS), round(latitude, DECIMALS)]
    return {"type": "Feature", "geometry": {"type": "Point", "coordinates": coordinates}, "properties": properties}


def collection(features: Iterable[dict[str, Any]]) -> dict[str, Any]:
    return {"type": "FeatureCollection", "features": list(features)}
