"""The page of a meeting as its template shows it: in the order in which a volunteer thinks."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django import forms
from django.forms.boundfield import BoundField
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.care import Right, may
from meetings.editing import meeting_form, venue_form
from meetings.editing.conflicts import in_words
from meetings.editing.rule_form import RuleForm
from meetings.editing.rule_previews import Clash, RulePreview
from meetings.editing.sheet import Sheet
from meetings.freshness import Freshness, freshness
from meetings.kinds import MeetingStatus
from meetings.models import Confirmation, Meeting
from places.models import ACCESS_FACTS

if TYPE_CHECKING:
    from accounts.models import User

MOST_CONFIRMATIONS = 5
DATES = ("how", "weekday", "ordinals", "month_days", "interval", "first_on", "start_minute", "ends", "access", "ask_first")
MORE_DATES = ("months", "valid_from", "valid_until", "pause_from", "pause_until", "duration_minutes", "formats", "zone")


@dataclass(frozen=True, slots=True)
class RuleBlock:
    """The dates of one rule: what they mean, and their fields."""

    number: int
    form: RuleForm
    preview: RulePreview | None
    fields: list[BoundField]
    more: list[BoundField]
    is_more_open: bool


@dataclass(frozen=True, slots=True)
class Folded:
    """A long list to tick, folded away, with what is ticked in it."""

    field: BoundField
    chosen: str


@dataclass(frozen=True, slots=True)
class Fields:
    """The fields of the other parts of the page."""

    what: list[BoundField]
    address: list[BoundField]
    on_map: list[BoundField]
    door: list[BoundField]
    facts: list[BoundField]
    seldom: list[BoundField]
    who: list[Folded]
    online: list[BoundField]
    formats: Folded
    notes: list[BoundField]
    status: list[BoundField]


@dataclass(frozen=True, slots=True)
class ErrorLine:
    """A message of the summary, and the field to which it leads."""

    anchor: str
    text: str


@dataclass(frozen=True, slots=True)
class Vouching:
    """How sure we are of a listing, and who said so last. `said_address` is that of what its sources said, if it has any."""

    freshness: Freshness
    confirmations: list[Confirmation]
    confirm_address: str
    said_address: str


def fields_of(page: Sheet) -> Fields:
    """The fields, part by part."""
    form, venue = page.form, page.venue
    return Fields(
        what=bound(form, ("name", "kind")),
        address=bound(venue, (*venue_form.ADDRESS, "visibility")),
        on_map=bound(venue, ("point", "precision")),
        door=bound(venue, venue_form.DOOR_CARD),
        facts=bound(venue, ACCESS_FACTS),
        seldom=bound(venue, venue_form.SELDOM),
        who=[folded(form[name]) for name in meeting_form.LISTS],
        online=bound(form, meeting_form.ONLINE),
        formats=folded(form["formats"]),
        notes=bound(form, meeting_form.NOTES),
        status=bound(form, meeting_form.STATUS),
    )


def bound(form: forms.BaseForm, names: Iterable[str]) -> list[BoundField]:
    return [form[name] for name in names]


def folded(field: BoundField) -> Folded:
    return Folded(field, in_words(field.field, field.value()))


def rule_blocks(page: Sheet, now: datetime) -> list[RuleBlock]:
    """The dates, each with what it means."""
    return [
        RuleBlock(number, form, preview, bound(form, DATES), bound(form, MORE_DATES), has_more(form))
        for number, (form, preview) in enumerate(zip(page.rules, page.previews(now), strict=True))
    ]


def has_more(form: RuleForm) -> bool:
    """Whether anything stands in the fields that are seldom needed."""
    return any(form.errors.get(name) or form.initial.get(name) for name in MORE_DATES if name != "zone")


@dataclass(frozen=True, slots=True)
class ClashLine:
    """Two rules that meet at one moment, told to a coordinator; `but_last` is the weekly one that could leave the last out."""

    text: str
    but_last: int | None


def clash_line(clash: Clash) -> ClashLine:
    told = {"first": clash.first + 1, "second": clash.second + 1, "date": clash.date}
    return ClashLine(_("Dates %(first)d and dates %(second)d meet at the same time: %(date)s.") % told, clash.but_last)


def error_lines(page: Sheet) -> list[ErrorLine]:
    """All messages of the page, in its order."""
    lines = [ErrorLine("meeting-form", text) for text in page.refusals]
    for form in (page.form, *page.rules, page.venue):
        if form is not page.venue or page.describes_venue:
            lines += form_errors(form)
    return lines


def form_errors(form: forms.BaseForm) -> Iterator[ErrorLine]:
    """Those of one form, each with its field's name."""
    for name, found in form.errors.items():
        field = form[name] if name in form.fields else None
        for message in found:
            text = f"{field.label}: {message}" if field else str(message)
            yield ErrorLine(field.auto_id if field else "meeting-form", text)


def vouching(meeting: Meeting, user: "User") -> Vouching | None:
    """Who vouched for a listing, and when."""
    if meeting._state.adding:
        return None
    rows = meeting.confirmations.select_related("by")[:MOST_CONFIRMATIONS]
    may_confirm = meeting.status == MeetingStatus.PUBLISHED and may(user, Right.CONFIRM, meeting)
    address = reverse("admin:confirm_meeting", args=[meeting.public_id]) if may_confirm else ""
    is_from_a_source = meeting.source_links.exists()
    said = reverse("admin:imports_sourcemeeting_said", args=[meeting.pk]) if is_from_a_source else ""
    return Vouching(freshness(meeting, timezone.localdate()), list(rows), address, said)


def context(page: Sheet, *, now: datetime, has_errors: bool, may_change: bool) -> dict[str, Any]:
    """All that the template shows."""
    return {
        "page": page,
        "fields": fields_of(page),
        "rules": rule_blocks(page, now),
        "clashes": [clash_line(one) for one in page.clashes(now)],
        "shared": page.shared,
        "placed": page.placed,
        "errors": error_lines(page) if has_errors else [],
        "has_errors": has_errors,
        "may_change": may_change,
        "vouching": vouching(page.meeting, page.user),
        "says_group": len(page.form.fields["group"].widget.choices) > (0 if page.meeting._state.adding else 1),
    }
