"""The form of a handover: to whom, when, and which contacts go along."""

from datetime import timedelta
from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import User
from groups.models import Contact, Membership
from upkeep.charges import charge_of
from upkeep.handing_over import Handover, colleagues, contacts_going
from upkeep.invitation_forms import DayField
from upkeep.team_page import name_of
from upkeep.terms import LONGEST, USUAL, check_last_day

BY_INVITATION = ""


class ContactsField(forms.ModelMultipleChoiceField[Contact]):
    """Each with where it leads: whoever hands over knows whose it is."""

    def label_from_instance(self, obj: Any) -> str:
        return f"{obj}: {obj.value}"


class HandoverForm(forms.Form):
    """Built for the terms that are handed over: only who is there already, and only their contacts, can be chosen."""

    successor = forms.ChoiceField(label=gettext_lazy("To whom"), required=False, widget=forms.RadioSelect)
    email = forms.EmailField(
        label=gettext_lazy("Mail address of the successor"),
        required=False,
        max_length=254,
        help_text=gettext_lazy("For an invitation by mail."),
        widget=forms.EmailInput({"autocomplete": "off"}),
    )
    language = forms.ChoiceField(label=gettext_lazy("Language of the mail"), choices=settings.LANGUAGES, required=False)
    starts_on = DayField(
        label=gettext_lazy("Day of the handover"),
        required=False,
        help_text=gettext_lazy("Your role ends at the end of this day. Empty: on the day on which the invitation is taken."),
    )
    ends_on = DayField(label=gettext_lazy("Last day of the new term"), help_text=gettext_lazy("Two years ahead at most."))
    contacts = ContactsField(
        label=gettext_lazy("Contacts that the successor takes over"),
        queryset=Contact.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy(
            "Only those of the role, such as the mailbox of the group. All others are shown to nobody once your role ends."
        ),
    )

    def __init__(self, *args: Any, terms: list[Membership], giver: User, language: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        today = timezone.localdate()
        self.giver, self.terms = giver, terms
        self.known = {str(user.pk): user for user in colleagues(terms, today)}
        offered = [(BY_INVITATION, _("Somebody new, by invitation")), *((key, name_of(user)) for key, user in self.known.items())]
        self.fields["successor"].choices = offered  # type: ignore[attr-defined]  # a ChoiceField
        self.fields["contacts"].queryset = contacts_going(terms)  # type: ignore[attr-defined]  # a field of choices
        self.fields["starts_on"].between(timedelta(), LONGEST)  # type: ignore[attr-defined]  # a field of days
        self.fields["ends_on"].between(timedelta(), LONGEST)  # type: ignore[attr-defined]  # a field of days
        self.fields["ends_on"].initial = today + USUAL
        self.fields["language"].initial = language
        if not self.fields["contacts"].queryset.exists():  # type: ignore[attr-defined]  # a field of choices
            del self.fields["contacts"]

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        email = given["email"] = str(given.get("email") or "").lower()
        if not ({"email", "successor"} & set(self.errors)) and not given.get("successor") and not email:
            self.add_error("email", _("Whom do you invite? Give a mail address."))
        if email and email == self.giver.email:
            self.add_error("email", _("This is your own address."))
        self.check_days(given)
        return given

    def check_days(self, given: dict[str, Any]) -> None:
        """The handover is not before today, and while one's own roles still run."""
        today = timezone.localdate()
        starts_on, ends_on = given.get("starts_on"), given.get("ends_on")
        last = min(term.ends_on for term in self.terms)
        if starts_on and not today <= starts_on <= last:
            self.add_error("starts_on", _("Choose a day from today on, while your role lasts."))
        try:
            if ends_on:
                check_last_day(ends_on, today)
        except ValidationError as error:
            self.add_error("ends_on", error)

    def handover(self) -> Handover:
        """What was chosen."""
        given = self.cleaned_data
        return Handover(
            terms=tuple(self.terms),
            ends_on=given["ends_on"],
            starts_on=given["starts_on"],
            contacts=tuple(given.get("contacts", ())),
        )

    def successor_chosen(self) -> User | None:
        """Somebody who is there already; None for whoever is invited."""
        return self.known.get(self.cleaned_data["successor"])


def role_label(term: Membership) -> str:
    return f"{term.get_role_display()}, {charge_of(term)}"


class RolesForm(forms.Form):
    """Which of one's roles are handed over."""

    role = forms.MultipleChoiceField(label=gettext_lazy("Which roles do you hand over?"), widget=forms.CheckboxSelectMultiple)

    def __init__(self, *args: Any, terms: list[Membership], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.terms = {str(term.pk): term for term in terms}
        self.fields["role"].choices = [(key, role_label(term)) for key, term in self.terms.items()]  # type: ignore[attr-defined]  # a field of choices
        self.fields["role"].initial = list(self.terms) if len(terms) == 1 else []

    def chosen(self) -> list[Membership]:
        return [self.terms[key] for key in self.cleaned_data["role"]]
