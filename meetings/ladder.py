"""No dead end: where a search finds nothing, the nearest searches that find something."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from meetings.answers import find
from meetings.search import WIDEST_KM, How, MeetingSearch
from meetings.windows import When
from places.distance import Point


@dataclass(frozen=True, slots=True)
class Rung:
    """What would be changed, and the search with the change."""

    label: str
    search: MeetingSearch


def ladder(search: MeetingSearch, *, now: datetime, centre: Point | None) -> list[Rung]:
    """Later, wider, online: those rungs on which there is something."""
    return [rung for rung in rungs(search, centre) if find(rung.search, now=now, centre=centre_of(rung, centre), limit=1)]


def rungs(search: MeetingSearch, centre: Point | None) -> Iterator[Rung]:
    """Every change that a person could live with, the smallest first."""
    anytime = search.without("when").without("date").without("earliest").without("latest")
    if anytime != search.but():
        yield Rung(_("The same in the next 7 days"), anytime)
    if search.when is not When.ANY:
        yield Rung(_("The same at any time"), anytime.but(when=When.ANY))
    if centre and search.within < WIDEST_KM:
        yield Rung(_("Up to %(km)d km away, at any time") % {"km": WIDEST_KM}, anytime.but(when=When.ANY, within=WIDEST_KM))
    if search.how != (How.ONLINE,):
        yield Rung(_("Online, from anywhere"), anytime.but(how=(How.ONLINE,), place="", at=None))


def centre_of(rung: Rung, centre: Point | None) -> Point | None:
    """The centre of the search, unless the rung gave it up."""
    return centre if rung.search.place or rung.search.at else None
