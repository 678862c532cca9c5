"""Hand-picked meetings as a weekly plan."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from history.public import public_page, this_minute
from meetings.plan import picked, plan


@public_page
def selection(request: HttpRequest) -> HttpResponse:
    """The meetings whose ids stand in the address: to print, to take along, to pass on."""
    found = plan(picked(request.GET.getlist("ids")), now=this_minute())
    return render(request, "meetings/selection.html", {"plan": found, "is_sensitive": found.is_sensitive})
