"""Addresses of the HSDS API. Its clients ask with a slash at the end or without."""

from collections.abc import Iterator

from django.urls import URLPattern, re_path

from feeds.hsds import views


def addresses(kind: str) -> Iterator[URLPattern]:
    """Of a list, and of one of its objects."""
    which = {"kind": kind}
    yield re_path(rf"^hsds/{kind}/?$", views.many, which, name=f"hsds_{kind}")
    yield re_path(rf"^hsds/{kind}/(?P<known>[^/]+)/?$", views.one, which, name=f"hsds_{kind}_one")


urlpatterns = [
    re_path(r"^hsds/?$", views.metadata, name="hsds"),
    *(pattern for kind in views.ENDPOINTS for pattern in addresses(kind)),
]
