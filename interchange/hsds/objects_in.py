"""A service at a location as an object of Meeting Guide JSON, and what its terms mean."""

from collections.abc import Iterator
from functools import cache
from typing import Any

from interchange.bmlt.known import known_formats
from interchange.codes import FORMAT_SLUGS, Kind, Meaning
from interchange.meeting_guide.item import as_text
from interchange.meeting_guide.who import CODE
from interchange.records import Access
from interchange.type_names import is_fit, meanings_of

Json = dict[str, Any]
Says = tuple[Meaning, ...]

VIRTUAL = "virtual"
PAUSED_STATUS = "temporarily closed"
MOST_ENTRIES = 60  # of a list inside of a service
LAST_MINOR_AGE = 17
YES = ("yes", "true")
# Taxonomies, by the names that we give them, and what their terms say.
TAXONOMIES = {"format": Kind.FORMAT, "facility": Kind.FACILITY, "access": Kind.ACCESS}
AUDIENCE, ELIGIBILITY = "audience", "eligibility"
IGNORED_TAXONOMIES = frozenset({"programme", "topic"})


def to_object(service: Json, places: list[Json], key: str) -> dict[str, Any]:
    """The object of one meeting of a service, at a place, from home, or both."""
    homes = [place for place in places if is_virtual(place)]
    houses = [place for place in places if not is_virtual(place)]
    organization = inner(service, "organization")
    given = {
        "slug": key,
        "name": word(service, "name"),
        "group": word(service, "name"),
        "group_id": word(service, "id"),
        "group_notes": word(service, "description"),
        "notes": lines([*(word(place, "description") for place in places), *remarks(service)]),
        "url": word(service, "url"),
        "entity": word(organization, "name"),
        "entity_url": word(organization, "website") or word(organization, "uri"),
        "updated": word(service, "last_modified") or word(service, "assured_date"),
        "website": word(next(iter(entries(service, "additional_urls")), {}), "url"),
        "attendance_option": attendance(service, houses, homes),
        **(house_fields(houses[0]) if houses else {}),
        **(home_fields(homes[0]) if homes else {}),
        **contact_fields(service, houses),
    }
    return {name: value for name, value in given.items() if value not in (None, "", [])}


def attendance(service: Json, houses: list[Json], homes: list[Json]) -> str:
    """How one takes part, in the word of the Meeting Guide."""
    if word(service, "status") == PAUSED_STATUS:
        return "inactive"
    if not homes:
        return "in_person" if houses else ""
    return "hybrid" if houses else "online"


def is_virtual(place: Json) -> bool:
    """Whether one joins from home."""
    return word(inner(place, "location"), "location_type").casefold() == VIRTUAL


def house_fields(place: Json) -> dict[str, Any]:
    """The place to go to."""
    location = inner(place, "location")
    address = next(iter(entries(location, "addresses")), {})
    area = next(iter(entries(place, "service_areas")), {})
    return {
        "location": word(location, "name") if address else "",
        "address": ", ".join(filter(None, (word(address, "address_1"), word(address, "address_2")))),
        "city": word(address, "city"),
        "state": word(address, "state_province"),
        "postal_code": word(address, "postal_code"),
        "country": word(address, "country"),
        "formatted_address": "" if address else word(area, "name") or word(location, "name"),
        "approximate": "" if address else "yes",
        "latitude": location.get("latitude"),
        "longitude": location.get("longitude"),
        "location_notes": lines([word(location, "description"), word(location, "transportation")]),
    }


def home_fields(place: Json) -> dict[str, Any]:
    """How to join from home."""
    location = inner(place, "location")
    return {
        "conference_url": word(location, "url"),
        "conference_url_notes": word(location, "description"),
        "conference_phone": word(next(iter(entries(place, "phones")), {}), "number"),
    }


