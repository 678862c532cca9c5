"""What a patient reads at /r/<code>: each meeting as far as one needs it to go there, and others in place of one that is gone."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from groups.models import Contact
from languages.dates import date_text
from meetings.access import Sentence, welcome_sentences
from meetings.freshness import Freshness, freshness
from meetings.ladder import Rung, ladder
from meetings.meeting_page import DateLine, WhoLine, cost_in_words, date_lines, who_lines
from meetings.models import Meeting
from meetings.reach import ContactLine, Join, contact_line, join
from meetings.shown_dates import rule_in_words
from meetings.suggestions import Suggestion, suggested
from meetings.where import Where, where
from referrals.kinds import Concern
from referrals.list_page import Contents, Entry, contents, is_closed
from referrals.models import ReferralList

NEXT_DATES = 3
WARNINGS: dict[Concern, Promise] = {
    Concern.ENDED: gettext_lazy("This meeting has ended. Please do not go there."),
    Concern.UNLISTED: gettext_lazy("A meeting that stood here is not listed any more. Please do not go there."),
    Concern.PAUSED: gettext_lazy("This meeting does not take place at the moment. Please do not go there."),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Going:
    """All that one needs to go to a meeting, or to join it from home."""

    rules: list[str]
    dates: list[DateLine]
    who: list[WhoLine]
    welcome: list[Sentence]
    cost: str
    where: Where | None
    join: Join | None
    contacts: list[ContactLine]
    freshness: Freshness


@dataclass(frozen=True, slots=True)
class Shown:
    """An entry of the list: how to go there, or where to go instead. `name` and `address` are empty for one that is not listed."""

    entry: Entry
    name: str
    address: str
    notes: tuple[str, ...]
    text: str
    warning: str
    going: Going | None
    instead: list[Suggestion]


@dataclass(frozen=True, slots=True, kw_only=True)
class PatientPage:
    """The whole page. `closed` is the day on which the clinic ended the list; `search_address` leads on to the search; `rungs` are
    searches near to one that finds nothing."""

    referral_list: ReferralList
    closed: str
    shown: list[Shown]
    rungs: list[Rung]
    search_address: str
    is_sensitive: bool

    @property
    def has_meetings(self) -> bool:
        """Whether there is one to which one can go."""
        return any(one.going for one in self.shown)


def patient_page(referral_list: ReferralList, *, now: datetime) -> PatientPage:
    """The page of a list today. The meetings of one that its clinic has closed are still in the directory, so they are
    still shown."""
    today, found = timezone.localdate(now), contents(referral_list, now)
    closed = date_text(referral_list.closed_on) if referral_list.closed_on and is_closed(referral_list, today) else ""
    contacts = contact_lines((one.meeting for one in found.entries if not one.is_gone), now)
    return PatientPage(
        referral_list=referral_list,
        closed=closed,
        shown=[shown(one, contacts, now) for one in found.entries],
        rungs=rungs(found, now),
        search_address=search_address(found),
        is_sensitive=any(one.meeting.group.is_sensitive for one in found.entries),
    )


def shown(one: Entry, contacts: dict[int, list[ContactLine]], now: datetime) -> Shown:
    """An entry in words."""
    meeting, is_listed = one.meeting, one.concern is not Concern.UNLISTED
    return Shown(
        entry=one,
        name=meeting.name if is_listed else "",
        address=reverse("meeting", args=[meeting.public_id, meeting.slug]) if is_listed else "",
        notes=tuple(str(note.label) for note in one.notes),
        text=one.text,
        warning=str(WARNINGS.get(one.concern, "")) if one.concern else "",
        going=None if one.is_gone else going(meeting, contacts.get(meeting.group_id, []), now),
        instead=suggested(one.alternatives, now, near=meeting.point),
    )


def going(meeting: Meeting, contacts: list[ContactLine], now: datetime) -> Going:
    """How to go to a meeting that `loaded` gave."""
    rules = list(meeting.rules.all())
    return Going(
        rules=[rule_in_words(meeting, rule) for rule in rules],
        dates=date_lines(meeting, rules, now)[:NEXT_DATES],
        who=who_lines(meeting, rules),
        welcome=welcome_sentences(meeting),
        cost=cost_in_words(meeting, rules),
        where=where(meeting),
        join=join(meeting),
        contacts=contacts,
        freshness=freshness(meeting, timezone.localdate(now)),
    )


def contact_lines(meetings: Iterable[Meeting], now: datetime) -> dict[int, list[ContactLine]]:
    """The public contacts of the groups of these meetings, by the key of the group, else those of its service body; one query."""
    bodies = {meeting.group_id: meeting.group.service_body_id for meeting in meetings}
    owners = Q(group__in=bodies) | Q(service_body__in=[body for body in bodies.values() if body])
    found = list(Contact.objects.public(timezone.localdate(now)).filter(owners).order_by("pk"))
    lines = {}
    for group, body in bodies.items():
        own = [one for one in found if one.group_id == group]
        of_body = [one for one in found if body and one.service_body_id == body]
        lines[group] = [contact_line(one, now) for one in own or of_body]
    return lines


def rungs(found: Contents, now: datetime) -> list[Rung]:
    """Searches near to one that finds nothing, where the list has nothing else."""
    if found.search is None or found.search_concern is not Concern.EMPTY or any(not one.is_gone for one in found.entries):
        return []
    place = found.search.place
    return ladder(found.search.search, now=now, centre=place.point if place else found.search.search.at)


def search_address(found: Contents) -> str:
    """The search of the list as a page of its own; that of everything for a list without one."""
    query = found.search.search.query_string() if found.search else ""
    return reverse("search") + (f"?{query}" if query else "")
