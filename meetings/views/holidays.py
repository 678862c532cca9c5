"""Holidays: which are coming, and what is on on a day."""

from datetime import date

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from history.public import public_page, this_minute
from meetings.filters import MeetingFilter
from meetings.holidays import holiday_board, is_in_reach, upcoming_holidays
from meetings.kinds import ALL_KINDS
from meetings.ladder import ladder
from meetings.search import DEFAULTS, MeetingSearch
from meetings.views.search import is_sensitive
from places.models import Place


@public_page
def holidays(request: HttpRequest) -> HttpResponse:
    """The holidays of the next year."""
    return render(request, "meetings/holidays.html", {"lines": upcoming_holidays(timezone.localdate(this_minute()))})


@public_page
def holiday(request: HttpRequest, day: str) -> HttpResponse:
    """What is on on a day, everywhere or around a place; any other parameter of a search narrows it as it does there."""
    moment = this_minute()
    asked_day, today = day_or_none(day), timezone.localdate(moment)
    if asked_day is None or not is_in_reach(asked_day, today):
        context = {"lines": upcoming_holidays(today), "is_unknown": True, "is_over": asked_day is not None and asked_day < today}
        return render(request, "meetings/holidays.html", context, status=404)
    asked = MeetingFilter(request.GET)
    wanted = on_that_day(asked.search, asked_day)
    place = Place.objects.filter(slug=wanted.place).first() if wanted.place else None
    centre = place.point if place else wanted.at
    board = holiday_board(wanted, asked_day, now=moment, centre=centre)
    context = {
        "board": board,
        "page": board.results,
        "place": place,
        "ignored": [*asked.ignored, *([f"place={wanted.place}"] if wanted.place and not place else [])],
        "is_sensitive": is_sensitive(wanted),
        "ladder": [] if board.results.cards else ladder(wanted, now=moment, centre=centre),
    }
    return render(request, "meetings/holiday.html", context)


def day_or_none(text: str) -> date | None:
    """A day as YYYY-MM-DD, and in no other way: an address is written one way only."""
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return None
    return day if day.isoformat() == text else None


def on_that_day(search: MeetingSearch, day: date) -> MeetingSearch:
    """The search on a day, among all kinds unless it asks for some."""
    kind = (ALL_KINDS,) if search.kind == DEFAULTS["kind"] else search.kind
    return search.but(date=day, kind=kind, page=search.page)
