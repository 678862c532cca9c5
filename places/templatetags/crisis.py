"""The numbers for a person in danger, in the same place on every page; the database is not asked."""

from functools import lru_cache
from typing import Any

from django import template
from django.conf import settings
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from places.crisis import crisis_lines

register = template.Library()


@register.simple_tag(takes_context=True)
def crisis(context: dict[str, Any]) -> SafeString:
    """The numbers of the page's `country` (two letters), else of the site's."""
    country = context.get("country")
    code = country.upper() if isinstance(country, str) and country else settings.SITE_COUNTRY
    language, now = get_language() or settings.LANGUAGE_CODE, timezone.now()
    standings = tuple(line.standing(now) for line in crisis_lines(code, language).lines)
    return block(code, language, str(context.get("keep", "")), standings)


@lru_cache(maxsize=256)
def block(country: str, language: str, keep: str, standings: tuple[str, ...]) -> SafeString:
    """The block in the active language, drawn again only when a line opens or closes: it is on every page. `keep` is the query
    that links carry on (discreet mode)."""
    known = crisis_lines(country, language)
    lines = list(zip(known.lines, standings, strict=True))
    return render_to_string("partials/crisis_lines.html", {"emergency": known.emergency, "lines": lines, "keep": keep})
