"""The page of a meeting."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse

from history.public import moved_to, public_page, this_minute
from meetings.kinds import MeetingStatus
from meetings.meeting_page import meeting_page
from meetings.models import Meeting
from meetings.page_rows import meeting_called


@public_page
def meeting(request: HttpRequest, public_id: str, slug: str = "") -> HttpResponse:
    """One meeting: when, who may come, where and how to get in, how to join, what happens, how sure we are."""
    moment = this_minute()
    found = meeting_called(public_id, moment)
    if found is None:
        raise Http404
    if found.merged_into_id:
        stays = get_object_or_404(Meeting.objects.exclude(status=MeetingStatus.DRAFT), pk=found.merged_into_id)
        return moved_to(request, reverse("meeting", args=[stays.public_id, stays.slug]))
    if slug != found.slug:
        return moved_to(request, reverse("meeting", args=[public_id, found.slug]))
    page = meeting_page(found, now=moment, address=request.build_absolute_uri(request.path))
    country = found.venue.country if found.venue else ""
    context = {"page": page, "is_sensitive": page.is_sensitive, "country": country}
    return render(request, "meetings/meeting.html", context, status=410 if page.is_gone else 200)
