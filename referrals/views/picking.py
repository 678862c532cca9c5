"""Tick meetings in the results, and go on to a page whose address holds nothing but their ids."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import render
from django.urls import reverse

from history.public import public_page, this_minute
from meetings.filters import MeetingFilter
from meetings.plan import picked
from meetings.views.search import is_sensitive, located
from referrals.picking import MOST, joined, pick_page

IDS, TURN, DONE = "ids", "turn", "done"  # the ticks; which page comes next; the button that ends the picking


@public_page
def pick(request: HttpRequest) -> HttpResponse:
    """The results of a search as a list to tick. Whoever turns the page takes the ticks along, in the address."""
    ids = request.GET.getlist(IDS)
    if DONE in request.GET and 0 < len(picked(ids).ids) <= MOST:
        return HttpResponseRedirect(f"{reverse('selection')}?ids={joined(ids)}")
    asked, place, _left_out = located(MeetingFilter(searched(request.GET)).search)
    page = pick_page(asked, place, ids, now=this_minute())
    context = {
        "page": page,
        "most": MOST,
        "is_done_early": DONE in request.GET and not page.ticked,
        "is_sensitive": is_sensitive(asked),
        "is_indexable": False,
    }
    return render(request, "referrals/pick.html", context)


def searched(given: QueryDict) -> QueryDict:
    """The parameters of the search alone, with the page that was turned to."""
    kept = given.copy()
    for name in (IDS, DONE, TURN):
        kept.pop(name, None)
    if given.get(TURN):
        kept["page"] = str(given[TURN])
    return kept
