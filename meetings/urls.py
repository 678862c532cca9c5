"""Addresses of the public pages; the language stands before them."""

from django.urls import path

from meetings.views import meeting, search

urlpatterns = [
    path("", search.home, name="home"),
    path("meetings/", search.search, name="search"),
    path("meetings/<str:public_id>/<slug:slug>/", meeting.meeting, name="meeting"),
]
