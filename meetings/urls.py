"""Addresses of the public pages; the language stands before them."""

from django.urls import path

from meetings import views

urlpatterns = [
    path("", views.home, name="home"),
    path("meetings/", views.search, name="search"),
    path("meetings/<str:public_id>/<slug:slug>/", views.meeting, name="meeting"),
]
