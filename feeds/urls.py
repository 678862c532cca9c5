"""Addresses of the feeds. No language stands before them: they are the same for every program that asks."""

from django.urls import include, path

from feeds.api.views import openapi
from feeds.changes.views import changes
from feeds.formats import FORMATS
from feeds.views import feed

urlpatterns = [
    *(path(f"meetings.{suffix}", feed, {"form": form}, name=f"meetings_{suffix}") for suffix, form in FORMATS.items()),
    path("changes", changes, name="changes"),
    path("api/openapi.json", openapi, name="openapi"),
    path("", include("feeds.bmlt.urls")),
    path("", include("feeds.hsds.urls")),
]
