"""Questions asked of places, and of whatever has a place."""

from typing import TYPE_CHECKING, Any, Self, TypeVar

from django.db import models

from places.distance import Chord, IsWithin, KeptChord, Point

if TYPE_CHECKING:
    from places.models import Place, Venue

Placed = TypeVar("Placed", bound=models.Model)


class PlacedQuerySet(models.QuerySet[Placed]):
    """For rows with two columns of degrees. Rows without coordinates are neither within nor beyond anything.

    `prefix` asks by a relation's coordinates: `rules.within(point, 25, prefix="meeting__")`.
    """

    def within(self, point: Point, km: float, *, prefix: str = "") -> Self:
        """Those at most so far away."""
        return self.filter(IsWithin(self.chord(point, prefix), km, *_columns(prefix)))

    def beyond(self, point: Point, km: float, *, prefix: str = "") -> Self:
        """Those farther away."""
        return self.filter(~IsWithin(self.chord(point, prefix), km, *_columns(prefix)))

    def nearest_first(self, point: Point, *then: str, prefix: str = "") -> Self:
        """In the order of distance, equals in the order of `then`; rows without coordinates last.

        Without `then` PostgreSQL reads the nearest straight from a `PointIndex`. With it, and on SQLite, all rows are sorted, so
        ask `within()` first. Pages need it ("pk"), or meetings in one house might be on two of them.
        """
        return self.order_by(self.chord(point, prefix).asc(nulls_last=True), *then)

    def chord(self, point: Point, prefix: str = "") -> Chord | KeptChord:
        """What distances are compared by."""
        return Chord(point, *_columns(prefix))


def _columns(prefix: str) -> tuple[Any, Any]:
    return f"{prefix}latitude", f"{prefix}longitude"


class PlaceQuerySet(PlacedQuerySet["Place"]):
    pass


class VenueQuerySet(PlacedQuerySet["Venue"]):
    pass
