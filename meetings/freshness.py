"""How sure we are of a listing, as a sentence with a date."""

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from languages.dates import date_text
from languages.text import said_once
from meetings.kinds import ConfirmedBy
from meetings.truth import Days, State, latest, state

if TYPE_CHECKING:
    from meetings.models import Meeting

CONFIRMED = {
    ConfirmedBy.GROUP: gettext_lazy("Confirmed on %(date)s by the group."),
    ConfirmedBy.COORDINATOR: gettext_lazy("Confirmed on %(date)s by a coordinator."),
    ConfirmedBy.OFFICE: gettext_lazy("Confirmed on %(date)s by the office."),
}


@dataclass(frozen=True, slots=True)
class Freshness:
    """The state of a listing, and the sentence that says it."""

    state: State
    sentence: str


def freshness(meeting: "Meeting", today: date) -> Freshness:
    """Who vouched and when; what was only listed by a source is never called confirmed."""
    vouched_on = latest(meeting.confirmed_on, meeting.listed_on)
    days = Days(settings.CONFIRMED_DAYS, settings.DUE_DAYS, settings.ARCHIVED_DAYS)
    found = state(vouched_on=vouched_on, reported_on=meeting.reported_on, today=today, days=days)
    return Freshness(found, sentence(meeting, found, vouched_on))


def sentence(meeting: "Meeting", found: State, vouched_on: date | None) -> str:
    """What is said next to the time."""
    if found is State.REPORTED:
        return _("Visitors have reported that something is wrong here. Please make sure before you go.")
    if vouched_on is None:
        return _("Never confirmed yet. Please make sure before you go.")
    if found in {State.UNCONFIRMED, State.ARCHIVED}:
        return unconfirmed_text(vouched_on)
    if meeting.confirmed_on == vouched_on:
        return confirmed_text(meeting.confirmed_by, vouched_on)
    return listed_text(meeting.listed_by, vouched_on)


@said_once
def unconfirmed_text(since: date) -> str:
    return _("Not confirmed since %(date)s. Please make sure before you go.") % {"date": date_text(since)}


@said_once
def listed_text(source: str, on: date) -> str:
    return _("Listed by %(source)s on %(date)s.") % {"date": date_text(on), "source": source}


@said_once
def confirmed_text(by: str, on: date) -> str:
    return str(CONFIRMED[ConfirmedBy(by)]) % {"date": date_text(on)}
