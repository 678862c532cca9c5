"""The meeting itself, without its building and its dates."""

from typing import TYPE_CHECKING, Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.care import choosable
from groups.models import Group
from interchange.records import Attendance
from meetings.editing.choosing import groups_found, offered, venues_found
from meetings.editing.sent_keys import number_in
from meetings.models import Format, Meeting
from meetings.models.meetings import PLACED
from places.models import Venue, Visibility

if TYPE_CHECKING:
    from accounts.models import User

WHAT = ("name", "group", "kind")
LISTS = ("audiences_only", "audiences_welcome", "facilities")
ONLINE = ("online_url", "is_link_on_request", "phone", "access_notes")
NOTES = ("languages", "notes", "website")
STATUS = ("status", "ended_on")
NEW, NONE = "new", "none"


class MeetingForm(forms.ModelForm[Meeting]):
    group = forms.ModelChoiceField(label=_("Group"), queryset=Group.objects.none(), widget=forms.RadioSelect, empty_label=None)
    find_group = forms.CharField(label=_("Find a group"), required=False, max_length=200)
    venue = forms.ChoiceField(label=_("Which building"), required=False, widget=forms.RadioSelect)
    find_venue = forms.CharField(
        label=_("Find a building"), required=False, max_length=200, help_text=_("Part of its name, street or town.")
    )
    formats = forms.ModelMultipleChoiceField(
        label=_("Formats"), queryset=Format.objects.all(), required=False, widget=forms.CheckboxSelectMultiple
    )
    online_url = forms.URLField(label=_("Online link"), required=False, max_length=500, assume_scheme="https")
    website = forms.URLField(label=_("Its own page elsewhere"), required=False, max_length=500, assume_scheme="https")
    visibility = forms.ChoiceField(
        label=_("Of where this meeting is, everyone may see"),
        choices=Visibility,
        help_text=_("Of what is chosen here and for the building the stricter holds."),
    )
    ended_on = forms.DateField(
        label=_("Ended on"), required=False, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )

    class Meta:
        model = Meeting
        fields = (*WHAT, "attendance", "visibility", *LISTS, *ONLINE, "formats", *NOTES, *STATUS)

    def __init__(self, *args: Any, user: "User", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user
        self.stored_venue = self.instance.venue
        self.initial["attendance"] = self.instance.attendance or Attendance.IN_PERSON
        self.initial["venue"] = str(self.stored_venue.pk) if self.stored_venue else NEW if self.instance._state.adding else NONE
        self.offer_groups()
        self.offer_venues()

    def typed(self, name: str) -> str:
        return str(self.data.get(name, "")) if self.is_bound else ""

    def offer_groups(self) -> None:
        """The group it has, the one that is ticked, and those that were looked for."""
        field = cast("forms.ModelChoiceField[Group]", self.fields["group"])
        now = self.instance.group if self.instance.group_id else None
        own = choosable(Group, self.user)
        field.queryset = Group.objects.filter(pk__in=own.values("pk")) | Group.objects.filter(pk=self.instance.group_id)
        ticked = own.filter(pk=number_in(self.typed("group"))).first()
        field.widget.choices = offered(now, ticked, *groups_found(self.user, self.typed("find_group")))

    def offer_venues(self) -> None:
        """The building it has, the one that is ticked, those that were looked for, a new one, and none."""
        ticked = self.venue_to_choose(self.typed("venue"))
        self.venues = {str(one.pk): one for one in (self.stored_venue, ticked) if one}
        found = offered(*self.venues.values(), *venues_found(self.user, self.typed("find_venue")))
        others = [
            (NEW, _("a building that is not here yet")),
            (NONE, _("no building: online or by telephone only")),
        ]
        cast("forms.ChoiceField", self.fields["venue"]).choices = [*found, *others]

    def venue_to_choose(self, key: str) -> Venue | None:
        """A building by its key, if it may be chosen."""
        found: Venue | None = choosable(Venue, self.user).filter(pk=number_in(key)).first()
        return found

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if given.get("attendance") in PLACED and given.get("venue") in {NONE, ""}:
            self.add_error("venue", _("A meeting in person needs a venue."))
        return given
