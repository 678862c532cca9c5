"""Meetings picked from the results of a search, without an account: their ids stand in an address, and nowhere else."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import parse_qsl

from django.utils.translation import gettext as _

from meetings.cards import Card, by_day
from meetings.headings import heading, removable, sentence
from meetings.models import Meeting
from meetings.plan import SEPARATOR, picked
from meetings.results import ResultPage, answer
from meetings.search import MeetingSearch
from places.models import Place

MOST = 8  # as many as a sheet of paper shows, and a person can choose between


@dataclass(frozen=True, slots=True, kw_only=True)
class PickPage:
    """A page of results to tick. `ticked` are the ids so far, `elsewhere` those of them that stand on other pages of the results,
    with the names of their meetings; `too_many` is how many more than fit."""

    search: MeetingSearch
    heading: str
    sentence: str
    results: ResultPage
    days: list[tuple[str, list[Card]]]
    ticked: frozenset[str]
    elsewhere: list[tuple[str, str]]
    too_many: int

    @property
    def limit(self) -> str:
        """What to do where more are ticked than fit."""
        return _("Eight fit on a sheet of paper: take %(count)d away.") % {"count": self.too_many}

    @property
    def parameters(self) -> list[tuple[str, str]]:
        """The search as the hidden fields of a form."""
        return parse_qsl(self.search.query_string())


def pick_page(asked: MeetingSearch, place: Place | None, ids: Iterable[str], *, now: datetime) -> PickPage:
    """The results of a search with those ticked that were ticked before."""
    results = answer(asked, now=now, centre=place.point if place else asked.at)
    cards, ticked = results.cards, picked(ids).ids
    here = {card.meeting.public_id for card in cards}
    return PickPage(
        search=asked,
        heading=heading(asked, place),
        sentence=sentence(asked, place, list(removable(asked))),
        results=results,
        days=by_day(cards, now),
        ticked=frozenset(ticked),
        elsewhere=named([one for one in ticked if one not in here], now),
        too_many=max(0, len(ticked) - MOST),
    )


def named(ids: list[str], now: datetime) -> list[tuple[str, str]]:
    """The ids of meetings that are listed, with their names, in this order."""
    names = dict(Meeting.objects.for_listing(now).published().filter(public_id__in=ids).values_list("public_id", "name"))
    return [(one, names[one]) for one in ids if one in names]


def joined(ids: Iterable[str]) -> str:
    """Ids as an address has them, each once."""
    return SEPARATOR.join(picked(ids).ids)
