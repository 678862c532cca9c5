"""The templates that are drawn most often, by Jinja2: the cards and the form of searches (docs/adr/0010-drawn-by-jinja2.md)."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext
from jinja2 import Environment


def environment(**options: Any) -> Environment:
    """Translates as the other templates do, and writes no blank lines."""
    made = Environment(**options, trim_blocks=True, lstrip_blocks=True)  # noqa: S701  # Django's backend says autoescape=True
    made.globals.update({"_": gettext, "address": reverse})
    return made
