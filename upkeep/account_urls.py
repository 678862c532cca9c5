"""Addresses beside those of signing in: under /accounts/, where forms have an Origin and nothing is stored by anybody."""

from django.urls import URLPattern, path

from upkeep.views import invitations

urlpatterns: list[URLPattern] = [
    path("accounts/invitation/<str:token>/", invitations.invitation, name="invitation"),
]
