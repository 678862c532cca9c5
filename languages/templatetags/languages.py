"""The same page in another language."""

from typing import Any

from django import template
from django.conf import settings
from django.utils.html import conditional_escape

register = template.Library()


@register.simple_tag(takes_context=True)
def address_in(context: dict[str, Any], language: str) -> str:
    """The address of this page in another language: the same meetings, the same search."""
    request = context.get("request")
    if request is None:
        return f"/{language}/"
    first, _slash, rest = request.path_info.lstrip("/").partition("/")
    path = f"/{language}/{rest}" if first in dict(settings.LANGUAGES) else f"/{language}/"
    kept = request.GET.copy()
    kept.pop("near", None)  # what was typed does not go into further addresses
    return conditional_escape(f"{path}?{kept.urlencode()}" if kept else path)
