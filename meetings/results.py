"""A page of results, with a bounded cost: counted exactly to 500, paged forty times, found with few questions."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from math import ceil
from typing import NamedTuple

from django.conf import settings
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language
from markupsafe import escape

from history.keeping import kept_each, kept_one
from meetings.answers import Counted, Found, count
from meetings.card_rows import rows_of_cards
from meetings.cards import Card, card, day_of, distance_text
from meetings.drawing import cards_html
from meetings.search import MeetingSearch
from meetings.starts import Rows
from places.distance import Point

PER_PAGE = 25
LAST_PAGE = 40
COUNTED = 500
ANSWERS, MOST_ANSWERS = "answers", 2_000  # of 3 kB that are kept
# Stands for the distance in a drawn card that may serve others, who start elsewhere: a character for private use, in no text.
DISTANCE = "\ue000"


class CardKey(NamedTuple):
    """What a drawn card depends on."""

    language: str
    zone: str
    is_discreet: bool
    meeting: int
    starts: int
    has_distance: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ResultPage:
    """What one page shows. `count` is exact up to `COUNTED`, above that `is_more`; `hidden` are those that fit as well but
    that nobody has vouched for lately. Where there are only such, they are what is shown, and `is_unvouched`."""

    search: MeetingSearch
    now: datetime
    shown: list[Found]
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

    @property
    def cards(self) -> list[Card]:
        """Its meetings, for pages that show them in their own way."""
        return list(cards(self.shown, self.search, self.now).values())

    def days(self) -> list[tuple[str, SafeString]]:
        """Its cards, drawn as the items of a list, under the headings of their days."""
        headed = groupby(drawn(self.shown, self.search, self.now), key=lambda one: one[0])
        return [(label, items(html for _label, html in group)) for label, group in headed]


def answer(search: MeetingSearch, *, now: datetime, centre: Point | None) -> ResultPage:
    """The page that a search asks for; a number behind the last is the last."""
    asked = min(search.page, LAST_PAGE)
    reach = max(COUNTED, asked * PER_PAGE) + 1
    found = counted(search, now, centre, reach, asked)
    shown = found.vouched or found.total
    number = min(asked, max(1, ceil(shown / PER_PAGE)))
    if number < asked:
        found = counted(search, now, centre, reach, number)
    return ResultPage(
        search=search,
        now=now,
        shown=shown_of(found.found),
        count=min(shown, COUNTED),
        hidden=found.total - shown,
        number=number,
        has_next=number * PER_PAGE < shown and number < LAST_PAGE,
        is_more=shown > COUNTED,
        is_unvouched=found.total > 0 and not found.vouched,
    )


def counted(search: MeetingSearch, now: datetime, centre: Point | None, reach: int, number: int) -> Counted:
    """The rows of a page. Kept for whoever asks the same, but where somebody is and what they typed is kept nowhere."""

    def asked() -> Counted:
        return count(search, now=now, centre=centre, limit=reach, rows=Rows((number - 1) * PER_PAGE, PER_PAGE))

    if not is_for_all(search):
        return asked()
    key = (search.but(page=number, discreet=False), now, reach)
    return kept_one(ANSWERS, key, asked, most=MOST_ANSWERS)


def is_for_all(search: MeetingSearch) -> bool:
    """Whether nothing of it is a visitor's own."""
    return not (search.at or search.q)


def shown_of(found: list[Found]) -> list[Found]:
    """Those that somebody vouches for; all, where there is none such: better than nothing, and said to be so."""
    return [one for one in found if one.is_vouched] or found


def cards(found: list[Found], search: MeetingSearch, now: datetime) -> dict[int, Card]:
    """The cards of what was found, by the key of the meeting and in their order."""
    zone = search.tz or settings.TIME_ZONE
    return {key: card(meeting, now=now, reader_zone=zone) for key, meeting in rows_of_cards(found).items()}


def drawn(found: list[Found], search: MeetingSearch, now: datetime) -> list[tuple[str, SafeString]]:
    """The cards as HTML, each with the heading under which it stands. What does not depend on where somebody starts is kept."""
    manner = (get_language() or "", search.tz, search.discreet)
    wanted = {CardKey(*manner, one.meeting, one.starts, one.distance_km is not None): one for one in found}

    def draw(missing: list[CardKey]) -> dict[CardKey, tuple[str, str]]:
        made = cards([wanted[key] for key in missing], search, now)
        shown = [(key, made[key.meeting]) for key in missing if key.meeting in made]
        pieces = cards_html([one for _key, one in shown], "?discreet=1" if search.discreet else "", mark=DISTANCE)
        return {key: (day_of(one, now), html) for (key, one), html in zip(shown, pieces, strict=True)}

    pieces = kept_each("drawn", list(wanted), draw)
    return [(label, located(html, wanted[key].distance_km)) for key, (label, html) in pieces.items()]


def items(pieces: Iterable[SafeString]) -> SafeString:
    """Drawn cards as the items of a list."""
    return mark_safe("".join(f"<li>{html}</li>" for html in pieces))  # noqa: S308  # they are safe


def located(html: str, km: float | None) -> SafeString:
    """A drawn card with the distance of this visitor."""
    return mark_safe(html.replace(DISTANCE, escape(distance_text(km))))  # noqa: S308  # both are escaped
