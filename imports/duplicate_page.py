"""Two listings that may be one meeting, side by side, for whoever has to say."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.care import Right, in_care
from accounts.models import User
from imports.kinds import DuplicateState
from imports.models import DuplicatePair, SourceMeeting
from languages.dates import and_list, date_text
from languages.names import language_name
from meetings.access import who_may_come
from meetings.kinds import ConfirmedBy
from meetings.models import Meeting
from meetings.shown_dates import rule_in_words
from meetings.where import where

SIDES = ("A", "B")
TOKEN_BYTES = 12


@dataclass(frozen=True, slots=True)
class ComparedField:
    """What both say of one thing."""

    label: str
    first: str
    second: str

    @property
    def differs(self) -> bool:
        return self.first != self.second


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two; the address of its form is empty where it is not in the reader's care."""

    letter: str
    meeting: Meeting
    public_address: str
    form_address: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DuplicatePage:
    """`token` is the same as long as nothing of what is shown has changed."""

    sides: tuple[Side, Side]
    fields: tuple[ComparedField, ...]
    reasons: tuple[str, ...]
    may_decide: bool
    is_open: bool
    token: str


def duplicate_page(pair: DuplicatePair, user: User) -> DuplicatePage:
    """A pair that `for_comparing` loaded, as this person may see it."""
    meetings = (pair.first, pair.second)
    own = set(in_care(Meeting, user).filter(pk__in=[one.pk for one in meetings]).values_list("pk", flat=True))
    editable = set(in_care(Meeting, user, Right.EDIT).filter(pk__in=own).values_list("pk", flat=True))
    said = [dict(told(meeting, is_own=meeting.pk in own)) for meeting in meetings]
    fields = tuple(ComparedField(label, text, said[1][label]) for label, text in said[0].items() if text or said[1][label])
    sides = [side(letter, meeting, is_own=meeting.pk in editable) for letter, meeting in zip(SIDES, meetings, strict=True)]
    return DuplicatePage(
        sides=(sides[0], sides[1]),
        fields=fields,
        reasons=tuple(reasons(pair)),
        may_decide=len(editable) == len(meetings),
        is_open=pair.state == DuplicateState.OPEN,
        token=hashlib.blake2b(repr(fields).encode(), digest_size=TOKEN_BYTES).hexdigest(),
    )


def side(letter: str, meeting: Meeting, *, is_own: bool) -> Side:
    """One of the two, with where it is found."""
    form = reverse("admin:meetings_meeting_change", args=[meeting.pk]) if is_own else ""
    return Side(letter, meeting, reverse("meeting", args=[meeting.public_id, meeting.slug]), form)


def told(meeting: Meeting, *, is_own: bool) -> Iterator[tuple[str, str]]:
    """What a listing says: of one that is not the reader's own only what everybody may see."""
    rules = list(meeting.rules.all())
    yield _("Name"), meeting.name
    yield _("Group"), meeting.group.name
    yield _("When"), "\n".join(rule_in_words(meeting, rule) for rule in rules)
    yield _("Who may come"), "\n".join(dict.fromkeys(one.text for rule in rules for one in who_may_come(meeting, rule)))
    yield capfirst(_("how to take part")), str(meeting.get_attendance_display())
    yield _("Where"), place_of(meeting, is_own=is_own)
    yield _("Online link"), meeting.online_url if is_own or not meeting.is_link_on_request else ""
    yield _("Languages"), and_list([language_name(code) for code in meeting.languages])
    yield _("Formats"), ", ".join(sorted(str(one.name) for one in meeting.formats.all()))
    yield _("Notes"), str(meeting.notes)
    yield _("Its own page elsewhere"), meeting.website
    yield _("In the care of"), str(meeting.group.service_body or "")
    yield _("Where it comes from"), ", ".join(sources_of(meeting)) or _("entered by hand")
    yield _("Last listed"), date_text(meeting.listed_on) if meeting.listed_on else ""
    yield _("Last confirmed"), confirmed(meeting)


def place_of(meeting: Meeting, *, is_own: bool) -> str:
    """The whole address for those who keep it, else as much as its visibility allows."""
    venue = meeting.venue
    if venue is None:
        return ""
    if is_own:
        parts = (venue.name, venue.street, venue.district, venue.postal_code, venue.city, venue.address_text)
        return "\n".join(part for part in parts if part)
    seen = where(meeting)
    return "\n".join(seen.parts) if seen else ""


def sources_of(meeting: Meeting) -> QuerySet[SourceMeeting, str]:
    """The titles of the lists that have it."""
    links = SourceMeeting.objects.filter(meeting=meeting).order_by("source__title")
    return links.values_list("source__title", flat=True).distinct()


def confirmed(meeting: Meeting) -> str:
    """When somebody confirmed it, and in which role."""
    if meeting.confirmed_on is None:
        return ""
    role = ConfirmedBy(meeting.confirmed_by).label if meeting.confirmed_by else ""
    return ", ".join(str(part) for part in (date_text(meeting.confirmed_on), role) if part)


def reasons(pair: DuplicatePair) -> Iterator[str]:
    """Why they may be one, in sentences."""
    if pair.is_same_link:
        yield _("They have the same online link.")
    if pair.is_same_address:
        yield _("They have the same address.")
    elif pair.metres is not None:
        yield ngettext("They are %(count)d metre apart.", "They are %(count)d metres apart.", pair.metres) % {"count": pair.metres}
    if pair.shared_times < pair.times:
        told_times = {"shared": pair.shared_times, "all": pair.times}
        yield _("%(shared)d of %(all)d weekly times are the same.") % told_times
    if pair.minutes:
        late = pair.minutes
        yield ngettext("They start %(count)d minute apart.", "They start %(count)d minutes apart.", late) % {"count": late}
    else:
        yield _("They start at the same time.")
    yield _("Their names are alike by %(percent)d %%.") % {"percent": pair.name_percent}
