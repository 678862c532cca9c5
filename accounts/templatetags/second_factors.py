"""Second factors in templates."""

from datetime import datetime
from typing import Any

from django import template
from django.utils import timezone

from accounts import second_factors
from languages.dates import date_text

register = template.Library()


@register.simple_tag(takes_context=True)
def must_set_one_up(context: dict[str, Any]) -> bool:
    """Whether the workplace is shut to this person until they have a second factor."""
    return second_factors.must_set_one_up(context["request"].user)


@register.filter
def on_day(at: datetime) -> str:
    """ "24 November 2026"."""
    return date_text(timezone.localdate(at))


@register.filter
def in_fours(secret: str) -> str:
    """A long secret in groups of four, as people read and type it; apps leave the spaces out."""
    return " ".join(secret[start : start + 4] for start in range(0, len(secret), 4))
