"""allauth's forms in our words: a label on each field instead of a hint inside it, and each password typed once."""

import struct
from typing import Any

from allauth.account import forms as account
from allauth.account.adapter import get_adapter
from allauth.mfa.base import forms as mfa
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.webauthn import forms as webauthn
from django import forms
from django.core.validators import MaxLengthValidator
from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrOrPromise

NAME_LENGTH = 60
UNREADABLE = (AttributeError, LookupError, TypeError, ValueError, struct.error)
Words = dict[str, tuple[StrOrPromise, StrOrPromise | None]]


class InOurWords(forms.Form):
    """`words` are the label and the help of fields, None where allauth's help stays; no field asks for the same twice."""

    words: Words = {}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields.pop("password2", None)
        for name, field in self.fields.items():
            field.widget.attrs.pop("placeholder", None)
            if name in self.words:
                field.label, help_text = self.words[name]
                field.help_text = field.help_text if help_text is None else help_text


class SignInForm(InOurWords, account.LoginForm):
    words = {"login": (_("Mail address"), ""), "password": (_("Password"), "")}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["login"].widget.attrs["autocomplete"] = "username"


class PasswordAgainForm(InOurWords, account.ReauthenticateForm):
    words = {"password": (_("Password"), "")}


class ForgottenPasswordForm(InOurWords, account.ResetPasswordForm):
    words = {"email": (_("Mail address"), _("The one with which you sign in."))}


class PasswordAnewForm(InOurWords, account.ResetPasswordKeyForm):
    words = {"password1": (_("New password"), None)}

    def save(self) -> None:
        """Whoever has the mailbox has shown that it is theirs: what others tried before is not held against them."""
        super().save()
        get_adapter().forget_attempts(self.user.email)


class ChangedPasswordForm(InOurWords, account.ChangePasswordForm):
    words = {"oldpassword": (_("Password until now"), ""), "password1": (_("New password"), None)}


class FirstPasswordForm(InOurWords, account.SetPasswordForm):
    words = {"password1": (_("New password"), None)}


class TypedCode(InOurWords):
    """A code may be typed or pasted with spaces in it, as apps show it."""

    words = {"code": (_("Code"), _("Six digits from your authenticator app, or one of your recovery codes."))}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"].widget.attrs.update(inputmode="numeric", spellcheck="false")

    def clean_code(self) -> Any:
        self.cleaned_data["code"] = "".join(self.cleaned_data["code"].split())
        return super().clean_code()  # type: ignore[misc]  # that of allauth's form, with which this is mixed


class CodeForm(TypedCode, mfa.AuthenticateForm):
    pass


class CodeAgainForm(TypedCode, mfa.ReauthenticateForm):
    pass


class FirstCodeForm(TypedCode, ActivateTOTPForm):
    words = {"code": (_("Code"), _("Six digits that the app shows now."))}


def keep_short(name: forms.Field) -> None:
    name.validators.append(MaxLengthValidator(NAME_LENGTH))
    name.widget.attrs.update(maxlength=str(NAME_LENGTH), autocomplete="off")


class ReadPasskey(forms.Form):
    """What a browser says of a passkey is read by a library that trusts its shape; anybody can send anything."""

    def add_error(self, field: str | None, error: Any) -> None:
        """allauth says of a passkey too that the code is not right."""
        if getattr(error, "code", "") == "incorrect_code":
            field, error = "credential", get_adapter().error_messages["incorrect_passkey"]
        super().add_error(field, error)

    def _clean_fields(self) -> None:
        try:
            super()._clean_fields()  # type: ignore[misc]  # Django's, without a stub
        except UNREADABLE:
            self.add_error(None, get_adapter().validation_error("incorrect_code"))

    def _clean_form(self) -> None:
        try:
            super()._clean_form()  # type: ignore[misc]  # Django's, without a stub
        except UNREADABLE:
            self.add_error(None, get_adapter().validation_error("incorrect_code"))


class PasskeyForm(ReadPasskey, webauthn.LoginWebAuthnForm):
    pass


class SecondPasskeyForm(ReadPasskey, webauthn.AuthenticateWebAuthnForm):
    pass


class PasskeyAgainForm(ReadPasskey, webauthn.ReauthenticateWebAuthnForm):
    pass


class NewPasskeyForm(ReadPasskey, InOurWords, webauthn.AddWebAuthnForm):
    words = {
        "name": (_("Name of this passkey"), _("So that you tell it from others, for example: phone.")),
        "passwordless": (
            _("Sign in with this passkey alone, without a password"),
            _("Your phone or computer then asks for your fingerprint, your face or its PIN."),
        ),
    }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        keep_short(self.fields["name"])
        self.fields["passwordless"].initial = True


class PasskeyNameForm(InOurWords, webauthn.EditWebAuthnForm):
    words = {"name": (_("Name of this passkey"), _("So that you tell it from others, for example: phone."))}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        keep_short(self.fields["name"])
