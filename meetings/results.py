"""A page of results, with a bounded cost: counted exactly to 500, paged forty times."""

from dataclasses import dataclass
from datetime import datetime

from django.conf import settings

from meetings.cards import Card, card
from meetings.models import Meeting
from meetings.querysets import MeetingQuerySet
from meetings.search import MeetingSearch
from places.distance import Point

PER_PAGE = 25
LAST_PAGE = 40
COUNTED = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class ResultPage:
    """The cards of one page; `count` is exact up to `COUNTED`, above that `is_more`."""

    search: MeetingSearch
    cards: list[Card]
    count: int
    is_more: bool
    number: int
    has_next: bool

    @property
    def next(self) -> MeetingSearch | None:
        return self.search.but(page=self.number + 1) if self.has_next else None

    @property
    def previous(self) -> MeetingSearch | None:
        return self.search.but(page=self.number - 1) if self.number > 1 else None


def answer(search: MeetingSearch, *, now: datetime, centre: Point | None) -> ResultPage:
    """The page that a search asks for; a number behind the last is the last."""
    found = matching(search, now=now, centre=centre)
    count = counted(found)
    is_more = count > COUNTED
    pages = LAST_PAGE if is_more else max(1, -(-count // PER_PAGE))
    number = min(search.page, pages)
    shown = list(found.for_listing(now)[(number - 1) * PER_PAGE : number * PER_PAGE + 1])
    zone = search.tz or settings.TIME_ZONE
    return ResultPage(
        search=search,
        cards=[card(meeting, now=now, reader_zone=zone) for meeting in shown[:PER_PAGE]],
        count=min(count, COUNTED),
        is_more=is_more,
        number=number,
        has_next=len(shown) > PER_PAGE and number < LAST_PAGE,
    )


def matching(search: MeetingSearch, *, now: datetime, centre: Point | None) -> MeetingQuerySet:
    """All published meetings that answer a search."""
    return Meeting.objects.published().matching(search, now=now, centre=centre)


def counted(found: MeetingQuerySet) -> int:
    """How many there are, at most one more than is said."""
    return found.order_by()[: COUNTED + 1].count()


def hidden_by_age(search: MeetingSearch, *, now: datetime, centre: Point | None, shown: int) -> int:
    """How many more there would be with those that nobody has confirmed lately."""
    if search.unconfirmed:
        return 0
    return counted(matching(search.but(unconfirmed=True), now=now, centre=centre)) - shown
