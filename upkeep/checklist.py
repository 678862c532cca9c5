"""What a successor needs to know: a page to print and talk through. What is written on it by hand is kept nowhere."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Q, QuerySet

from accounts.care import Right, in_care
from accounts.models import User
from groups.models import Membership, ServiceBody
from languages.dates import day_year_text
from meetings.freshness import freshness
from meetings.holidays import HOLIDAYS
from meetings.kinds import MeetingStatus
from meetings.models import Meeting
from upkeep.charges import Charge, charge_of, owner
from upkeep.handing_over import contacts_going
from upkeep.team_page import name_of

LISTINGS = 200
AHEAD = timedelta(days=120)


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    name: str
    group: str
    status: str
    freshness: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Checklist:
    """`contacts` are those that go with the old terms; `others` are who else keeps these listings and can be asked."""

    roles: tuple[str, ...]
    listings: tuple[Listing, ...]
    is_cut: bool
    holidays: tuple[str, ...]
    contacts: tuple[str, ...]
    others: tuple[str, ...]


def checklist_of(terms: list[Membership], user: User, today: date) -> Checklist:
    charges = [charge_of(term) for term in terms]
    meetings = list(listings(charges, user)[: LISTINGS + 1])
    return Checklist(
        roles=tuple(f"{term.get_role_display()}, {charge}" for term, charge in zip(terms, charges, strict=True)),
        listings=tuple(told(meeting, today) for meeting in meetings[:LISTINGS]),
        is_cut=len(meetings) > LISTINGS,
        holidays=tuple(holidays_ahead({meeting.venue.country for meeting in meetings if meeting.venue}, today)),
        contacts=tuple(f"{contact}: {contact.value}" for contact in contacts_going(terms)),
        others=tuple(others(charges, user, today)),
    )


def listings(charges: list[Charge], user: User) -> QuerySet[Meeting]:
    """All that are not ended, of these groups and of those under these bodies."""
    condition = Q(pk__in=[])
    for charge in charges:
        condition |= under(charge)
    rows = in_care(Meeting, user, Right.VIEW).filter(condition).exclude(status=MeetingStatus.ENDED)
    return rows.select_related("group", "venue").order_by("group__name", "name", "pk")


def under(charge: Charge) -> Q:
    return Q(group__service_body__path__startswith=charge.path) if isinstance(charge, ServiceBody) else Q(group=charge)


def told(meeting: Meeting, today: date) -> Listing:
    return Listing(
        name=meeting.name,
        group=meeting.group.name,
        status=meeting.get_status_display(),
        freshness=freshness(meeting, today).sentence,
    )


def holidays_ahead(countries: set[str], today: date) -> list[str]:
    """The holidays of these countries in the next four months: somebody has to say what is on then."""
    days = [
        (day, str(holiday.name))
        for holiday in HOLIDAYS
        if holiday.is_kept_in(countries)
        for day in (holiday.day_of(today.year), holiday.day_of(today.year + 1))
        if today <= day <= today + AHEAD
    ]
    return [f"{day_year_text(day)}: {name}" for day, name in sorted(days)]


def others(charges: list[Charge], user: User, today: date) -> list[str]:
    """Who else has a role on the same, by name."""
    condition = Q(pk__in=[])
    for charge in charges:
        condition |= Q(**owner(charge))
    terms = Membership.objects.current(today).filter(condition).exclude(user=user).select_related("user", "group", "service_body")
    return [f"{name_of(term.user)}: {term.get_role_display()}, {charge_of(term)}" for term in terms.order_by("pk")[:50]]
