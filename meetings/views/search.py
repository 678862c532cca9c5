"""Home, results, and the page that asks which place was meant."""

from collections.abc import Iterator, Sequence
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.db import models
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_safe

from groups.models import Topic
from history.keeping import kept, kept_long
from history.public import public_page, this_minute
from history.questions import Given, RowQuestion
from meetings.access import Who
from meetings.filters import SHOWN, MeetingFilter
from meetings.headings import heading, place_label, place_labels, removable, sentence
from meetings.ladder import ways_on
from meetings.results import answer
from meetings.search import DEFAULTS, PARAMETERS, MeetingSearch, written
from places.gazetteer import find, to_choose_from
from places.models import Place

NAMED = 10  # of what was left out; the rest is counted
MOST_PLACES = 12  # to choose from
CALLED = RowQuestion(lambda: Place.objects.filter(slug=Given("slug", models.CharField())))
SEVERAL = {name for name, default in DEFAULTS.items() if isinstance(default, tuple)}


@public_page
def home(request: HttpRequest) -> HttpResponse:
    """The search form, and the topics."""
    return render(request, "meetings/home.html", {"search": MeetingSearch()})


@csrf_exempt  # nothing but reading is allowed
@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """Results. What was typed as a place is resolved first and does not stay in the address."""
    if "near" in request.GET:
        return resolve(request)
    return results(request)


@public_page
def results(request: HttpRequest) -> HttpResponse:
    """The page of an answered search."""
    asked = MeetingFilter(request.GET)
    if is_too_exact(request.GET.get("at", ""), asked.search):
        return never_cached(HttpResponseRedirect(results_address(asked.search, asked.ignored)))
    moment, (wanted, place, left_out) = this_minute(), located(asked.search)
    centre = place.point if place else wanted.at
    page = answer(wanted, now=moment, centre=centre)
    narrowing = list(removable(wanted))
    context = {
        "search": asked.search,
        "place_label": place_label(place),
        "heading": heading(wanted, place),
        "sentence": sentence(wanted, place, narrowing),
        "page": page,
        "days": page.days(),
        "with_unconfirmed": wanted.but(unconfirmed=True),
        "removable": narrowing,
        "ways_on": ways_on(page, narrowing, now=moment, centre=centre),
        "is_sensitive": is_sensitive(wanted),
        "country": place.country if place else "",
        **named([*asked.ignored, *left_out]),
    }
    return render(request, "meetings/search.html", context)


def located(wanted: MeetingSearch) -> tuple[MeetingSearch, Place | None, list[str]]:
    """A search and its place; a place that nobody knows is left out and named."""
    place = place_called(wanted.place) if wanted.place else None
    if place or not wanted.place:
        return wanted, place, []
    return wanted.but(place=""), None, [f"place={wanted.place}"[:SHOWN]]


@kept
def place_called(slug: str) -> Place | None:
    """The place of an address; None if there is none."""
    return next(iter(CALLED.rows(slug=slug)), None)


def named(left_out: Sequence[str]) -> dict[str, Any]:
    """What could not be understood, as the page says it: some of it by name, the rest as a number."""
    return {"ignored": [printable(text) for text in left_out[:NAMED]], "ignored_more": len(left_out[NAMED:])}


def printable(text: str) -> str:
    """A text of an address without what breaks a page: control characters, halves of letters."""
    return "".join(char if char.isprintable() else "\N{REPLACEMENT CHARACTER}" for char in text)


def resolve(request: HttpRequest) -> HttpResponse:
    """Text to place: on to the results, or to a page that asks which one. Nothing of it is kept anywhere."""
    asked = MeetingFilter(request.GET)
    wanted, text = asked.search, asked.typed_place
    if not text.strip():
        return never_cached(HttpResponseRedirect(results_address(wanted, asked.ignored)))
    found = find(text, country=settings.SITE_COUNTRY, language=request.LANGUAGE_CODE)
    if found.certain:
        there = wanted.but(place=found.certain.slug, at=None)
        return never_cached(HttpResponseRedirect(results_address(there, asked.ignored), status=303))
    likely = to_choose_from(text, found, country=settings.SITE_COUNTRY, language=request.LANGUAGE_CODE)
    among = ",".join(place.slug for place in place_labels(likely).values())
    address = results_address(wanted.but(place="", at=None), asked.ignored, among=among)
    return never_cached(HttpResponseRedirect(address, status=303))


@public_page
def which_place(request: HttpRequest) -> HttpResponse:
    """Asks which of some places is meant; none of them where nobody knows what was typed, which does not stand in the address."""
    given = request.GET.copy()
    slugs = ",".join(given.pop("among", [])).replace("\x00", "").split(",")[:MOST_PLACES]
    asked = MeetingFilter(given)
    places = {place.slug: place for place in Place.objects.filter(slug__in=slugs)}
    labelled = place_labels([places[slug] for slug in slugs if slug in places])
    anywhere = asked.search.but(place="", at=None)
    context = {
        "search": asked.search,
        "choices": [(label, results_address(anywhere.but(place=place.slug), asked.ignored)) for label, place in labelled.items()],
        "anywhere": results_address(anywhere, asked.ignored),
        "is_sensitive": is_sensitive(anywhere),
        **named(asked.ignored),
    }
    return render(request, "meetings/which_place.html", context)


def is_sensitive(wanted: MeetingSearch) -> bool:
    """Whether it could harm to be seen with these results: then the page has a quick exit."""
    if wanted.who in {Who.FAMILY, Who.YOUNG}:
        return True
    return bool(wanted.topic or wanted.fellowship) and are_sensitive(wanted.topic, wanted.fellowship)


@kept_long
def are_sensitive(topics: tuple[str, ...], fellowships: tuple[str, ...]) -> bool:
    """Whether one of these topics is, or one that one of these fellowships is about."""
    return Topic.objects.sensitive(topics, fellowships=fellowships).exists()


def never_cached(response: HttpResponse) -> HttpResponse:
    response.headers["Cache-Control"] = "no-store"
    return response


def is_too_exact(given: str, wanted: MeetingSearch) -> bool:
    """Whether coordinates in an address say more than about a kilometre."""
    return wanted.at is not None and given != written(wanted.at)


def unread_beside(wanted: MeetingSearch, ignored: Sequence[str]) -> Iterator[tuple[str, str]]:
    """What could not be understood, as parameters; of one that has one value a second would be read in the place of the first."""
    said = {PARAMETERS.get(name, name) for name, _value in wanted.given()}
    for name, _equals, value in (text.partition("=") for text in ignored):
        if name not in said or name in SEVERAL:
            yield name, value
        said.add(name)


def results_address(wanted: MeetingSearch, ignored: Sequence[str] = (), *, among: str | None = None) -> str:
    """The canonical address of a search; with `among`, of the page that asks which of these places is meant. What could not be
    understood goes along, so that the page can say so."""
    which = "" if among is None else urlencode({"among": among}, safe=",")
    unread = urlencode(list(unread_beside(wanted, ignored[:NAMED])), errors="replace")
    query = "&".join(part for part in (which, wanted.query_string(), unread) if part)
    return reverse("search" if among is None else "which_place") + (f"?{query}" if query else "")
