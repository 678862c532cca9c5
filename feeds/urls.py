"""Addresses of the feeds. No language stands before them: they are the same for every program that asks."""

from django.urls import include, path

from feeds import views
from feeds.api.views import openapi
from feeds.changes.views import changes

urlpatterns = [
    path("meetings.json", views.meetings_json, name="meetings_json"),
    path("meetings.ics", views.meetings_ics, name="meetings_ics"),
    path("meetings.geojson", views.meetings_geojson, name="meetings_geojson"),
    path("meetings.atom", views.meetings_atom, name="meetings_atom"),
    path("meetings.csv", views.meetings_csv, name="meetings_csv"),
    path("meetings.xlsx", views.meetings_xlsx, name="meetings_xlsx"),
    path("changes", changes, name="changes"),
    path("api/openapi.json", openapi, name="openapi"),
    path("", include("feeds.bmlt.urls")),
    path("", include("feeds.hsds.urls")),
]
