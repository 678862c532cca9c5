"""A search in words: its heading, and its filters as they can be taken away one by one."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from groups.models import Group, ServiceBody
from languages.dates import day_year_text, time_text
from languages.names import country_name, language_name
from meetings.filters import MeetingFilter
from meetings.search import PARAMETERS, How, MeetingSearch
from places.models import Place, Venue, Visibility

UNMENTIONED = {"place", "within", "page", "sort", "discreet"}  # said in the heading, or no filters


@dataclass(frozen=True, slots=True)
class Removable:
    """A filter in words, and the search without it."""

    label: str
    without: MeetingSearch


def place_label(place: Place | None) -> str:
    """A place as one would write it so that it is found again: "Žilina, Slovensko"."""
    if place is None:
        return ""
    return _full_name(place, with_region=place.country == "US")


def place_labels(places: Sequence[Place]) -> dict[str, Place]:
    """Places to choose from by their labels, with the region where labels agree; of those in one region only the first."""
    times = Counter(place_label(place) for place in places)
    labelled: dict[str, Place] = {}
    for place in places:
        short = place_label(place)
        labelled.setdefault(short if times[short] == 1 else _full_name(place, with_region=True), place)
    return labelled


def _full_name(place: Place, *, with_region: bool) -> str:
    parts = (str(place), place.region if with_region else "", country_name(place.country))
    return ", ".join(part for part in parts if part)


def heading(search: MeetingSearch, place: Place | None) -> str:
    """The heading of a page of results."""
    if place:
        return _("Meetings near %(place)s") % {"place": place}
    if search.at:
        return _("Meetings near you")
    if search.how == (How.ONLINE,):
        return _("Online meetings")
    return _("Meetings")


def removable(search: MeetingSearch, asked: MeetingFilter) -> Iterator[Removable]:
    """What narrows a search, each with the search that does not."""
    for name, value in search.given():
        if name not in UNMENTIONED:
            several = isinstance(getattr(search, name), tuple)
            yield Removable(label(name, value, asked), search.without(name, value if several else None))


def label(name: str, value: Any, asked: MeetingFilter) -> str:
    """A filter in words."""
    choices = dict(getattr(asked.form.fields[PARAMETERS.get(name, name)], "choices", ()))
    if value in choices:
        return str(choices[value])
    return str(SAID[name](value)) if name in SAID else str(value)


def named(rows: "QuerySet[Any]") -> Callable[[str], str]:
    """By the name instead of the public id; the id where it is nobody's."""
    return lambda public_id: rows.filter(public_id=public_id).values_list("name", flat=True).first() or public_id


SAID: dict[str, Callable[[Any], Any]] = {
    "at": lambda _point: _("Near you"),
    "date": day_year_text,
    "earliest": lambda at: _("From %(time)s") % {"time": time_text(at)},
    "latest": lambda at: _("Until %(time)s") % {"time": time_text(at)},
    "language": language_name,
    "group": named(Group.objects.all()),
    "body": named(ServiceBody.objects.all()),
    "venue": named(Venue.objects.filter(visibility=Visibility.PUBLIC)),
    "beyond": lambda km: ngettext("More than %(count)d km away", "More than %(count)d km away", km) % {"count": km},
    "unconfirmed": lambda _flag: _("Unconfirmed ones too"),
}
