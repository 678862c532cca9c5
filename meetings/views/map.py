"""The map of a search: a page, and what its script asks for."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from csp.decorators import csp_update
from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from history.public import public_page, this_minute
from interchange.geojson import MEDIA_TYPE, collection
from meetings.filters import MeetingFilter
from meetings.headings import heading
from meetings.map_points import MOST, map_answer, parsed_view, pins, tiles, towns
from meetings.results import answer
from meetings.views.search import is_sensitive, is_too_exact, located, never_cached, resolve

View = Callable[..., HttpResponse]
PLAIN = {"ensure_ascii": False}  # letters with accents as they are: the file is a sixth smaller


def allowing_tiles(view: View) -> View:
    """A view whose page may show pictures from the server that the site's owner chose. Also where it is not sent again (304): a
    browser takes the headers of that for the page that it has."""

    @wraps(view)
    def page(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        chosen = tiles()
        allowed: Any = csp_update({"img-src": [chosen.origin]})(view) if chosen and chosen.origin else view
        response: HttpResponse = allowed(request, *args, **kwargs)
        return response

    return page


@require_safe
def meeting_map(request: HttpRequest) -> HttpResponse:
    """A search on a map. What was typed as a place is resolved as it is for the list."""
    if "near" in request.GET:
        return resolve(request)
    asked = MeetingFilter(request.GET)
    if is_too_exact(request.GET.get("at", ""), asked.search):
        return never_cached(HttpResponseRedirect(f"{reverse('map')}?{asked.search.query_string()}"))
    return map_page(request, asked)


@allowing_tiles
@public_page
def map_page(request: HttpRequest, asked: MeetingFilter) -> HttpResponse:
    """The map and, below it, the same meetings as a list."""
    moment, (wanted, place, left_out) = this_minute(), located(asked.search)
    wanted, centre = wanted.but(page=1), place.point if place else wanted.at
    page = answer(wanted, now=moment, centre=centre)
    context = {
        "heading": heading(wanted, place),
        "map": map_answer(wanted, now=moment, centre=centre),
        "most": MOST,
        "page": page,
        "days": page.days(),
        "tiles": tiles(),
        "ignored": [*asked.ignored, *left_out],
        "is_sensitive": is_sensitive(wanted),
    }
    return render(request, "meetings/map.html", context)


@public_page
def map_points(request: HttpRequest) -> HttpResponse:
    """The houses on the map of a search, as GeoJSON."""
    moment, (wanted, place, _left_out) = this_minute(), located(MeetingFilter(request.GET).search)
    found = map_answer(wanted, now=moment, centre=place.point if place else wanted.at)
    return JsonResponse(collection(pins(found, wanted, now=moment)), content_type=MEDIA_TYPE, json_dumps_params=PLAIN)


@public_page
def map_towns(request: HttpRequest) -> HttpResponse:
    """The largest towns in a box, as GeoJSON: names for a map that has only outlines."""
    view = parsed_view(request.GET.get("box", ""))
    if view is None:
        raise BadRequest
    return JsonResponse(collection(towns(view)), content_type=MEDIA_TYPE, json_dumps_params=PLAIN)
