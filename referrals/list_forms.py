"""The forms of those who keep lists: what a list is, and what they say of each meeting on it."""

from collections.abc import Mapping
from typing import Any, ClassVar

from django import forms
from django.conf import settings
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from meetings.models import Meeting
from referrals.adding import search_of
from referrals.kinds import HandoutLanguage
from referrals.models import ListedMeeting, ReferralList

FEW = 100  # organisations that fit a plain select; of more one types a part of the name, which takes scripts


class SearchField(forms.CharField):
    """A search, as its address was copied out of the browser."""

    def clean(self, value: Any) -> str:
        return search_of(super().clean(value))

    def prepare_value(self, value: Any) -> Any:
        """A kept search is shown as an address that can be opened."""
        text = str(value or "")
        return f"{settings.SITE_ADDRESS}/{get_language()}/meetings/?{text}" if text and "?" not in text else value


class ListForm(forms.ModelForm[ReferralList]):
    """A list as a whole. Who keeps only one organisation need not choose it; who keeps a few chooses without scripts."""

    search = SearchField(
        label=_("Also show what a search finds"),
        required=False,
        max_length=1000,
        help_text=_(
            "Search on the public pages, copy the address of the results and paste it here. Empty: only meetings you pick."
        ),
    )

    class Meta:
        model = ReferralList
        fields: ClassVar[list[str]] = ["name", "service_body", "language", "search", "is_discreet", "origins", "closed_on"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        language = (get_language() or "").partition("-")[0]
        if self.instance._state.adding and language in HandoutLanguage.values:
            self.initial.setdefault("language", language)
        body = self.fields.get("service_body")
        if isinstance(body, forms.ModelChoiceField) and body.queryset is not None:
            body.required = True
            choosable = list(body.queryset.all()[: FEW + 1])
            if len(choosable) == 1:
                self.initial.setdefault("service_body", choosable[0].pk)
            if len(choosable) <= FEW:
                body.widget = forms.Select()
                body.widget.choices = body.choices


class ListedForm(forms.ModelForm[ListedMeeting]):
    """A meeting on a list: its place, what is said of it, or that it goes."""

    goes = forms.BooleanField(label=_("Take it off the list"), required=False)

    class Meta:
        model = ListedMeeting
        fields: ClassVar[list[str]] = ["position", "notes", "text"]

    @property
    def was_sent(self) -> bool:
        """Whether the page that was sent had this row on it: somebody else may have added it since."""
        return self.add_prefix("position") in self.data


class AddForm(forms.Form):
    """The meetings that were ticked, by their public ids."""

    ids = forms.ModelMultipleChoiceField(queryset=Meeting.objects.none(), to_field_name="public_id")

    def __init__(self, data: Mapping[str, Any] | None = None) -> None:
        super().__init__(data)
        self.fields["ids"].queryset = Meeting.objects.published()  # type: ignore[attr-defined]  # of a choice field
