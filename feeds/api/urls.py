"""Addresses of the page for programmers; the language stands before it."""

from django.urls import path

from feeds.api import views

urlpatterns = [path("api/", views.api, name="api")]
