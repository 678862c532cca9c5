"""Where a meeting is found, and by what words: never more exactly than its visibility allows. Everything that asks by distance, by
town or by words asks what is written here, and so cannot tell more."""

from django.db.models import Q

from languages.fold import fold
from meetings.models import Meeting
from places.distance import Point
from places.models import Place, PlaceName, Venue, Visibility

BATCH = 500
AREA_DECIMALS = 2  # about a kilometre
TOWN_DECIMALS = 1  # about ten
SAME_TOWN_KM = 40
WORDS_LENGTH = 600


def place_meetings(condition: Q) -> None:
    """Place these meetings anew, where it makes a difference."""
    for meeting in Meeting.objects.filter(condition).select_related("venue__place", "group").iterator(chunk_size=BATCH):
        before = (meeting.latitude, meeting.longitude, meeting.search_text)
        place_meeting(meeting)
        if before != (meeting.latitude, meeting.longitude, meeting.search_text):
            meeting.save(update_fields=["latitude", "longitude", "search_text"])


def place_meeting(meeting: Meeting) -> Meeting:
    """Say where a meeting may be found, as coarsely as its visibility asks, and by which words."""
    venue, visibility = meeting.venue, meeting.effective_visibility
    point = found_at(venue, visibility) if venue else None
    meeting.latitude, meeting.longitude = (point.latitude, point.longitude) if point else (None, None)
    words = [meeting.name, meeting.group.name, *(public_words(venue, visibility) if venue else [])]
    meeting.search_text = fold(" ".join(words))[:WORDS_LENGTH]
    return meeting


def public_words(venue: Venue, visibility: Visibility) -> list[str]:
    """Those of its address that everyone may know."""
    match visibility:
        case Visibility.PUBLIC:
            return [venue.name, venue.street, venue.district, venue.city]
        case Visibility.AREA_ONLY:
            return [venue.district, venue.city]
        case _:
            return [venue.city]


def found_at(venue: Venue, visibility: Visibility) -> Point | None:
    """The point at which everyone may find a meeting at this venue."""
    known = venue.point or (venue.place.point if venue.place else None)
    match visibility:
        case Visibility.PUBLIC:
            return known
        case Visibility.AREA_ONLY:
            return rounded(known, AREA_DECIMALS)
        case _:
            town = town_of(venue, known)
            return town.point if town else rounded(known, TOWN_DECIMALS)


def town_of(venue: Venue, known: Point | None) -> Place | None:
    """The town that the address names: its place in the gazetteer may be the district, which is not to be told. Of several of that
    name near the venue the one that the name most often means, and not the nearest."""
    names = PlaceName.objects.filter(key=fold(venue.city), country=venue.country).select_related("place")
    towns = (name.place for name in names.order_by("-weight", "pk"))
    return next((town for town in towns if known is None or town.point.km_to(known) <= SAME_TOWN_KM), None)


def rounded(point: Point | None, decimals: int) -> Point | None:
    return Point(round(point.latitude, decimals), round(point.longitude, decimals)) if point else None
