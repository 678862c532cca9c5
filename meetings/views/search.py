"""Home, results, and the page that asks which place was meant."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from groups.models import Topic
from history.public import public_page, this_minute
from meetings.access import Who
from meetings.cards import by_day
from meetings.filters import SHOWN, MeetingFilter
from meetings.headings import heading, place_label, place_labels, removable
from meetings.ladder import ladder
from meetings.results import answer
from meetings.search import MeetingSearch, written
from places.gazetteer import find
from places.models import Place


@public_page
def home(request: HttpRequest) -> HttpResponse:
    """The search form, and the topics."""
    return render(
        request,
        "meetings/home.html",
        {"filter": MeetingFilter({}), "branches": Topic.objects.branches().prefetch_related("children")},
    )


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """Results. What was typed as a place is resolved first and does not stay in the address."""
    if "near" in request.GET:
        return resolve(request)
    asked = MeetingFilter(request.GET)
    if is_too_exact(request.GET.get("at", ""), asked.search):
        return never_cached(HttpResponseRedirect(results_address(asked.search)))
    return results(request, asked)


@public_page
def results(request: HttpRequest, asked: MeetingFilter) -> HttpResponse:
    """The page of an answered search."""
    moment, (wanted, place, left_out) = this_minute(), located(asked.search)
    centre = place.point if place else wanted.at
    page = answer(wanted, now=moment, centre=centre)
    context = {
        "filter": asked,
        "place_label": place_label(place),
        "heading": heading(wanted, place),
        "page": page,
        "days": by_day(page.cards, moment),
        "with_unconfirmed": wanted.but(unconfirmed=True),
        "removable": list(removable(wanted, asked)),
        "ignored": [*asked.ignored, *left_out],
        "ladder": ladder(wanted, now=moment, centre=centre) if not page.cards else [],
        "is_sensitive": is_sensitive(wanted),
    }
    return render(request, "meetings/search.html", context)


def located(wanted: MeetingSearch) -> tuple[MeetingSearch, Place | None, list[str]]:
    """A search and its place; a place that nobody knows is left out and named."""
    place = Place.objects.filter(slug=wanted.place).first() if wanted.place else None
    if place or not wanted.place:
        return wanted, place, []
    return wanted.but(place=""), None, [f"place={wanted.place}"[:SHOWN]]


def resolve(request: HttpRequest) -> HttpResponse:
    """Text to place: on to the results, or to a page that asks which one. Nothing of it is kept anywhere."""
    asked = MeetingFilter(request.GET)
    text = asked.form.cleaned_data["near"] if asked.form.is_valid() else request.GET["near"][:200]
    wanted = asked.search
    if not text.strip():
        return never_cached(HttpResponseRedirect(results_address(wanted)))
    found = find(text, country=settings.SITE_COUNTRY, language=request.LANGUAGE_CODE)
    if found.certain:
        return never_cached(HttpResponseRedirect(results_address(wanted.but(place=found.certain.slug, at=None)), status=303))
    labelled = place_labels(found.candidates)
    choices = [(label, results_address(wanted.but(place=place.slug, at=None))) for label, place in labelled.items()]
    context = {"filter": asked, "choices": choices, "is_sensitive": is_sensitive(wanted)}
    return never_cached(render(request, "meetings/which_place.html", context))


def is_sensitive(wanted: MeetingSearch) -> bool:
    """Whether it could harm to be seen with these results: then the page has a quick exit."""
    if wanted.who in {Who.FAMILY, Who.YOUNG}:
        return True
    if not (wanted.topic or wanted.fellowship):
        return False
    return Topic.objects.sensitive(wanted.topic, fellowships=wanted.fellowship).exists()


def never_cached(response: HttpResponse) -> HttpResponse:
    response.headers["Cache-Control"] = "no-store"
    return response


def is_too_exact(given: str, wanted: MeetingSearch) -> bool:
    """Whether coordinates in an address say more than about a kilometre."""
    return wanted.at is not None and given != written(wanted.at)


def results_address(wanted: MeetingSearch) -> str:
    query = wanted.query_string()
    return reverse("search") + (f"?{query}" if query else "")
