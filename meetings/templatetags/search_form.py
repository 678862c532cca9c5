"""Pieces of the search form, and searches as addresses."""

from collections.abc import Iterable
from typing import Any

from django import template
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.text import capfirst
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from languages.names import SIGN_LANGUAGES, language_name
from meetings.filters import MeetingFilter
from meetings.search import PARAMETERS, MeetingSearch, written

register = template.Library()

Choices = Iterable[tuple[Any, Any]]

# What the form has no control for is kept in hidden inputs, so that a new place does not lose it.
WITHOUT_CONTROL = {"at", "group", "body", "venue"}
FEW_KM = (1, 2, 5, 10, 25, 50)
SPOKEN = ("cs", "de", "en", "es", "fr", "hu", "it", "pl", "ro", "rom", "ru", "sk", "uk")


@register.simple_tag
def search_address(search: MeetingSearch) -> str:
    """The canonical address of a search."""
    query = search.query_string()
    return reverse("search") + (f"?{query}" if query else "")


@register.simple_tag
def feed_address(search: MeetingSearch, file_format: str) -> str:
    """A search as a feed, in the language of the page: all of it, not one page."""
    query = search.but(page=1).query_string()
    return f"/meetings.{file_format}?" + "&".join(part for part in (query, f"lang={get_language()}") if part)


@register.simple_tag
def options(choices: Choices, chosen: Any) -> SafeString:
    """The options of a select, the chosen ones marked."""
    marked = {str(one) for one in chosen} if isinstance(chosen, tuple) else {str(chosen or "")}
    rows = ((value, SafeString(" selected") if str(value) in marked else "", capfirst(label)) for value, label in choices if value)
    return format_html_join("", '<option value="{}"{}>{}</option>', rows)


@register.simple_tag
def picker(asked: MeetingFilter, name: str) -> SafeString:
    """A select of what a parameter can be, "Any" first; where several values are chosen, one in which several can be."""
    chosen: tuple[str, ...] = getattr(asked.search, name)
    choices = languages(chosen) if name == "language" else asked.form.fields[name].choices
    return format_html(
        '<select name="{0}" id="id_{0}"{1}><option value="">{2}</option>{3}</select>',
        name,
        SafeString(" multiple") if len(chosen) > 1 else "",
        _("Any"),
        options(choices, chosen),
    )


def languages(chosen: Iterable[str]) -> Choices:
    """The languages to choose from, in the order of their names, with the chosen ones among them."""
    codes = {*SPOKEN, *SIGN_LANGUAGES, *chosen}
    return sorted(((code, language_name(code)) for code in codes), key=lambda choice: choice[1])


@register.simple_tag
def beyond_options(search: MeetingSearch) -> SafeString:
    """Distances within which one would rather not be seen."""
    distances = sorted({*FEW_KM, *([search.beyond] if search.beyond else [])})
    return options([(km, _("%(km)s km") % {"km": km}) for km in distances], search.beyond)


@register.simple_tag
def kept_parameters(search: MeetingSearch | None) -> SafeString:
    """Hidden inputs for what a search says beyond the form."""
    given = search.given() if search else []
    kept = ((PARAMETERS.get(name, name), written(value)) for name, value in given if name in WITHOUT_CONTROL)
    return format_html_join("", '<input type="hidden" name="{}" value="{}">', kept)
