"""Links inside the sentences of the explainers."""

from typing import Any

from django import template
from django.urls import reverse

register = template.Library()


@register.simple_tag(takes_context=True)
def address_of(context: dict[str, Any], name: str, *args: str) -> str:
    """The address of a page of ours; in discreet mode it stays discreet."""
    return reverse(name, args=args) + str(context.get("keep", ""))
