"""Forms of this room that anybody may send (upkeep/public_forms.py keeps programs out)."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from upkeep.kinds import PublicForm
from upkeep.public_forms import OpenForm


class LinkForm(OpenForm):
    """Nothing is typed: the search stands in the address of the page."""

    kind = PublicForm.LINK


class AccountForm(OpenForm):
    """Who would like to keep lists. The organisation is asked for, not the name of a person."""

    kind = PublicForm.ACCOUNT

    organisation = forms.CharField(
        label=_("Name of the clinic or organisation"),
        max_length=200,
        widget=forms.TextInput(attrs={"autocomplete": "organization"}),
    )
    town = forms.CharField(label=_("Town"), max_length=100, widget=forms.TextInput(attrs={"autocomplete": "address-level2"}))
    website = forms.URLField(
        label=_("Website, if there is one"),
        required=False,
        assume_scheme="https",
        widget=forms.URLInput(attrs={"autocomplete": "url", "placeholder": "https://"}),
    )
    mail = forms.EmailField(
        label=_("Mail address at work"),
        max_length=200,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        help_text=_("The invitation goes there. It is deleted as soon as it is sent, and after 90 days in any case."),
    )

    def __init__(self, data: Any = None) -> None:
        super().__init__(data, subject="account")
