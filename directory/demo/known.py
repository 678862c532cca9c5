"""What is there before the demo world: the seeds and the gazetteer, by slug."""

from dataclasses import dataclass, field

from directory.demo.tables import files_in, read
from groups.models import Fellowship, ServiceBody, Topic
from meetings.models import Format
from places.models import Place, Venue


class DemoError(Exception):
    """The demo world cannot be made; the message says what to do."""


@dataclass(frozen=True, slots=True)
class Known:
    """Rows by the name that the data call them. Bodies and venues are the demo's own, added as they are made."""

    topics: dict[str, Topic]
    fellowships: dict[str, Fellowship]
    formats: dict[str, Format]
    places: dict[str, Place]
    bodies: dict[str, ServiceBody] = field(default_factory=dict)
    venues: dict[str, Venue] = field(default_factory=dict)


def known_rows() -> Known:
    """All of them in four queries; raises DemoError where the seeds or the places have not been loaded."""
    fellowships = Fellowship.objects.in_bulk(field_name="slug")
    if not fellowships:
        raise DemoError("The demo world needs the seeds. Load them first: manage.py load_seeds")
    slugs = [slug for name in files_in("towns") for slug in read(name)]
    places = Place.objects.in_bulk(slugs, field_name="slug")
    missing = sorted(set(slugs) - places.keys())
    if missing:
        raise DemoError(f"The gazetteer has no {', '.join(missing[:5])}. Load it first: manage.py load_places")
    return Known(
        topics=Topic.objects.in_bulk(field_name="slug"),
        fellowships=fellowships,
        formats=Format.objects.in_bulk(field_name="slug"),
        places=places,
    )
