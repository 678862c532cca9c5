"""Service bodies and fellowships as organizations."""

from collections.abc import Iterable, Sequence
from datetime import date
from itertools import groupby
from uuid import UUID

from django.db.models import QuerySet

from groups.kinds import ContactKind
from groups.models import Contact, Fellowship, Group, ServiceBody
from interchange.hsds.ids import Kind, made
from interchange.hsds.listings import ContactRecord, OrganizationRecord, fellowship_id
from languages.fold import fold
from places.opening import read
from places.opening_words import week_sentence


def organization_of(group: Group) -> OrganizationRecord:
    """To which one a group belongs; without its contacts, which are those of the organization itself."""
    body = group.service_body
    return body_record(body, parent=parent_of(body)) if body else fellowship_record(group.fellowship)


def fellowship_record(fellowship: Fellowship) -> OrganizationRecord:
    """A fellowship, to which the groups belong that are of no service body."""
    return OrganizationRecord(
        slug=fellowship.slug,
        name=str(fellowship.name),
        alternate_name=str(fellowship.abbreviation),
        description=str(fellowship.about) or str(fellowship.name),
        website=fellowship.website,
    )


def body_record(body: ServiceBody, *, parent: UUID | None = None, contacts: tuple[ContactRecord, ...] = ()) -> OrganizationRecord:
    """A service body; one that says nothing of itself is described by its kind."""
    return OrganizationRecord(
        key=body.public_id,
        name=body.name,
        description=str(body.about) or body.get_kind_display(),
        website=body.website,
        parent=parent,
        contacts=contacts,
    )


def parent_of(body: ServiceBody) -> UUID | None:
    """The body above; at the top the fellowship."""
    if body.parent:
        return made(Kind.BODY, body.parent.public_id)
    return fellowship_id(body.fellowship.slug) if body.fellowship else None


def organization_records(bodies: Iterable[ServiceBody], today: date) -> list[OrganizationRecord]:
    """Service bodies with what everyone may have of their contacts."""
    rows = list(bodies)
    contacts = public_contacts([body.pk for body in rows], today)
    return [body_record(body, parent=parent_of(body), contacts=contacts.get(body.pk, ())) for body in rows]


def public_contacts(keys: Sequence[int], today: date) -> dict[int, tuple[ContactRecord, ...]]:
    """By body."""
    found = Contact.objects.public(today).filter(service_body__in=keys).order_by("service_body", "pk")
    return {key: contact_records(rows) for key, rows in groupby(found, key=lambda one: one.service_body_id or 0)}


def contact_records(contacts: Iterable[Contact]) -> tuple[ContactRecord, ...]:
    """Numbers and mail addresses, which the caller has seen to be public. HSDS has no field for a web page of a contact."""
    return tuple(
        ContactRecord(
            role=one.get_role_display(),
            hours=" ".join(text for text in (week_sentence(read(one.opening)), str(one.hours)) if text),
            phone=one.value if one.kind == ContactKind.PHONE else "",
            email=one.value if one.kind == ContactKind.MAIL else "",
        )
        for one in contacts
        if one.kind != ContactKind.WEB
    )


def fellowships_named(words: str) -> list[Fellowship]:
    """All of them, or those with these words in one of their names; they are few."""
    known = Fellowship.objects.all()
    wanted = fold(words)
    return [
        one for one in known if not wanted or any(wanted in fold(name) for name in (*one.name.values(), *one.abbreviation.values()))
    ]


def bodies_named(words: str) -> "QuerySet[ServiceBody]":
    """All of them, or those with these words in their name."""
    found = ServiceBody.objects.select_related("parent", "fellowship").order_by("pk")
    return found.filter(name__icontains=words) if words else found
