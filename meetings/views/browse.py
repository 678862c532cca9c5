"""Pages that show what there is: fellowships, topics, countries, towns, other help."""

from dataclasses import dataclass
from datetime import datetime

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from groups.models import Fellowship, Topic
from history.keeping import kept_one
from history.public import moved_to, public_page, this_minute
from languages.names import country_name, is_country
from meetings import country_pages, fellowship_pages, help_page, topic_pages
from meetings.country_pages import CountryPage
from meetings.place_pages import TownPage, town_page
from places.models import Place

MOST_TOWNS = 100  # of up to 400 kB that are kept


@public_page
def fellowships(request: HttpRequest) -> HttpResponse:
    """All fellowships, by the way in which they work."""
    return render(request, "meetings/fellowships.html", {"methods": fellowship_pages.by_method()})


@public_page
def fellowship(request: HttpRequest, slug: str) -> HttpResponse:
    """Who they are, what to expect, who may come, when they meet next."""
    found = get_object_or_404(Fellowship.objects.prefetch_related("topics"), slug=slug)
    page = fellowship_pages.fellowship_page(found, now=this_minute())
    return render(request, "meetings/fellowship.html", {"page": page, "is_sensitive": found.is_sensitive})


@public_page
def topics(request: HttpRequest) -> HttpResponse:
    """All topics, under their branches."""
    return render(request, "meetings/topics.html", {"branches": Topic.objects.branches().prefetch_related("children")})


@public_page
def topic(request: HttpRequest, slug: str) -> HttpResponse:
    """Who meets about it, when, and what other help there is."""
    page = topic_pages.topic_page(get_object_or_404(Topic.objects.select_related("parent"), slug=slug), now=this_minute())
    return render(request, "meetings/topic.html", {"page": page, "is_sensitive": page.is_sensitive})


@public_page
def countries(request: HttpRequest) -> HttpResponse:
    """The countries with meetings."""
    return render(request, "meetings/countries.html", {"countries": country_pages.country_lines()})


@public_page
def country(request: HttpRequest, code: str) -> HttpResponse:
    """Its towns with meetings, its fellowships, what one can join from home, other help."""
    if not is_country(code.upper()):
        raise Http404
    if code != code.lower():
        return moved_to(request, reverse("country", args=[code.lower()]))
    drawn = drawn_country(code.upper(), now=this_minute(), is_discreet=is_discreet(request))
    context = {"name": country_name(code.upper()), "drawn": drawn, "is_indexable": drawn.has_meetings, "country": code.upper()}
    return render(request, "meetings/country.html", context)


@public_page
def town(request: HttpRequest, slug: str) -> HttpResponse:
    """Every meeting of a town, to keep or to print."""
    place = get_object_or_404(Place, slug=slug)
    drawn = drawn_town(place, now=this_minute(), is_discreet=is_discreet(request))
    context = {"place": place, "drawn": drawn, "is_indexable": drawn.has_meetings, "country": place.country}
    return render(request, "meetings/town.html", context)


def is_discreet(request: HttpRequest) -> bool:
    return request.GET.get("discreet") == "1"


@dataclass(frozen=True, slots=True)
class Drawn:
    """The main part of a page with hundreds of lines, which are the same for everybody: they are drawn once."""

    html: SafeString
    has_meetings: bool


def drawn_country(code: str, *, now: datetime, is_discreet: bool) -> Drawn:
    """The page of a country."""

    def draw() -> Drawn:
        page = country_pages.country_page(code, now=now)
        return Drawn(part("country", page, is_discreet=is_discreet), bool(page.towns))

    return kept_one("country", (code, get_language(), is_discreet), draw)


def drawn_town(place: Place, *, now: datetime, is_discreet: bool) -> Drawn:
    """The list of a town."""

    def draw() -> Drawn:
        page = town_page(place, now=now)
        return Drawn(part("town", page, is_discreet=is_discreet), bool(page.days))

    return kept_one("town", (place.pk, get_language(), is_discreet), draw, most=MOST_TOWNS)


def part(name: str, page: CountryPage | TownPage, *, is_discreet: bool) -> SafeString:
    """A page without its frame, and with nothing in it of who asks for it."""
    context = {"page": page, "keep": "?discreet=1" if is_discreet else "", "is_discreet": is_discreet}
    return render_to_string(f"meetings/partials/{name}.html", context)


@public_page
def other_help(request: HttpRequest) -> HttpResponse:
    """Help that is not a meeting."""
    page = help_page.help_page(request.GET, now=this_minute())
    return render(request, "meetings/help.html", {"page": page, "ignored": page.ignored})
