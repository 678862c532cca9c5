"""A page of results, with a bounded cost: counted exactly to 500, paged forty times, found with one query."""

from dataclasses import dataclass
from datetime import datetime

from django.conf import settings

from meetings.answers import Found, find
from meetings.cards import Card, card
from meetings.models import Meeting
from meetings.search import MeetingSearch
from places.distance import Point

PER_PAGE = 25
LAST_PAGE = 40
COUNTED = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class ResultPage:
    """The cards of one page. `count` is exact up to `COUNTED`, above that `is_more`; `hidden` are those that fit as well but
    that nobody has vouched for lately. Where there are only such, they are what is shown, and `is_unvouched`."""

    search: MeetingSearch
    cards: list[Card]
    count: int
    hidden: int
    number: int
    has_next: bool
    is_more: bool
    is_unvouched: bool

    @property
    def next(self) -> MeetingSearch | None:
        return self.search.but(page=self.number + 1) if self.has_next else None

    @property
    def previous(self) -> MeetingSearch | None:
        return self.search.but(page=self.number - 1) if self.number > 1 else None


def answer(search: MeetingSearch, *, now: datetime, centre: Point | None) -> ResultPage:
    """The page that a search asks for; a number behind the last is the last."""
    reach = max(COUNTED, min(search.page, LAST_PAGE) * PER_PAGE) + 1
    found = find(search, now=now, centre=centre, limit=reach)
    shown = shown_of(found)
    number = min(search.page, max(1, -(-len(shown) // PER_PAGE)), LAST_PAGE)
    return ResultPage(
        search=search,
        cards=cards({one.meeting: one.starts for one in shown[(number - 1) * PER_PAGE : number * PER_PAGE]}, search, now, centre),
        count=min(len(shown), COUNTED),
        hidden=len(found) - len(shown),
        number=number,
        has_next=number * PER_PAGE < len(shown) and number < LAST_PAGE,
        is_more=len(shown) > COUNTED,
        is_unvouched=bool(shown) and not shown[0].is_vouched,
    )


def shown_of(found: list[Found]) -> list[Found]:
    """Those that somebody vouches for; all, where there is none such: better than nothing, and said to be so."""
    return [one for one in found if one.is_vouched] or found


def cards(starts: dict[int, int], search: MeetingSearch, now: datetime, centre: Point | None) -> list[Card]:
    """The cards of the meetings with these keys and starts, in their order."""
    zone = search.tz or settings.TIME_ZONE
    loaded = Meeting.objects.for_listing(now).in_bulk(list(starts))
    found = []
    for key, start in starts.items():
        meeting = loaded.get(key)
        if meeting is None or not meeting.rules.all():
            continue  # gone since it was found
        meeting.starts = start
        meeting.distance_km = centre.km_to(meeting.point) if centre and meeting.point else None
        found.append(card(meeting, now=now, reader_zone=zone))
    return found
