"""Addresses of the check of feeds. The page has a language before it; the schema is the same for every program that asks."""

from django.urls import path

from imports.views import check, schema

urlpatterns = [
    path("check/", check.check, name="check"),
    path("check/address/", check.check_address, name="check_address"),
]
root_urlpatterns = [path("meeting-guide.schema.json", schema.schema, name="meeting_guide_schema")]
