"""The search form, cards, and searches as addresses."""

from dataclasses import replace
from typing import Any

from django import template
from django.urls import reverse
from django.utils.safestring import SafeString

from meetings.alternatives import Elsewhere
from meetings.cards import Card
from meetings.drawing import Choices, along_html, branches_html, card_html, elsewhere_html, form_html, options_of, suggestion_html
from meetings.search import MeetingSearch
from meetings.suggestions import Suggestion

register = template.Library()


@register.simple_tag(takes_context=True)
def search_address(context: dict[str, Any], search: MeetingSearch) -> str:
    """The canonical address of a search; from a discreet page it is discreet too."""
    query = replace(search, discreet=search.discreet or bool(context.get("is_discreet"))).query_string()
    return reverse("search") + (f"?{query}" if query else "")


@register.simple_tag(takes_context=True)
def handing_on(context: dict[str, Any], page: str, search: MeetingSearch) -> str:
    """A page that does something with all that a search finds; from a discreet page it is discreet too."""
    query = replace(search.but(page=1), discreet=search.discreet or bool(context.get("is_discreet"))).query_string()
    return reverse(page) + (f"?{query}" if query else "")


@register.simple_tag(takes_context=True)
def take_along(context: dict[str, Any], search: MeetingSearch) -> SafeString:
    """Where all that a search finds can be taken."""
    return along_html(search, is_discreet=bool(context.get("is_discreet")))


@register.simple_tag(takes_context=True)
def search_form(context: dict[str, Any], search: MeetingSearch, place_label: str = "") -> SafeString:
    """The form, filled in."""
    return form_html(search, place_label=place_label, is_discreet=bool(context.get("is_discreet")))


@register.simple_tag
def options(choices: Choices, chosen: Any) -> SafeString:
    """The options of a select, the chosen one marked."""
    return options_of(choices, [str(chosen or "")])


@register.simple_tag(takes_context=True)
def draw_elsewhere(context: dict[str, Any], elsewhere: Elsewhere) -> SafeString:
    """Where else to go from a meeting."""
    return elsewhere_html(elsewhere, str(context.get("keep", "")))


@register.simple_tag(takes_context=True)
def draw_card(context: dict[str, Any], card: Card) -> SafeString:
    """A card of a list."""
    return card_html(card, str(context.get("keep", "")))


@register.simple_tag(takes_context=True)
def draw_suggestion(context: dict[str, Any], one: Suggestion) -> SafeString:
    """Another meeting that a page suggests."""
    return suggestion_html(one, str(context.get("keep", "")))


@register.simple_tag(takes_context=True)
def draw_branches(context: dict[str, Any]) -> SafeString:
    """All topics."""
    return branches_html(is_discreet=bool(context.get("is_discreet")))
