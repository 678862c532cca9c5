"""How true the listings are, in numbers."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from history.public import public_page, this_minute
from upkeep.figures import latest_figures


@public_page
def figures(request: HttpRequest) -> HttpResponse:
    return render(request, "upkeep/figures.html", {"figures": latest_figures(this_minute())})
