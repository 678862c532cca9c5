"""Pages of the workplace that are no form of one row; each is open to whoever may enter, and asks itself what is in their care."""

from collections.abc import Callable
from typing import Any

from django.urls import URLPattern

View = Callable[..., Any]


def pages(inside: Callable[[View], View]) -> list[URLPattern]:
    """The addresses under /admin/; `inside` lets in only those who may enter. Their names are in the namespace "admin"."""
    return []
