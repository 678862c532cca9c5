"""Second factors: passkeys and authenticator apps, and the recovery codes that come with them."""

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.models import User
from languages.dates import date_text

FACTORS = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)


def of(user: User) -> "QuerySet[Authenticator]":
    """All that somebody has set up, recovery codes too."""
    there: QuerySet[Authenticator] = Authenticator.objects.filter(user_id=user.pk)
    return there


def in_words(factors: "QuerySet[Authenticator]") -> list[str]:
    """What there is and since when, without secrets."""
    return [line_about(factor) for factor in factors.order_by("type", "pk")]


def line_about(factor: Authenticator) -> str:
    since = date_text(timezone.localdate(factor.created_at))
    if factor.type == Authenticator.Type.RECOVERY_CODES:
        left = len(factor.wrap().get_unused_codes())
        return ngettext("%(left)s recovery code", "%(left)s recovery codes", left) % {"left": left}
    if factor.type == Authenticator.Type.WEBAUTHN:
        return _("passkey “%(name)s”, since %(date)s") % {"name": factor.wrap().name, "date": since}
    return _("authenticator app, since %(date)s") % {"date": since}


def must_set_one_up(user: User | AnonymousUser) -> bool:
    """Whether the workplace stays shut until this administrator has a second factor."""
    if not (settings.REQUIRE_SECOND_FACTOR and user.is_superuser):
        return False
    return not Authenticator.objects.filter(user_id=user.pk, type__in=FACTORS).exists()


def remove_all(user: User) -> int:
    """Somebody lost their phone: they sign in with the password and set up anew. How many there were."""
    removed, _by_model = of(user).delete()
    return removed
