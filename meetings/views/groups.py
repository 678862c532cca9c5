"""The page of a group."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse

from groups.models import Group
from history.public import moved_to, public_page, this_minute
from meetings.group_page import group_page


@public_page
def group(request: HttpRequest, public_id: str, slug: str = "") -> HttpResponse:
    """One group and all its meetings; of one that has ended, where to go instead."""
    found = get_object_or_404(Group.objects.select_related("fellowship", "service_body", "host", "successor"), public_id=public_id)
    if slug != found.slug:
        return moved_to(request, reverse("group", args=[public_id, found.slug]))
    page = group_page(found, now=this_minute())
    context = {"page": page, "is_sensitive": found.is_sensitive}
    return render(request, "meetings/group.html", context, status=410 if page.is_gone else 200)
