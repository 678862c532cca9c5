"""What is done to places by hand."""

from django.db import transaction
from django.db.models import Min

from languages.fold import fold
from places.gazetteer.loading import SMALLEST_PLACE
from places.models import Place, PlaceName


@transaction.atomic
def save_place(place: Place) -> Place:
    """Save a place that the site's owner adds or corrects, so that it is found by all its names.

    A new one gets the next id below those of the owner's other places; GeoNames' are above 0. A name that was taken away from
    one of GeoNames' is still found.
    """
    if not place.id:
        lowest = Place.objects.aggregate(lowest=Min("id"))["lowest"] or 0
        place.pk = min(0, lowest) - 1
    place.save()
    if place.id < 0:
        place.folded_names.all().delete()
    known = set(place.folded_names.values_list("key", flat=True))
    keys = {key for name in (place.name, *place.names.values()) if (key := fold(name))}
    weight = max(SMALLEST_PLACE, place.population)
    PlaceName.objects.bulk_create(
        PlaceName(place=place, country=place.country, key=key, weight=weight) for key in sorted(keys - known)
    )
    return place
