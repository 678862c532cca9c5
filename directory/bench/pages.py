"""What is measured: the pages of docs/performance.md, at addresses that fit whatever world there is."""

from dataclasses import dataclass
from urllib.parse import quote_plus

from meetings.models import Meeting
from places.models import Place

SMALL_TOWN = (5_000, 12_000)  # people


@dataclass(frozen=True, slots=True)
class Page:
    """An address under a name."""

    name: str
    address: str


def pages() -> list[Page]:
    """Home, results of all sorts, a meeting; before them the two that they are compared with."""
    city = Place.objects.order_by("-population")[0]
    town = Place.objects.filter(population__range=SMALL_TOWN, venues__isnull=False).order_by("pk")[0]
    meeting = Meeting.objects.published().exclude(venue=None).order_by("pk")[0]
    words = quote_plus(f"nadej {town.name}")
    four = "fellowship=aa&who=me&how=in-person&facility=step-free"
    tomorrow = "/en/meetings/?when=tomorrow"
    return [
        Page("a view that does nothing", "/bench/nothing"),
        Page("25 rows by index, rendered", "/bench/rows"),
        Page("home", "/en/"),
        Page("dense city, today, 25 km", f"/en/meetings/?place={city.slug}&when=today"),
        Page("dense city, any day, by distance", f"/en/meetings/?place={city.slug}&when=any&sort=distance"),
        Page("small town", f"/en/meetings/?place={town.slug}"),
        Page("online, soonest first", "/en/meetings/?how=online"),
        Page("four filters at once", f"/en/meetings/?place={city.slug}&{four}"),
        Page("free text", f"/en/meetings/?q={words}"),
        Page("who=family, this week", f"/en/meetings/?place={city.slug}&who=family"),
        Page("tomorrow, in the whole world", tomorrow),
        Page("nothing that fits", f"{tomorrow}&place={city.slug}&topic=cancer&language=sk&format=men"),
        Page("all of a town", f"/en/places/{city.slug}/"),
        Page("a large country", f"/en/countries/{city.country.lower()}/"),
        Page("a meeting", f"/en/meetings/{meeting.public_id}/{meeting.slug}/"),
    ]