def contact_fields(service: Json, houses: list[Json]) -> dict[str, Any]:
    """Whom to ask: for a person to look at."""
    contacts = entries(service, "contacts")
    phones = [*entries(service, "phones"), *(phone for place in houses for phone in entries(place, "phones"))]
    return {
        "email": [word(service, "email")] if word(service, "email") else [],
        "phone": [number for number in (word(phone, "number") for phone in phones) if number],
        "contact_1_name": [name for name in (word(contact, "name") for contact in contacts) if name],
        "contact_1_email": [mail for mail in (word(contact, "email") for contact in contacts) if mail],
    }


def remarks(service: Json) -> Iterator[str]:
    """What has to be known before one goes."""
    for name in ("alert", "eligibility_description", "application_process", "fees_description"):
        yield word(service, name)


def facts_of(places: list[Json]) -> Iterator[str]:
    """What is known of getting in, in our words, where the answer is yes."""
    for place in places:
        for entry in entries(inner(place, "location"), "accessibility"):
            name, _colon, answer = word(entry, "details").partition(":")
            if answer.strip().casefold() in YES:
                yield name.strip()


def codes_of(service: Json, places: list[Json]) -> dict[str, Says | None]:
    """What the terms, the languages and the age say, by what they are called; None are those that nobody knows."""
    found: dict[str, Says | None] = {}
    for attribute in [*entries(service, "attributes"), *(each for place in places for each in entries(place, "attributes"))]:
        name, says = term(attribute)
        if name and (says is not None or CODE.fullmatch(name) or is_fit(name)):
            found[name] = says
    for entry in entries(service, "languages"):
        code = word(entry, "code").casefold()
        says = (Meaning(Kind.LANGUAGE, code),) if (Kind.LANGUAGE, code) in known_values() else meanings_of(word(entry, "name"))
        if says:
            found[f"language {code}"] = says
    found |= {f"fact {name}": (Meaning(Kind.FACT, name),) for name in facts_of(places) if (Kind.FACT, name) in known_values()}
    age = service.get("maximum_age")
    if isinstance(age, (int, float)) and not isinstance(age, bool) and 0 < age <= LAST_MINOR_AGE:
        found["minors"] = (Meaning(Kind.MINORS),)
    return found


def term(attribute: Json) -> tuple[str, Says | None]:
    """What a term is called, and what it says; nothing to say of which fellowship or about which topic it is."""
    inside = inner(attribute, "taxonomy_term")
    code, name, taxonomy = word(inside, "code"), word(inside, "name"), word(inside, "taxonomy").casefold()
    if taxonomy in IGNORED_TAXONOMIES:
        return "", None
    kind = TAXONOMIES.get(taxonomy)
    if taxonomy == AUDIENCE:
        kind = Kind.ONLY if word(attribute, "link_type") == ELIGIBILITY else Kind.WELCOME
    if kind and is_known(kind, code):
        return f"{kind} {code}", (Meaning(kind, code),)
    return name or code, meanings_of(name)


def is_known(kind: Kind, code: str) -> bool:
    """Whether a code is one of ours."""
    if kind is Kind.FORMAT:
        return code in FORMAT_SLUGS
    return code in tuple(Access) if kind is Kind.ACCESS else (kind, code) in known_values()


@cache
def known_values() -> frozenset[tuple[str, str]]:
    """(kind, value) of all that can be said of a meeting."""
    return frozenset(said for form in known_formats() for said in form.says)


def inner(entry: Json, name: str) -> Json:
    """An object inside of another; an empty one where there is none."""
    value = entry.get(name)
    return value if isinstance(value, dict) else {}


def entries(entry: Json, name: str) -> list[Json]:
    """The objects of a list inside of an object."""
    value = entry.get(name)
    return [each for each in value[:MOST_ENTRIES] if isinstance(each, dict)] if isinstance(value, list) else []


def word(entry: Json, name: str) -> str:
    """A field as text."""
    return (as_text(entry.get(name)) or "").strip()


def lines(texts: list[str]) -> str:
    """The texts that say something, each once."""
    return "\n".join(dict.fromkeys(text for text in texts if text))
