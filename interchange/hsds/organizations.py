"""Organizations, and how they and services are reached."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from interchange.hsds.ids import part
from interchange.hsds.listings import ContactRecord, OrganizationRecord
from interchange.hsds.shape import given


def organization(record: OrganizationRecord) -> dict[str, Any]:
    """A service body or a fellowship."""
    return given(
        {
            "id": str(record.id),
            "name": record.name,
            "alternate_name": record.alternate_name,
            "description": record.description,
            "website": record.website,
            "parent_organization_id": str(record.parent or ""),
            **reached(record.contacts, record.id),
        }
    )


def reached(contacts: Iterable[ContactRecord], of: UUID) -> dict[str, Any]:
    """The mail address and the numbers of something, and who answers at each."""
    known = list(contacts)
    mails = [one for one in known if one.email]
    return {
        "email": mails[0].email if mails else "",
        "phones": [phone(one, of) for one in known if one.phone],
        "contacts": [given({"id": part(of, "contact", one.email), "title": one.role, "email": one.email}) for one in mails],
    }


def phone(contact: ContactRecord, of: UUID) -> dict[str, Any]:
    """A number, who answers and when."""
    said = ", ".join(text for text in (contact.role, contact.hours) if text)
    return given({"id": part(of, "phone", contact.phone), "number": contact.phone, "type": "voice", "description": said})
