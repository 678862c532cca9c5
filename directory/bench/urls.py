"""The site's addresses, and two of the benchmark's own."""

from django.urls import path

from directory.bench.reference import nothing, rows
from directory.urls import urlpatterns as site

urlpatterns = [path("bench/nothing", nothing), path("bench/rows", rows), *site]
