"""The numbers for a person in danger, in the same place on every page; the database is not asked."""

from functools import lru_cache
from typing import Any

from django import template
from django.conf import settings
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from places.crisis import crisis_lines

register = template.Library()


@register.simple_tag(takes_context=True)
def crisis(context: dict[str, Any]) -> SafeString:
    """The numbers of the page's `country` (two letters), else of the site's."""
    country = context.get("country")
    code = country.upper() if isinstance(country, str) and country else settings.SITE_COUNTRY
    return block(code, get_language() or settings.LANGUAGE_CODE, str(context.get("keep", "")))


@lru_cache(maxsize=256)
def block(country: str, language: str, keep: str) -> SafeString:
    """The block in the active language, drawn once: it is on every page, and nothing in it changes while the site runs. `keep` is
    the query that links carry on (discreet mode)."""
    return render_to_string("partials/crisis_lines.html", {"crisis": crisis_lines(country, language), "keep": keep})
