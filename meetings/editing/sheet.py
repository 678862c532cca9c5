"""The whole page of a meeting as one thing: its form, that of its building and those of its dates, opened or sent."""

from copy import copy
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.http import QueryDict
from django.utils.translation import gettext as _

from meetings.editing.meeting_form import NEW, NONE, MeetingForm
from meetings.editing.rule_form import RuleForm, rule_forms
from meetings.editing.rule_previews import Clash, RulePreview, clashes, rule_preview
from meetings.editing.sent_keys import number_in
from meetings.editing.shared_venues import MeetHere, meet_here
from meetings.editing.venue_form import Placed, VenueForm
from meetings.editing.versions import version_of
from meetings.models import Meeting
from meetings.models.meetings import PLACED
from places.models import Venue

if TYPE_CHECKING:
    from accounts.models import User

LOADED, VERSION, VENUE_VERSION = "venue-loaded", "version", "venue-version"


@dataclass(slots=True)
class Sheet:
    """`told` says what was taken over from others; `loaded` is the building whose fields are shown, None for a new one."""

    meeting: Meeting
    user: "User"
    form: MeetingForm
    venue: VenueForm
    rules: list[RuleForm]
    loaded: Venue | None
    version: int
    venue_version: int
    sent: QueryDict | None = None
    told: list[str] = field(default_factory=list)
    refusals: tuple[str, ...] = ()

    @property
    def chosen_venue(self) -> str:
        """The building that is ticked, as its button says it."""
        return str(self.form["venue"].value() or "")

    @property
    def describes_venue(self) -> bool:
        """Whether the fields of the building are about the one that is ticked."""
        key = str(self.loaded.pk) if self.loaded else NEW
        return self.chosen_venue in {key, NEW}

    @property
    def shared(self) -> MeetHere:
        """Who else meets in the building that is shown."""
        return meet_here(self.loaded, self.user, self.meeting.pk)

    @property
    def placed(self) -> Placed:
        return self.venue.placed()

    def is_valid(self) -> bool:
        """Whether all of it may be saved; the messages stand beside their fields."""
        parts = [self.form.is_valid(), *[one.is_valid() for one in self.rules]]
        if self.chosen_venue != NONE:
            parts.append(self.check_venue())
        return all(parts) and not self.refusals

    def with_venue(self, taken: Venue | None, version: int) -> "Sheet":
        """The same page with the fields of another building, or with empty ones for a new one."""
        return replace(self, loaded=taken, venue=VenueForm(instance=copy(taken)), venue_version=version)

    def check_venue(self) -> bool:
        """That the building is described which was chosen."""
        is_new = self.chosen_venue == NEW
        if not self.describes_venue:
            if self.venue.has_changed():
                self.form.add_error(
                    "venue",
                    _("You chose another building, and changed what is written about this one. Press “Take this building” first."),
                )
            return not self.venue.has_changed()
        if is_new and not self.venue.has_changed():
            return self.check_empty_venue()
        if is_new and self.loaded is not None:
            self.venue = VenueForm(self.sent, instance=Venue())
        return self.venue.is_valid()

    def check_empty_venue(self) -> bool:
        """A new building of which nothing is written yet is none; who comes in person needs one."""
        if self.form.cleaned_data.get("attendance") in PLACED:
            self.form.add_error("venue", _("A meeting in person needs a venue."))
            return False
        return True

    def previews(self, now: datetime) -> list[RulePreview | None]:
        """What each rule means, so far as it can be read."""
        return [rule_preview(rule, now) if (rule := readable(one)) else None for one in self.rules]

    def clashes(self, now: datetime) -> list[Clash]:
        """Rules that meet at one moment, by the numbers of their forms."""
        read = [(number, rule) for number, one in enumerate(self.rules) if (rule := readable(one)) and not is_to_go(one)]
        found = clashes([rule for _number, rule in read], now)
        number = [number for number, _rule in read]
        return [
            Clash(number[one.first], number[one.second], one.date, None if one.but_last is None else number[one.but_last])
            for one in found
        ]


def readable(form: RuleForm) -> Any:
    """The rule of a form that makes sense as it stands."""
    if not form.is_bound:
        return form.stored
    return form.rule if form.is_valid() and not form.is_empty else None


def is_to_go(form: RuleForm) -> bool:
    return form.is_bound and form.is_to_go


def rows(meeting: Meeting) -> list[Any]:
    """Whose changes a version counts: the building has a version of its own."""
    return [meeting, *meeting.rules.all()] if not meeting._state.adding else []


def opened(meeting: Meeting, user: "User") -> Sheet:
    """As it is stored."""
    return sheet(meeting, user, None)


def sheet(meeting: Meeting, user: "User", data: QueryDict | None, *, extra: int = 0) -> Sheet:
    """As it was sent, else as it is stored."""
    form = MeetingForm(data, instance=copy(meeting), user=user)
    loaded = loaded_venue(form, data)
    zone = (loaded.zone if loaded else "") or settings.TIME_ZONE
    return Sheet(
        meeting=meeting,
        user=user,
        sent=data,
        form=form,
        venue=VenueForm(data, instance=copy(loaded)),
        rules=rule_forms(meeting, data, zone=zone, extra=extra),
        loaded=loaded,
        version=number_in(data.get(VERSION)) or 0 if data is not None else version_of(rows(meeting)),
        venue_version=number_in(data.get(VENUE_VERSION)) or 0 if data is not None else version_of([loaded] if loaded else []),
    )


def loaded_venue(form: MeetingForm, data: QueryDict | None) -> Venue | None:
    """The building whose fields stand on the page: the meeting's own, or one that was taken."""
    if data is None:
        return form.stored_venue
    key = data.get(LOADED, "")
    if form.stored_venue and key == str(form.stored_venue.pk):
        return form.stored_venue
    return form.venue_to_choose(key)
