"""Parts that are the same on every page, drawn once."""

from functools import lru_cache
from typing import Any

from django import template
from django.conf import settings
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import get_language

register = template.Library()


@register.simple_tag(takes_context=True)
def drawn_once(context: dict[str, Any], name: str) -> SafeString:
    """A template that depends on nothing but the language, and the query that links carry on (discreet mode)."""
    return part(name, get_language() or settings.LANGUAGE_CODE, str(context.get("keep", "")))


@lru_cache(maxsize=256)
def part(name: str, _language: str, keep: str) -> SafeString:
    """The same; it changes only with the code and the catalogues."""
    return render_to_string(name, {"keep": keep})
