"""What HSDS is written from: a group with its meetings as a service, who it belongs to as an organization, and the terms."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from interchange.hsds.ids import Kind, made, named
from interchange.records import Attendance, GroupRecord, Loss, MeetingRecord

OnLoss = Callable[[Loss], None]


class Status(StrEnum):
    """The states that HSDS knows of a service."""

    ACTIVE = "active"
    INACTIVE = "inactive"
    DEFUNCT = "defunct"
    TEMPORARILY_CLOSED = "temporarily closed"


class Taxonomy(StrEnum):
    """What a term says something about."""

    PROGRAMME = "programme"
    TOPIC = "topic"
    FORMAT = "format"
    AUDIENCE = "audience"
    FACILITY = "facility"
    ACCESS = "access"


@dataclass(frozen=True, slots=True, kw_only=True)
class TaxonomyRecord:
    """A taxonomy, in the language of the texts."""

    taxonomy: Taxonomy
    name: str
    description: str

    @property
    def id(self) -> UUID:
        return named("taxonomy", self.taxonomy)


@dataclass(frozen=True, slots=True, kw_only=True)
class TermRecord:
    """A term. `code` is its slug in addresses of this site, `parent` that of the term it stands under, `address` its page."""

    taxonomy: TaxonomyRecord
    code: str
    name: str
    description: str
    parent: str = ""
    language: str = ""
    address: str = ""

    @property
    def id(self) -> UUID:
        return term_id(self.taxonomy.taxonomy, self.code)


def term_id(taxonomy: Taxonomy, code: str) -> UUID:
    return named("term", taxonomy, code)


@dataclass(frozen=True, slots=True, kw_only=True)
class ContactRecord:
    """A telephone number or a mail address that everyone may have. `role` says who answers, never a name."""

    role: str
    phone: str = ""
    email: str = ""
    hours: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class OrganizationRecord:
    """A service body; for groups without one their fellowship, which has a slug instead of a permanent id."""

    key: str = ""
    slug: str = ""
    name: str
    alternate_name: str = ""
    description: str
    website: str = ""
    parent: UUID | None = None
    contacts: tuple[ContactRecord, ...] = ()

    @property
    def id(self) -> UUID:
        return made(Kind.BODY, self.key) if self.key else fellowship_id(self.slug)


def fellowship_id(slug: str) -> UUID:
    """The id of a fellowship as an organization."""
    return named("organization", slug)


@dataclass(frozen=True, slots=True, kw_only=True)
class ServiceRecord:
    """A group, with the meetings of it that everyone may find. `who` are the sentences of who may come, `alert` what has to be
    known before one goes, `assured_on` since when somebody has vouched for all of it, `address` that of its page."""

    group: GroupRecord
    organization: OrganizationRecord
    status: Status
    description: str
    address: str
    who: tuple[str, ...] = ()
    minimum_age: int | None = None
    maximum_age: int | None = None
    fees: str = ""
    alert: str = ""
    assured_on: date | None = None
    changed_at: datetime | None = None
    fellowship: str = ""
    topics: tuple[str, ...] = ()
    contacts: tuple[ContactRecord, ...] = ()
    meetings: tuple[MeetingRecord, ...] = ()

    @property
    def id(self) -> UUID:
        return made(Kind.SERVICE, self.group.key)


@dataclass(frozen=True, slots=True, kw_only=True)
class WriteOptions:
    """On which day it is written, and the words of a language: of terms by taxonomy and code, of facts about a building by name and
    answer, of languages by code, of ways to take part, and of the clock by which times are told ("Times are those of {zone}.")."""

    today: date
    terms: Mapping[tuple[str, str], TermRecord] = field(default_factory=dict)
    facts: Mapping[tuple[str, bool], str] = field(default_factory=dict)
    attendances: Mapping[Attendance, str] = field(default_factory=dict)
    language_name: Callable[[str], str] = str
    clock: str = "{zone}"
