"""What the published JSON schemas of HSDS 3.1 ask of each object, as a table (github.com/openreferral/specification, schema/).

The published ones allow further fields; here none is, so that a field of ours under a wrong name is found.
"""

from datetime import date, datetime
from functools import cache
from typing import Any
from urllib.parse import urlsplit
from uuid import UUID

from jsonschema import Draft202012Validator, FormatChecker

CHECKER = FormatChecker(formats=["email"])
TEXT, NUMBER, ID = "text", "number", "uuid"
PLACE_TYPES = ("physical", "postal", "virtual")
NAMED = {"id": ID, "name": TEXT, "description": TEXT}
CONTACTS = {"email": "email", "phones": ["phone"], "contacts": ["contact"]}
FIELDS: dict[str, dict[str, Any]] = {
    "service": NAMED
    | CONTACTS
    | dict.fromkeys(("alternate_name", "eligibility_description", "fees_description", "alert", "application_process"), TEXT)
    | {
        "organization_id": ID,
        "program_id": ID,
        "url": "uri",
        "additional_urls": ["url"],
        "status": ("active", "inactive", "defunct", "temporarily closed"),
        "minimum_age": NUMBER,
        "maximum_age": NUMBER,
        "assured_date": "date",
        "last_modified": "date-time",
        "organization": "organization",
        "schedules": ["schedule"],
        "service_areas": ["service_area"],
        "service_at_locations": ["service_at_location"],
        "languages": ["language"],
        "attributes": ["attribute"],
    },
    "service_at_location": {
        "id": ID,
        "service_id": ID,
        "location_id": ID,
        "description": TEXT,
        "service_areas": ["service_area"],
        "phones": ["phone"],
        "contacts": ["contact"],
        "schedules": ["schedule"],
        "location": "location",
        "service": "service",  # only in the compiled schemas
        "attributes": ["attribute"],
    },
    "organization": NAMED
    | CONTACTS
    | {"alternate_name": TEXT, "website": "uri", "parent_organization_id": ID, "attributes": ["attribute"]},
    "location": NAMED
    | {
        "location_type": PLACE_TYPES,
        "url": "uri",
        "organization_id": ID,
        "transportation": TEXT,
        "latitude": NUMBER,
        "longitude": NUMBER,
        "addresses": ["address"],
        "accessibility": ["accessibility"],
        "phones": ["phone"],
        "attributes": ["attribute"],
    },
    "address": dict.fromkeys(("address_1", "address_2", "city", "region", "state_province", "postal_code", "country"), TEXT)
    | {"id": ID, "location_id": ID, "address_type": PLACE_TYPES},
    "accessibility": {"id": ID, "location_id": ID, "description": TEXT, "details": TEXT, "url": "uri"},
    "schedule": dict.fromkeys(("id", "service_id", "location_id", "service_at_location_id"), ID)
    | dict.fromkeys(("valid_from", "valid_to", "dtstart", "until"), "date")
    | dict.fromkeys(("byday", "bymonthday", "byweekno", "description", "attending_type", "notes"), TEXT)
    | dict.fromkeys(("timezone", "count", "interval"), NUMBER)
    | {
        "freq": ("WEEKLY", "MONTHLY"),
        "opens_at": "clock",
        "closes_at": "clock",
        "schedule_link": "uri",
        "attributes": ["attribute"],
    },
    "service_area": NAMED | {"service_id": ID, "service_at_location_id": ID},
    "language": {"id": ID, "service_id": ID, "location_id": ID, "phone_id": ID, "name": TEXT, "code": TEXT, "note": TEXT},
    "phone": {"id": ID, "service_id": ID, "organization_id": ID, "number": TEXT, "type": TEXT, "description": TEXT},
    "contact": {"id": ID, "title": TEXT, "email": "email", "phones": ["phone"]},
    "url": {"id": ID, "label": TEXT, "url": "uri", "organization_id": ID, "service_id": ID},
    "attribute": {
        "id": ID,
        "link_id": ID,
        "taxonomy_term_id": ID,
        "link_type": TEXT,
        "link_entity": TEXT,
        "value": TEXT,
        "taxonomy_term": "taxonomy_term",
    },
    "taxonomy": NAMED | {"uri": "uri", "version": TEXT},
    "taxonomy_term": NAMED
    | {"code": TEXT, "parent_id": ID, "taxonomy": TEXT, "taxonomy_detail": "taxonomy", "language": TEXT, "term_uri": "uri"},
}
REQUIRED = {
    "service": ("id", "name", "status"),
    "organization": ("id", "name", "description"),
    "location": ("id", "location_type"),
    "address": ("id", "address_1", "city", "state_province", "postal_code", "country", "address_type"),
    "phone": ("id", "number"),
    "url": ("id", "url"),
    "taxonomy": ("id", "name", "description"),
    "taxonomy_term": ("id", "name", "description"),
}
PAGE = {
    **{name: {"type": "integer"} for name in ("total_items", "total_pages", "page_number", "size")},
    **{name: {"type": "boolean"} for name in ("first_page", "last_page", "empty")},
    "contents": {"type": "array"},
}


@CHECKER.checks("uuid", raises=ValueError)
def is_uuid(value: object) -> bool:
    return str(UUID(str(value))) == value


@CHECKER.checks("uri", raises=ValueError)
def is_uri(value: object) -> bool:
    parts = urlsplit(str(value))
    return parts.scheme in {"http", "https"} and bool(parts.netloc) and " " not in str(value)


@CHECKER.checks("date", raises=ValueError)
def is_date(value: object) -> bool:
    return date.fromisoformat(str(value)).isoformat() == value


@CHECKER.checks("date-time", raises=ValueError)
def is_moment(value: object) -> bool:
    return datetime.fromisoformat(str(value)).tzinfo is not None


@CHECKER.checks("clock", raises=ValueError)
def is_clock(value: object) -> bool:
    """A time of day; with its offset, but for the 00:00 to 23:59 of what is always open."""
    return value in {"00:00", "23:59"} or datetime.fromisoformat(f"2026-01-01T{value}").tzinfo is not None


def field(said: Any) -> dict[str, Any]:
    """The schema of a field: a text or number, one of several words, an object, or a list of objects."""
    match said:
        case "text":
            return {"type": "string"}
        case "number":
            return {"type": "number"}
        case tuple():
            return {"type": "string", "enum": list(said)}
        case [kind]:
            return {"type": "array", "items": {"$ref": f"#/$defs/{kind}"}}
        case str() if said in FIELDS:
            return {"$ref": f"#/$defs/{said}"}
        case _:
            return {"type": "string", "format": said}


@cache
def validator(kind: str) -> Draft202012Validator:
    """That of a kind of object."""
    kinds = {
        name: {
            "type": "object",
            "properties": {key: field(said) for key, said in fields.items()},
            "required": list(REQUIRED.get(name, ("id",))),
            "additionalProperties": False,
        }
        for name, fields in FIELDS.items()
    }
    page = {"type": "object", "properties": PAGE, "required": [*PAGE], "additionalProperties": False}
    return Draft202012Validator({"$defs": {**kinds, "page": page}, "$ref": f"#/$defs/{kind}"}, format_checker=CHECKER)


def faults(kind: str, found: Any) -> list[str]:
    """What is wrong with an object, and where."""
    return [f"{'/'.join(map(str, error.absolute_path))}: {error.message}" for error in validator(kind).iter_errors(found)]
