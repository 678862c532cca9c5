"""Pieces of the search form, and searches as addresses."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from django import template
from django.http import QueryDict
from django.template.loader import get_template
from django.urls import reverse
from django.utils.html import escape, format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.text import capfirst
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from history.keeping import kept
from languages.names import SIGN_LANGUAGES, language_name
from meetings.filters import MeetingFilter
from meetings.search import PARAMETERS, MeetingSearch, written

register = template.Library()

Choices = Iterable[tuple[Any, Any]]

# What the form has no control for is kept in hidden inputs, so that a new place does not lose it.
WITHOUT_CONTROL = {"at", "group", "body", "venue"}
FEW_KM = (1, 2, 5, 10, 25, 50)
# Characters for private use in Unicode, which no text has: they stand in a drawn form for what each visitor gets.
PLACE, WORDS, HIDDEN = "\ue001", "\ue002", "\ue003"
SPOKEN = ("cs", "de", "en", "es", "fr", "hu", "it", "pl", "ro", "rom", "ru", "sk", "uk")


@register.simple_tag(takes_context=True)
def search_address(context: dict[str, Any], search: MeetingSearch) -> str:
    """The canonical address of a search; from a discreet page it is discreet too."""
    query = replace(search, discreet=search.discreet or bool(context.get("is_discreet"))).query_string()
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
    rows = [(str(value), escape(capfirst(label))) for value, label in choices if value]
    # Values are numbers, slugs and codes of ours. Put together at once: format_html is slow for hundreds of rows.
    return mark_safe(  # noqa: S308
        "".join(f'<option value="{value}"{" selected" if value in marked else ""}>{label}</option>' for value, label in rows)
    )


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
    codes = {*SPOKEN, *SIGN_LANGUAGES, *(escape(code) for code in chosen)}
    return sorted(((code, language_name(code)) for code in codes), key=lambda choice: choice[1])


@register.simple_tag
def beyond_options(search: MeetingSearch) -> SafeString:
    """Distances within which one would rather not be seen."""
    distances = sorted({*FEW_KM, *([search.beyond] if search.beyond else [])})
    return options([(km, _("%(km)s km") % {"km": km}) for km in distances], search.beyond)


@register.simple_tag(takes_context=True)
def search_form(context: dict[str, Any], asked: MeetingFilter, place_label: str = "") -> SafeString:
    """The form, filled in. It is drawn once for all who ask alike; where and for which words is put into it, and not kept."""
    is_discreet = bool(context.get("is_discreet"))
    html = drawn(asked.search.but(place="", at=None, q="", group=(), body=(), venue=(), discreet=is_discreet), get_language() or "")
    # The words last: whatever somebody types stands for nothing else.
    own = {HIDDEN: kept_parameters(asked.search), PLACE: escape(place_label), WORDS: escape(asked.search.q)}
    for mark, text in own.items():
        html = html.replace(mark, text)
    return mark_safe(html)  # noqa: S308  # each is escaped


@kept
def drawn(search: MeetingSearch, _language: str) -> str:
    """The form with all that a search says, and room for its place, its words and the hidden inputs."""
    values = {"filter": MeetingFilter(QueryDict(search.query_string())), "place_label": PLACE, "words": WORDS, "hidden": HIDDEN}
    return get_template("meetings/partials/form.html").render({**values, "is_discreet": search.discreet})


@register.simple_tag
def kept_parameters(search: MeetingSearch | None) -> SafeString:
    """Hidden inputs for what a search says beyond the form."""
    given = search.given() if search else []
    kept = ((PARAMETERS.get(name, name), written(value)) for name, value in given if name in WITHOUT_CONTROL)
    return format_html_join("", '<input type="hidden" name="{}" value="{}">', kept)
