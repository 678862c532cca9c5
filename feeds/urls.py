"""Addresses of the feeds. No language stands before them: they are the same for every program that asks."""

from django.urls import path

from feeds import views

urlpatterns = [
    path("meetings.json", views.meetings_json, name="meetings_json"),
    path("meetings.ics", views.meetings_ics, name="meetings_ics"),
]
