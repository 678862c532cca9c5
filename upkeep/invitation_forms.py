"""Forms about roles: to invite, to take an invitation, to change a term."""

from datetime import timedelta
from typing import Any

from django import forms
from django.conf import settings
from django.contrib.auth.password_validation import password_validators_help_text_html, validate_password
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.care import MembershipRole
from accounts.models import User
from upkeep.charges import MAY
from upkeep.terms import LONGEST, USUAL, check_last_day

NAME_LENGTH = 60
DATE_FORMATS = ["%Y-%m-%d", "%d.%m.%Y", "%d. %m. %Y", "%d/%m/%Y"]


class DayField(forms.DateField):
    """The browser's own calendar; without one a date is typed as it is written here."""

    def __init__(self, **given: Any) -> None:
        super().__init__(**{"input_formats": DATE_FORMATS, **given})
        self.widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})

    def between(self, first: timedelta, last: timedelta) -> None:
        """What the calendar offers, counted from today; whether it is kept to is seen to on the server."""
        today = timezone.localdate()
        self.widget.attrs.update(min=(today + first).isoformat(), max=(today + last).isoformat())


class TermForm(forms.Form):
    """Until when."""

    ends_on = DayField(label=gettext_lazy("Last day"), help_text=gettext_lazy("Two years ahead at most."))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["ends_on"].between(timedelta(), LONGEST)  # type: ignore[attr-defined]  # a DayField

    def clean_ends_on(self) -> Any:
        check_last_day(self.cleaned_data["ends_on"], timezone.localdate())
        return self.cleaned_data["ends_on"]


class InviteForm(TermForm):
    """Who, as what, until when, and in which language they are written to."""

    email = forms.EmailField(label=gettext_lazy("Mail address"), max_length=254, widget=forms.EmailInput({"autocomplete": "off"}))
    role = forms.ChoiceField(label=gettext_lazy("Role"), widget=forms.RadioSelect, initial=MembershipRole.EDITOR)
    language = forms.ChoiceField(label=gettext_lazy("Language of the mail"), choices=settings.LANGUAGES)
    field_order = ["email", "role", "language", "ends_on"]

    def __init__(self, *args: Any, inviter: User, language: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.inviter = inviter
        self.fields["role"].choices = [(role, f"{role.label} – {MAY[role]}") for role in MembershipRole]  # type: ignore[attr-defined]  # a field of choices
        self.fields["ends_on"].initial = timezone.localdate() + USUAL
        self.fields["language"].initial = language

    def clean_email(self) -> str:
        email = str(self.cleaned_data["email"]).lower()
        if email == self.inviter.email:
            raise ValidationError(_("This is your own address."))
        return email


class NewAccountForm(forms.Form):
    """What somebody chooses who takes an invitation and has no account yet."""

    email = forms.EmailField(
        label=gettext_lazy("Mail address"),
        help_text=gettext_lazy("With this address you sign in. Nobody but editors sees it."),
        disabled=True,
        widget=forms.EmailInput({"autocomplete": "username"}),
    )
    display_name = forms.CharField(
        label=gettext_lazy("How others see you"),
        help_text=gettext_lazy("A first name or a role, as in “Jana” or “secretary”. No surname."),
        max_length=NAME_LENGTH,
        widget=forms.TextInput({"autocomplete": "nickname"}),
    )
    password = forms.CharField(
        label=gettext_lazy("Password"), strip=False, widget=forms.PasswordInput({"autocomplete": "new-password"})
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["password"].help_text = password_validators_help_text_html()

    def clean(self) -> dict[str, Any]:
        """A password must not be like the address, and so it is checked once that is known."""
        given = super().clean() or {}
        if "password" in given:
            try:
                validate_password(given["password"], User(email=given["email"]))
            except ValidationError as error:
                self.add_error("password", error)
        return given
