"""The warning before a session ends."""

from typing import Any

from django import template

from accounts.session_end import WARNING_SECONDS, seconds_left

register = template.Library()


@register.inclusion_tag("accounts/partials/session_end.html", takes_context=True)
def session_end(context: dict[str, Any]) -> dict[str, int]:
    """Nothing where nobody is signed in."""
    request = context["request"]
    is_signed_in = request.user.is_authenticated
    return {"seconds": seconds_left(request.session) if is_signed_in else 0, "warning_seconds": WARNING_SECONDS}
