"""A list as those who keep it see it: every meeting with what is the matter with it, and where its reader is sent instead."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from meetings.editing.listing import when_in_words
from meetings.models import Meeting
from meetings.where import town_and_district
from referrals.adding import found_by
from referrals.kinds import Concern, Note
from referrals.links import short_address
from referrals.list_forms import ListedForm
from referrals.list_page import Entry, contents
from referrals.models import ReferralList
from referrals.news import SEARCH_CONCERNS
from referrals.standing import is_known


@dataclass(frozen=True, slots=True, kw_only=True)
class DeskRow:
    """A picked meeting with its form. `asks` where nobody of the staff has looked at its concern yet."""

    key: int
    meeting: Meeting
    line: str
    address: str
    concern: str
    asks: bool
    instead: str
    holds_back: bool
    said: tuple[str, ...]
    form: ListedForm


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """The page of a list in the workplace. `offered` are the meetings that were looked for, to be ticked."""

    referral_list: ReferralList
    address: str
    rows: list[DeskRow]
    found: str
    search_concern: str
    sought: str
    offered: list[tuple[str, str, str]]

    @property
    def asking(self) -> int:
        """How many meetings ask to be looked at."""
        return sum(row.asks for row in self.rows)


def desk(referral_list: ReferralList, *, now: datetime, data: Mapping[str, Any] | None = None, sought: str = "") -> Desk:
    """The page, with the forms as they were sent where they were; `sought` is what meetings were looked for by."""
    stands = contents(referral_list, now)
    rows = [desk_row(entry, data) for entry in stands.entries if entry.listed]
    number = len(stands.entries) - len(rows)
    there = {row.meeting.pk for row in rows}
    return Desk(
        referral_list=referral_list,
        address=short_address(referral_list.code),
        rows=rows,
        found=found_text(number) if stands.search else "",
        search_concern=str(SEARCH_CONCERNS.get(stands.search_concern, "")) if stands.search_concern else "",
        sought=sought,
        offered=[offer(one) for one in found_by(sought, now) if one.pk not in there] if sought else [],
    )


def desk_row(entry: Entry, data: Mapping[str, Any] | None) -> DeskRow:
    """A meeting that staff picked."""
    row, meeting = entry.listed, entry.meeting
    if row is None:
        raise ValueError("Not picked by hand.")
    return DeskRow(
        key=row.pk,
        meeting=meeting,
        line=line_of(meeting),
        address=reverse("meeting", args=[meeting.public_id, meeting.slug]),
        concern=str(entry.concern.label) if entry.concern else "",
        asks=not is_known(row.seen, entry.concern),
        instead=", ".join(one.name for one in entry.alternatives),
        holds_back=entry.concern is Concern.CHANGED and bool(row.notes or row.text),
        said=tuple(text for text in (*(str(Note(value).label) for value in row.notes if value in Note), row.text) if text),
        form=ListedForm(data, instance=row, prefix=f"m{row.pk}"),
    )


def line_of(meeting: Meeting) -> str:
    """When and in which town, to tell it from others of its name."""
    return " · ".join(part for part in (when_in_words(meeting), town_and_district(meeting)) if part)


def offer(meeting: Meeting) -> tuple[str, str, str]:
    """A meeting to tick: its public id, its name, and when and where it is."""
    return meeting.public_id, meeting.name, line_of(meeting)


def found_text(number: int) -> str:
    """How many its search adds."""
    if not number:
        return _("Its search adds no meeting today.")
    return ngettext("Its search adds %(count)d meeting today.", "Its search adds %(count)d meetings today.", number) % {
        "count": number
    }
