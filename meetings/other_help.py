"""Other help as the pages show it: what it is, where, how to reach it, and when somebody looked whether it is still so."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby

from groups.kinds import ResourceKind
from groups.models import Resource
from languages.dates import and_list, date_text
from languages.names import country_name, language_name
from meetings.reach import ContactLine, contact_line
from meetings.where import Where, seen
from places.models import Visibility

KINDS = list(ResourceKind)


@dataclass(frozen=True, slots=True, kw_only=True)
class HelpLine:
    """Other help in a list. `country` is empty for what there is everywhere."""

    resource: Resource
    organisation: str
    country: str
    languages: str
    where: Where | None
    contacts: list[ContactLine]
    checked: str


def help_lines(resources: Iterable[Resource], now: datetime) -> list[HelpLine]:
    """Of resources that `for_listing` loaded; by kind, then by name as the reader's language has it."""
    lines = [help_line(one, now) for one in resources]
    return sorted(lines, key=lambda line: (KINDS.index(ResourceKind(line.resource.kind)), str(line.resource.name)))


def by_kind(lines: Iterable[HelpLine]) -> list[tuple[str, list[HelpLine]]]:
    """Lines under the names of their kinds, in the order in which they come."""
    headed = groupby(lines, key=lambda line: str(line.resource.get_kind_display()))
    return [(label[:1].upper() + label[1:], list(group)) for label, group in headed]


def help_line(resource: Resource, now: datetime) -> HelpLine:
    """Only public contacts, and of the house what its visibility lets everyone see."""
    venue = resource.venue
    return HelpLine(
        resource=resource,
        organisation=resource.organisation.name if resource.organisation else "",
        country=country_name(resource.country) if resource.country else "",
        languages=and_list([language_name(code) for code in resource.languages]),
        where=seen(venue, Visibility(venue.visibility)) if venue else None,
        contacts=[contact_line(one, now) for one in resource.public_contacts],
        checked=date_text(resource.checked_on) if isinstance(resource.checked_on, date) else "",
    )
