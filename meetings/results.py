"""A page of results, with a bounded cost: counted exactly to 500, paged forty times, found with few questions."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import groupby

from django.conf import settings
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from history.keeping import kept_each
from meetings.answers import Found, find
from meetings.card_rows import rows_of_cards
from meetings.cards import Card, card, day_of, distance_text
from meetings.drawing import card_html
from meetings.search import MeetingSearch
from places.distance import Point

PER_PAGE = 25
LAST_PAGE = 40
COUNTED = 500
# Stands for the distance in a drawn card that may serve others, who start elsewhere: a character for private use, in no text.
DISTANCE = "\ue000"


CardKey = tuple[str, str, bool, int, int, bool]  # the language, and what else a drawn card depends on


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
    reach = max(COUNTED, min(search.page, LAST_PAGE) * PER_PAGE) + 1
    found = find(search, now=now, centre=centre, limit=reach)
    shown = shown_of(found)
    number = min(search.page, max(1, -(-len(shown) // PER_PAGE)), LAST_PAGE)
    return ResultPage(
        search=search,
        now=now,
        shown=shown[(number - 1) * PER_PAGE : number * PER_PAGE],
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


def cards(found: list[Found], search: MeetingSearch, now: datetime) -> dict[int, Card]:
    """The cards of what was found, by the key of the meeting and in their order."""
    zone = search.tz or settings.TIME_ZONE
    return {key: card(meeting, now=now, reader_zone=zone) for key, meeting in rows_of_cards(found).items()}


def drawn(found: list[Found], search: MeetingSearch, now: datetime) -> list[tuple[str, SafeString]]:
    """The cards as HTML, each with the heading under which it stands. What does not depend on where somebody starts is kept."""
    manner = (get_language(), search.tz, search.discreet)
    wanted = {(*manner, one.meeting, one.starts, one.distance_km is not None): one for one in found}

    def draw(missing: list[CardKey]) -> dict[CardKey, tuple[str, str]]:
        keep = "?discreet=1" if search.discreet else ""
        made = cards([wanted[key] for key in missing], search, now)
        shown = {key: apart(made[wanted[key].meeting]) for key in missing if wanted[key].meeting in made}
        return {key: (day_of(one, now), card_html(one, keep)) for key, one in shown.items()}

    pieces = kept_each("drawn", list(wanted), draw)
    return [(label, located(html, wanted[key].distance_km)) for key, (label, html) in pieces.items()]


def apart(one: Card) -> Card:
    """A card with a place left for the distance."""
    return replace(one, distance=DISTANCE) if one.distance else one


def items(pieces: Iterable[SafeString]) -> SafeString:
    """Drawn cards as the items of a list."""
    return mark_safe("".join(f"<li>{html}</li>" for html in pieces))  # noqa: S308  # they are safe


def located(html: str, km: float | None) -> SafeString:
    """A drawn card with the distance of this visitor."""
    return mark_safe(html.replace(DISTANCE, conditional_escape(distance_text(km))))  # noqa: S308  # both are escaped
