"""By what the limits on signing in are counted."""

from ipaddress import ip_address

from django.conf import settings
from django.db import connection
from django.http import HttpRequest
from django.utils import timezone
from django.utils.crypto import salted_hmac

UNKNOWN = "unknown"


def client_address(request: HttpRequest) -> str:
    """Where a request comes from; "unknown" where the server does not say.

    Behind proxies of ours (PROXIES) it is what the outermost of them saw: so many from the end of X-Forwarded-For. What stands
    before it, anybody can have written there. Where fewer stand there than are announced, it is whom we talk to ourselves.
    """
    seen = [part.strip() for part in request.headers.get("X-Forwarded-For", "").split(",")]
    is_told = 0 < settings.PROXIES <= len(seen)
    for said in (seen[-settings.PROXIES] if is_told else "", request.META.get("REMOTE_ADDR", "")):
        try:
            return str(ip_address(said))
        except ValueError:
            continue
    return UNKNOWN


def hidden_key(key: str, prefix: str, version: int) -> str:
    """The name under which the cache keeps a count: nobody can read an address or an account from it without SECRET_KEY."""
    return salted_hmac("accounts.limits", f"{prefix}:{version}:{key}", algorithm="sha256").hexdigest()


def forget_old_attempts() -> int:
    """Delete the counts whose time is over; how many there were. The cache itself does so only when it is full."""
    with connection.cursor() as cursor:
        table = connection.ops.quote_name(settings.CACHES["default"]["LOCATION"])
        now = connection.ops.adapt_datetimefield_value(timezone.now().replace(microsecond=0))
        cursor.execute(f"DELETE FROM {table} WHERE expires < %s", [now])  # noqa: S608  # the table's name is a setting
        return int(cursor.rowcount)
