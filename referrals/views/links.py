"""Link to a search: for everybody, without an account."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse

from history.public import this_minute
from meetings.filters import MeetingFilter
from meetings.views.search import is_sensitive, located
from referrals.links import SearchLink, search_link, shorten, with_query
from referrals.public_forms import LinkForm
from upkeep.kinds import PublicForm
from upkeep.limits import is_too_often
from upkeep.views.open_pages import TOO_MANY, open_page

SEE_OTHER = 303


@open_page
def link(request: HttpRequest) -> HttpResponse:
    """What a link to the search in the address says, and its short address, made when somebody asks for it."""
    wanted, place, _left_out = located(MeetingFilter(request.GET).search)
    found = search_link(wanted, place, now=this_minute())
    form = LinkForm(request.POST if request.method == "POST" else None, subject=found.search.query_string())
    if request.method != "POST" or found.obstacle or found.code or form.is_of_machine or not form.is_valid():
        return page(request, found, form)
    if is_too_often(request, PublicForm.LINK):
        form.refuse_for_now()
        return page(request, found, form, status=TOO_MANY)
    shorten(found.search)
    return HttpResponseRedirect(reverse("link") + with_query(found.search), status=SEE_OTHER)


def page(request: HttpRequest, found: SearchLink, form: LinkForm, *, status: int = 200) -> HttpResponse:
    context = {
        "link": found,
        "form": form,
        "is_sensitive": is_sensitive(found.search),
        "is_indexable": False,
    }
    return render(request, "referrals/link.html", context, status=status)
