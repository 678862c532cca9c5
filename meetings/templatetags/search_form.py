"""Pieces of the search form, and searches as addresses."""

from collections.abc import Iterable
from typing import Any

from django import template
from django.urls import reverse
from django.utils.html import format_html_join
from django.utils.safestring import SafeString

from meetings.search import PARAMETERS, MeetingSearch, written

register = template.Library()

# The parameters that the form has controls for; all others are kept as hidden inputs.
SHOWN_IN_FORM = {"place", "within", "when", "who", "how", "topic", "fellowship", "sort", "page"}


@register.simple_tag
def search_address(search: MeetingSearch) -> str:
    """The canonical address of a search."""
    query = search.query_string()
    return reverse("search") + (f"?{query}" if query else "")


@register.simple_tag
def options(choices: Iterable[tuple[Any, Any]], chosen: Any) -> SafeString:
    """The options of a select, the chosen ones marked."""
    marked = {str(one) for one in chosen} if isinstance(chosen, tuple) else {str(chosen or "")}
    rows = ((value, SafeString(" selected") if str(value) in marked else "", label) for value, label in choices if value)
    return format_html_join("", '<option value="{}"{}>{}</option>', rows)


@register.simple_tag
def kept_parameters(search: MeetingSearch | None) -> SafeString:
    """Hidden inputs for what a search says beyond the form, so that a new place does not lose it."""
    given = search.given() if search else []
    kept = ((PARAMETERS.get(name, name), written(value)) for name, value in given if name not in SHOWN_IN_FORM)
    return format_html_join("", '<input type="hidden" name="{}" value="{}">', kept)
