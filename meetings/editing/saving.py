"""Keeping a page that was sent: the building, the meeting and its dates, by their actions, as one entry in the history."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from accounts.care import Right, may
from history.actions import delete
from history.road import WORKPLACE
from history.tracking import tracking
from meetings.actions import save_meeting, save_rule, save_venue
from meetings.editing.meeting_form import NEW, NONE
from meetings.editing.rule_form import RuleForm
from meetings.editing.shared_venues import wish
from meetings.editing.sheet import Sheet
from meetings.models import Meeting
from places.models import Venue

if TYPE_CHECKING:
    from accounts.models import User


@dataclass(frozen=True, slots=True)
class Kept:
    """What was saved; `is_wish`: what was changed about the building is now a question to those who meet there too."""

    meeting: Meeting
    is_wish: bool


def keep_sheet(page: Sheet, *, by: "User") -> Kept:
    """Keep all of a valid page.

    Raises ValidationError with messages for a coordinator.
    """
    meeting = page.form.save(commit=False)
    with tracking(meeting, by=by, source=WORKPLACE):
        is_wish = keep_venue(page, meeting, by=by)
        save_meeting(meeting, by=by, source=WORKPLACE)
        page.form.save_m2m()
        for form in sorted(page.rules, key=lambda one: not one.is_to_go):  # first what goes: another may take its place
            keep_rule(form, meeting, by=by)
        if not may(by, Right.EDIT, meeting):
            raise ValidationError(_("This would be in nobody's care, or in somebody else's: choose a group or body of your own."))
    return Kept(meeting, is_wish)


def keep_venue(page: Sheet, meeting: Meeting, *, by: "User") -> bool:
    """Give the meeting its building, and keep what was changed about that."""
    if page.chosen_venue == NONE:
        meeting.venue = None
        return False
    if not page.describes_venue:
        meeting.venue = page.form.venues[page.chosen_venue]
        return False
    if page.chosen_venue == NEW:
        meeting.venue = save_venue(page.venue.save(commit=False), by=by, source=WORKPLACE) if page.venue.has_changed() else None
        return False
    stored = Venue.objects.get(pk=page.venue.instance.pk)
    meeting.venue = stored
    if not page.venue.has_changed():
        return False
    if page.shared.is_shared:
        wish(stored, wished(page), by=by)
        return True
    meeting.venue = save_venue(page.venue.save(commit=False), by=by, source=WORKPLACE)
    return False


def wished(page: Sheet) -> dict[str, Any]:
    """What somebody wishes of a building that is not theirs alone, field by field."""
    stored, typed = Venue.objects.get(pk=page.venue.instance.pk), page.venue.instance
    names = [column.name for column in Venue._meta.concrete_fields]
    return {name: getattr(typed, name) for name in names if getattr(stored, name) != getattr(typed, name)}


def keep_rule(form: RuleForm, meeting: Meeting, *, by: "User") -> None:
    """Keep, or take away, the dates of one form; those that nobody touched stay as they are."""
    if form.is_empty or (form.is_to_go and form.stored is None):
        return
    if form.is_to_go and form.stored:
        delete(form.stored, by=by, source=WORKPLACE)
    elif form.has_changed():
        rule = form.rule
        rule.meeting = meeting
        save_rule(rule, by=by, source=WORKPLACE)
        rule.formats.set(form.cleaned_data["formats"])
