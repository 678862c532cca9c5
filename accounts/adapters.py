"""Where allauth asks the site: who may sign up, how mails are sent, how things are called."""

import logging
from smtplib import SMTPException
from typing import Any
from urllib.parse import urlsplit

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core import context, ratelimit
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.shortcuts import render
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accounts.limits import client_address
from accounts.models import User

logger = logging.getLogger(__name__)
TOO_MANY = {"too_many_login_attempts", "rate_limited"}
WRONG_CODE = _("This code is not right. Wait for the next one, or check that the clock of your phone is right.")

# How somebody shows that it is them, under allauth's names of the ways.
WAYS = {
    "reauthenticate": _("With your password"),
    "mfa_reauthenticate": _("With a code"),
    "mfa_reauthenticate:webauthn": _("With a passkey"),
}


class AccountAdapter(DefaultAccountAdapter):
    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "email_password_mismatch": _("The mail address or the password is not right."),
        "enter_current_password": _("This is not your password."),
        "incorrect_password": _("This is not your password."),
        "incorrect_code": WRONG_CODE,
        "incorrect_passkey": _("This passkey did not work. Perhaps it was removed here. Try once more, or sign in another way."),
        "invalid_password_reset": _("This link does not work any more."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def get_client_ip(self, request: HttpRequest) -> str:
        return client_address(request)

    def validation_error(self, code: str, *args: Any) -> ValidationError:
        """Raises ImmediateHttpResponse where somebody tried too often: that is a page of its own, not an error in a form."""
        if code in TOO_MANY:
            raise ImmediateHttpResponse(ratelimit.respond_429(context.request))
        error: ValidationError = super().validation_error(code, *args)
        return error

    def get_reauthentication_methods(self, user: User) -> list[dict[str, Any]]:
        return [{**method, "description": WAYS[method["id"]]} for method in super().get_reauthentication_methods(user)]

    def forget_attempts(self, email: str) -> None:
        self._delete_login_attempts_cached_email(context.request, email=email)

    def format_email_subject(self, subject: str) -> str:
        return subject

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """In the language of the one who gets it. Raises ImmediateHttpResponse with a page that says where nothing can be sent."""
        if not self.could_send(template_prefix, email, context):
            raise ImmediateHttpResponse(render(self.request, "accounts/no_mail.html", status=503))

    def send_notification_mail(
        self, template_prefix: str, user: User, context: dict[str, Any] | None = None, email: str | None = None
    ) -> None:
        """What it tells has been done already: where the mail cannot be sent, that is logged and no more. It says neither from
        which network nor with which browser it was done."""
        self.could_send(template_prefix, email or user.email, context or {})

    def could_send(self, template_prefix: str, email: str, context: dict[str, Any]) -> bool:
        chosen = User.objects.filter(email=email).values_list("language", flat=True).first()
        language = chosen if chosen in dict(settings.LANGUAGES) else translation.get_language()
        with translation.override(language):
            message = self.render_mail(template_prefix, email, {**context, **self.of_the_site()})
        try:
            message.send()
        except (SMTPException, OSError) as error:
            logger.error("mail not sent: %s", type(error).__name__)
            return False
        return True

    def of_the_site(self) -> dict[str, str]:
        """What every mail says of the site."""
        return {
            "site_name": str(settings.SITE_NAME),
            "site_address": f"{settings.SITE_ADDRESS}/",
            "reset_address": f"{settings.SITE_ADDRESS}{reverse('account_reset_password')}",
        }

    def get_reset_password_from_key_url(self, key: str) -> str:
        """By the address of the site, as in all our mails, whatever the request said of its host."""
        path: str = urlsplit(super().get_reset_password_from_key_url(key)).path
        return f"{settings.SITE_ADDRESS}{path}"


class SecondFactorAdapter(DefaultMFAAdapter):
    error_messages = {**DefaultMFAAdapter.error_messages, "incorrect_code": WRONG_CODE}

    def get_totp_issuer(self) -> str:
        return str(settings.SITE_NAME)

    def generate_authenticator_name(self, user: User, type: str) -> str:
        """What a passkey is called until somebody calls it otherwise."""
        number = Authenticator.objects.filter(user_id=user.pk, type=type).count() + 1
        return gettext("Passkey") if number == 1 else gettext("Passkey {number}").format(number=number)

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        host = context.request.get_host().partition(":")[0]
        return {"id": settings.PASSKEY_DOMAIN or host, "name": str(settings.SITE_NAME)}
