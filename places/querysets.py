"""Questions asked of places."""

from typing import TYPE_CHECKING

from django.db import models

if TYPE_CHECKING:
    from places.models import Place, Venue


class PlaceQuerySet(models.QuerySet["Place"]):
    pass


class VenueQuerySet(models.QuerySet["Venue"]):
    pass
