"""Whose queue something comes into."""

from django.conf import settings
from django.db.models.functions import Length

from groups.kinds import BodyKind
from groups.models import Fellowship, ServiceBody
from meetings.models import Meeting
from places.gazetteer import find
from places.models import Place
from upkeep.suggesting import Values

NEAR_KM = 100
HOSTS = (BodyKind.CLINIC, BodyKind.CHARITY)  # they lend rooms, and keep no list


def body_for(said: Values, language: str) -> ServiceBody | None:
    """The service body that takes care of the nearest meeting of the same fellowship, else the first of that fellowship in the
    country, else one there that is for all of them; None, for the administrators, where there is none."""
    town = find(said["city"], country=settings.SITE_COUNTRY, language=language).certain if said.get("city") else None
    if town is None:
        return None
    fellowship = Fellowship.objects.filter(slug=said.get("fellowship", "")).first()
    return (nearest_body(fellowship, town) if fellowship else None) or highest_body(None, town)


def nearest_body(fellowship: Fellowship, town: Place) -> ServiceBody | None:
    kept = Meeting.objects.published().filter(group__fellowship=fellowship).exclude(group__service_body=None)
    near = kept.within(town.point, NEAR_KM).nearest_first(town.point, "pk").select_related("group__service_body").first()
    if near:
        return near.group.service_body
    return highest_body(fellowship, town)


def highest_body(fellowship: Fellowship | None, town: Place) -> ServiceBody | None:
    """The highest in the country of a town, of a fellowship or of none in particular."""
    bodies = ServiceBody.objects.filter(fellowship=fellowship, country=town.country).exclude(kind__in=HOSTS)
    return bodies.order_by(Length("path"), "pk").first()
