"""When a session ends: so long after it began, however much it is used, so that it can be said beforehand."""

from datetime import datetime, timedelta
from math import ceil

from django.conf import settings
from django.contrib.sessions.backends.base import SessionBase
from django.utils import timezone

ENDS_AT = "ends_at"
WARNING_SECONDS = 5 * 60


def begin(session: SessionBase) -> None:
    """From now on SESSION_COOKIE_AGE seconds remain."""
    ends_at = timezone.now() + timedelta(seconds=settings.SESSION_COOKIE_AGE)
    session[ENDS_AT] = ends_at.isoformat()
    session.set_expiry(ends_at)


def seconds_left(session: SessionBase) -> int:
    """How long the session still lasts; 0 for one of nobody."""
    if ENDS_AT not in session:
        return 0
    return max(0, ceil((datetime.fromisoformat(session[ENDS_AT]) - timezone.now()).total_seconds()))
